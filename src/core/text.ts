const ESCAPE = String.fromCharCode(27)
const ANSI = new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g')

/** Text from a log or file name, safe for a terminal: no control characters, so nothing can move the cursor or colour. */
export function printable(text: string): string {
  return text.replace(ANSI, '').replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\t' ? '  ' : ''))
}

/** Cells in columns, each as wide as its widest cell; those of `figures`, by number, stand to the right. */
export function alignCells(rows: readonly (readonly string[])[], figures: readonly number[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const pad = (cell: string, column: number): string =>
    figures.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}

/** Text in lines of at most `columns`, broken between words; lines after the first are indented. */
export function hangText(text: string, columns: number, indent: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\S) (?=\S)/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length > columns) {
      lines.push(line)
      line = ' '.repeat(indent) + word
    } else line = longer
  }
  return [...lines, line].join('\n')
}

/** The last lines of a log that say something, each cut to `width`. */
export function logTail(text: string, lines: number, width = 200): string[] {
  const all = text.split('\n').map(printable)
  return all
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .map((line) => line.slice(0, width))
}
