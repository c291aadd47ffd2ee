import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Terminal } from '../../terminal/terminal.ts'

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' }

/** Shows a file in the user's browser; a note says so where nothing can. */
export async function openInBrowser(path: string, terminal: Terminal): Promise<void> {
  const address = pathToFileURL(resolve(path)).href
  try {
    await promisify(execFile)(OPENERS[process.platform] ?? 'xdg-open', [address])
  } catch {
    terminal.note(`No browser could be opened. Open ${address}`)
  }
}
