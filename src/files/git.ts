import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Reading a commit takes milliseconds; a disk that hangs must not hang what asks. */
const COMMIT_MS = 5000

/** What git prints in a folder; undefined where it fails, as it does outside a repository. */
export const gitOutput = (folder: string, ...args: string[]): Promise<string | undefined> =>
  outputOf(folder, args)

const outputOf = (folder: string, args: string[], timeout?: number): Promise<string | undefined> =>
  promisify(execFile)('git', ['-C', folder, ...args], { maxBuffer: 2 ** 26, timeout }).then(
    ({ stdout }) => stdout,
    () => undefined,
  )

/** Commit that a folder is at; null outside a repository, and where git takes longer than five seconds. */
export const currentCommit = async (folder: string): Promise<string | null> =>
  (await outputOf(folder, ['rev-parse', '--verify', 'HEAD'], COMMIT_MS))?.trim() ?? null
