import { access, constants } from 'node:fs/promises'
import { resolve } from 'node:path'

/** The file that a program's name executes: by its path or the first on the PATH, both relative to a folder; undefined where there is none. */
export async function programFile(program: string, cwd: string, path: string): Promise<string | undefined> {
  const folders = program.includes('/') ? [''] : path.split(':')
  const places = folders.map((folder) => resolve(cwd, folder, program))
  const found = await Promise.all(places.map(isExecutable))
  return places.find((_, index) => found[index])
}

const isExecutable = (place: string): Promise<boolean> =>
  access(place, constants.X_OK).then(
    () => true,
    () => false,
  )
