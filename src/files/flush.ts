import { spawn } from 'node:child_process'

/**
 * Writes out what the file system still holds back, so that it doesn't fall into the next trial. Best effort; in a
 * process group of its own, so that Ctrl-C at a terminal ends the run in order.
 */
export function flushDisk(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn('sync', ['--file-system', folder], { detached: true, stdio: 'ignore' })
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
}
