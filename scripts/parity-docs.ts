/** Writes the table of tests/parity-pairs.ts into docs/parity.md; `--check` tells whether it is up to date. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { PAIRS, type Pair } from '../tests/parity-pairs.ts'

const FILE = new URL('../docs/parity.md', import.meta.url)
const [BEGIN, END] = ['<!-- pairs: written by scripts/parity-docs.ts -->', '<!-- end of pairs -->']

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const text = await readFile(FILE, 'utf8')
const [before, rest] = text.split(BEGIN)
const after = rest?.split(END)[1]
if (before === undefined || after === undefined) throw new Error(`docs/parity.md lacks ${BEGIN} or ${END}`)
const written = `${before}${BEGIN}\n\n${tables()}\n\n${END}${after}`
if (!values.check) {
  await writeFile(FILE, written)
} else if (written !== text) {
  process.stderr.write(
    'docs/parity.md is not what tests/parity-pairs.ts says. Write it anew: node scripts/parity-docs.ts\n',
  )
  process.exitCode = 1
}

function tables(): string {
  return Object.entries(PAIRS)
    .map(([group, pairs]) =>
      [
        `### ${group}\n`,
        '| trap | baseline | engine | declared | outcome |',
        '|---|---|---|---|---|',
        ...pairs.map(row),
      ].join('\n'),
    )
    .join('\n\n')
}

function row(pair: Pair): string {
  const { trap, a, b, outcome, passes } = pair
  const verdict = `${passes ? '✓' : '✕'} ${outcome}${found(pair)}`
  return `| ${[inCell(trap), code(a), code(b), declared(pair), verdict].join(' | ')} |`
}

function found({ reasons = [], onlyA = 0, onlyB = 0, changed = 0 }: Pair): string {
  const counts = [
    [onlyA, 'only in the baseline'],
    [onlyB, 'only in the engine'],
    [changed, 'changed'],
  ] as const
  const parts = [
    ...reasons.map((reason) => `\`${reason}\``),
    ...counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])),
  ]
  return parts.length > 0 ? `: ${parts.join(', ')}` : ''
}

function declared({ key = [], ignore = [], accept = {}, tolerance = {} }: Pair): string {
  const lists = Object.entries({ key, ignore }).flatMap(([name, columns]) =>
    columns.length > 0 ? [`${name}: [${columns.join(', ')}]`] : [],
  )
  const accepts = Object.entries(accept).map(
    ([column, reasons]) => `accept: { ${yamlKey(column)}: [${reasons.join(', ')}] }`,
  )
  const tolerances = Object.entries(tolerance).map(
    ([column, { abs, rel }]) => `tolerance: { ${yamlKey(column)}: ${limits(abs, rel)} }`,
  )
  return [...lists, ...accepts, ...tolerances].map(code).join('<br>')
}

function limits(abs: number, rel: number): string {
  return `{ ${[...(abs > 0 ? [`abs: ${abs}`] : []), ...(rel > 0 ? [`rel: ${rel}`] : [])].join(', ')} }`
}

function yamlKey(column: string): string {
  return column === '*' ? "'*'" : column
}

function inCell(cell: string): string {
  return cell.replaceAll('|', '\\|')
}

function code(cell: string): string {
  return `\`${inCell(cell)}\``
}
