import type { LeftOut } from '../../ledger/contents.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { printable } from '../../text/text.ts'

const SHOWN = 5

export const leftOutLine = ({ path, reason }: LeftOut): string => `${printable(path)} ${printable(reason)}`

/** Names what a command goes without, the first few of many. */
export const noteLeftOut = (leftOut: readonly LeftOut[], terminal: Terminal): void =>
  noteFirst(leftOut.map(leftOutLine), 'Left out: ', 'etl-compare ledger verify lists all of them.', terminal)

/** Notes the first few of many lines, and how many more there are. */
export function noteFirst(lines: readonly string[], begin: string, rest: string, terminal: Terminal): void {
  for (const line of lines.slice(0, SHOWN)) terminal.note(begin + line)
  if (lines.length > SHOWN) terminal.note(`${begin}${lines.length - SHOWN} more. ${rest}`)
}
