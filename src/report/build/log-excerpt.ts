import { htmlBytes, utf8Bytes } from '../../text/html-bytes.ts'
import { printable } from '../../text/text.ts'

/** Beginning and end of a log, as a page shows them. */
export interface LogExcerpt {
  first: string[]
  /** Bytes between first and last that are not shown; 0 where all is. */
  leftOut: number
  last: string[]
}

/** How much of a page the lines may take: errors come last. */
const [FIRST_BYTES, LAST_BYTES] = [5_000, 11_000]
const WIDEST_LINE = 400

/**
 * Cuts a log to what a page has room for. Nothing in it steers a terminal or hides.
 *
 * @param start its beginning, and `end` its end, which is the same text of a log that is no longer
 * @param bytes how long it is
 */
export function excerptOf({ start, end, bytes }: { start: string; end: string; bytes: number }): LogExcerpt {
  const [head, tail] = [linesOf(start), linesOf(end)]
  const isWhole = utf8Bytes(start) >= bytes
  const all = isWhole ? fitting(head, FIRST_BYTES + LAST_BYTES) : []
  if (isWhole && all.length === head.length) return { first: head.map(shown), leftOut: 0, last: [] }
  const first = fitting(head, FIRST_BYTES)
  const last = fitting(tail.toReversed(), LAST_BYTES).reverse()
  return {
    first: first.map(shown),
    leftOut: Math.max(1, bytes - utf8Bytes([...first, ...last].join('\n'))),
    last: last.map(shown),
  }
}

/** A bar of progress rewrites its line. */
const linesOf = (text: string): string[] => text.trimEnd().split(/\r?\n|\r/)

/** The lines from the first on for which there is room. */
function fitting(lines: readonly string[], most: number): string[] {
  let left = most
  const over = lines.findIndex((line) => {
    left -= htmlBytes(`${shown(line)}\n`)
    return left < 0
  })
  return lines.slice(0, over === -1 ? lines.length : over)
}

function shown(line: string): string {
  // Characters are cut before each is looked at: a line may have millions.
  const text = printable(line.slice(0, 4 * WIDEST_LINE))
  return text.length > WIDEST_LINE || line.length > 4 * WIDEST_LINE ? `${text.slice(0, WIDEST_LINE)}…` : text
}
