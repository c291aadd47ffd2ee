const [BETWEEN_ENGINES, BEFORE_RATIO] = ['    ', '  ']

/** Pads cells so that columns line up; a column without a heading, a ratio, stands close to the one before it. */
export function alignColumns(rows: string[][]): string[] {
  const [header = []] = rows
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const align = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    if (column === 0) return cell.padEnd(width)
    const gap = header[column] === '' ? BEFORE_RATIO : BETWEEN_ENGINES
    return gap + (column === header.length - 1 ? cell : cell.padStart(width))
  }
  const lines = rows.map((row) => row.map(align).join('').trimEnd())
  const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)))
  return [lines[0] ?? '', rule, ...lines.slice(1)]
}
