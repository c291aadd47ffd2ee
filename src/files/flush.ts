import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Writes out what the file system still holds back, so that it doesn't fall into the next trial. Best effort; in a
 * process group of its own, so that Ctrl-C at a terminal ends the run in order.
 */
export async function flushDisk(folder: string): Promise<void> {
  const child = spawn('sync', ['--file-system', folder], { detached: true, stdio: 'ignore' })
  await once(child, 'close').catch(() => {})
}
