import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What git prints in a folder; undefined where it fails, as it does outside a repository. */
export const gitOutput = (folder: string, ...args: string[]): Promise<string | undefined> =>
  promisify(execFile)('git', ['-C', folder, ...args], { maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => stdout,
    () => undefined,
  )

/** Commit that a folder is at, or null outside a repository. */
export const currentCommit = async (folder: string): Promise<string | null> =>
  (await gitOutput(folder, 'rev-parse', '--verify', 'HEAD'))?.trim() ?? null
