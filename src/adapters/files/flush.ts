import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Writes out what the file system still holds back, so that it doesn't fall into the next trial. */
export async function flushDisk(folder: string): Promise<void> {
  await promisify(execFile)('sync', ['--file-system', folder])
}
