const ESCAPE = String.fromCharCode(27)
const ANSI = new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g')

/** What steers a terminal or hides in a text: control and format characters, other ends of lines, halves of characters. */
const UNSEEN = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}'
const ANY_UNSEEN = new RegExp(`[${UNSEEN}]`, 'gu')
const UNSEEN_IN_JSON = new RegExp(`(?!\\n)[${UNSEEN}]`, 'gu')

/** What a name or a key may be, and how to say so. */
export const LABEL = new RegExp(`^[^${UNSEEN}]*$`, 'u')
export const LABEL_RULE = 'must be text without control or invisible characters'

/** A name that is also a folder name: no separators, no dots in front, nothing a shell or a page would interpret. */
export const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
export const NAME_RULE = "letters, digits, '_' or '-', such as daily_orders"

/** What a text must be to be a name; undefined where it is one. */
export const nameProblem = (text: string): string | undefined => (NAME.test(text) ? undefined : NAME_RULE)

/** Text from a log or file name, safe for a terminal: no control characters, so nothing can move the cursor or colour. */
export function printable(text: string): string {
  return text.replace(ANSI, '').replace(ANY_UNSEEN, (character) => (character === '\t' ? '  ' : ''))
}

/** As `printable`, of text that has lines of its own. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n')

/** A text that is cut where it has more than so many characters. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** JSON for a terminal or a pipe: it loses nothing, and what `printable` leaves out of a text is written as \uXXXX. */
export function jsonText(value: unknown, indent: 0 | 1 | 2 = 0): string {
  return JSON.stringify(value, null, indent).replace(UNSEEN_IN_JSON, escaped)
}

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('')

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

const MOST_OF_LINE = 200

/** The last lines of a log that say something, each cut. */
export const logTail = (text: string, lines: number): string[] =>
  text
    .split('\n')
    .map((line) => printable(line).slice(0, MOST_OF_LINE))
    .filter((line) => line.trim() !== '')
    .slice(-lines)

/** `2026-11-28 09:39` of an instant in UTC. */
export const minuteText = (instant: string): string => instant.slice(0, 16).replace('T', ' ')

/** `1 day`, `2,000 days`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

/** `a,b`; a part in double quotes may hold commas: `"a,b",c`. */
export function splitList(text: string): string[] {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)]
  return parts.map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim()).filter(Boolean)
}

/** An option as the user types it: `--engine-version` of `engineVersion`. */
export const optionName = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** `a Delta`, `an Iceberg`. */
export const withArticle = (noun: string): string => `${/^[AEIOU]/i.test(noun) ? 'an' : 'a'} ${noun}`
