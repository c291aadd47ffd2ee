import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Commit that a folder is at, or null outside a repository. */
export async function currentCommit(folder: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, 'rev-parse', '--verify', 'HEAD'])
    return stdout.trim()
  } catch {
    return null
  }
}
