import { access, constants } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'

/** The file that a program's name executes: by its path, relative to a folder, or the first on the PATH; undefined where there is none. */
export async function programFile(program: string, cwd: string, path: string): Promise<string | undefined> {
  const places = program.includes('/')
    ? [isAbsolute(program) ? program : join(cwd, program)]
    : path.split(':').map((part) => join(part, program))
  const found = await Promise.all(places.map(isExecutable))
  return places.find((_, index) => found[index])
}

const isExecutable = (place: string): Promise<boolean> =>
  access(place, constants.X_OK).then(
    () => true,
    () => false,
  )
