/** A table of docs/statistics.md. */
export interface Table {
  title: string
  header: string[]
  rows: string[][]
}

export function printTable({ title, header, rows }: Table): void {
  console.log(`\n**${title}**\n`)
  for (const row of [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...rows])
    console.log(`| ${row.join(' | ')} |`)
}

export const share = (count: number, of: number): string =>
  of > 0 ? `${((100 * count) / of).toFixed(1)} %` : '–'

export const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
