import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Only root may mount a disk. */
export const cannotMount = process.getuid?.() !== 0

/** A file system of `size` at a path where nothing is yet, or an empty folder, gone with the block. */
export async function smallDisk(path: string, size: string): Promise<AsyncDisposable> {
  await mkdir(path, { recursive: true })
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path])
  return { [Symbol.asyncDispose]: async () => void (await run('umount', [path])) }
}
