/** A part of a text that may be too long: of a lower rank is what is kept first. */
export interface Part {
  rank: number
  text: string
}

/**
 * As many parts as have room, the most important first, in the order in which they were given; a smaller one may take the
 * place of one that is too long.
 *
 * @returns their texts, and how many were left out
 */
export function fitting(parts: readonly Part[], room: number): { texts: string[]; left: number } {
  const kept = new Set<Part>()
  let length = 0
  for (const part of parts.toSorted((a, b) => a.rank - b.rank)) {
    const more = part.text.length + SEPARATOR.length
    if (length + more > room) continue
    kept.add(part)
    length += more
  }
  const texts = parts.filter((part) => kept.has(part)).map(({ text }) => text)
  return { texts, left: parts.length - texts.length }
}

/** Between blocks of Markdown. */
export const SEPARATOR = '\n\n'

/** Of a table: what stands beside it must have room, too. */
const MOST_OF_TABLE = 20_000

/** The first rows, as many as a table of them has room for. */
export function withinRoom(rows: string[][]): string[][] {
  let length = 0
  return rows.filter((cells) => {
    length += cells.join(' | ').length
    return length <= MOST_OF_TABLE
  })
}
