import { access, constants } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'

/** Whether a program can be executed: by its path, relative to a folder, or by a name on the PATH. */
export function hasProgram(program: string, cwd: string, path: string): Promise<boolean> {
  const places = program.includes('/')
    ? [isAbsolute(program) ? program : join(cwd, program)]
    : path.split(':').map((part) => join(part, program))
  return Promise.any(places.map((place) => access(place, constants.X_OK))).then(
    () => true,
    () => false,
  )
}
