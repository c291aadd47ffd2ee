import { execFile } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { promisify } from 'node:util'

const program = promisify(execFile)

const SET_ID = ['(', '-perm', '-4000', '-o', '-perm', '-2000', ')']

/**
 * Lets nobody but its owner into a folder until the block ends. A program in it that would run as its owner for whoever
 * starts it is none any more then.
 */
export async function closedFolder(path: string): Promise<AsyncDisposable> {
  const mode = (await stat(path)).mode & 0o777
  await chmod(path, 0o700)
  return {
    [Symbol.asyncDispose]: async () => {
      const chosen = [path, '-type', 'f', ...SET_ID]
      await program('find', [...chosen, '-exec', 'chmod', 'ug-s', '--', '{}', '+']).catch(() => undefined)
      await chmod(path, mode).catch(() => undefined)
    },
  }
}
