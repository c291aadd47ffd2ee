import type { LeftOut } from '../../ledger/contents.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { printable } from '../../text/text.ts'

const SHOWN = 5

export const leftOutLine = ({ path, reason }: LeftOut): string => `${printable(path)} ${printable(reason)}`

/** Names what a command goes without, the first few of many. */
export function noteLeftOut(leftOut: readonly LeftOut[], terminal: Terminal): void {
  for (const file of leftOut.slice(0, SHOWN)) terminal.note(`Left out: ${leftOutLine(file)}`)
  const more = leftOut.length - SHOWN
  if (more > 0) terminal.note(`Left out: ${more} more. etl-compare ledger verify lists all of them.`)
}
