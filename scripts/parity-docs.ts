/** Writes the reasons and the table of tests/parity-pairs/ into docs/parity.md; `--check` checks that it is up to date. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Tolerance } from '../src/model/config/model.ts'
import { spellDuration } from '../src/model/units/duration.ts'
import { REASONS } from '../src/reasons/catalogue.ts'
import { PAIRS } from '../tests/parity-pairs/index.ts'
import type { Pair } from '../tests/parity-pairs/pair.ts'

const FILE = new URL('../docs/parity.md', import.meta.url)
const SOURCES = 'tests/parity-pairs/ and src/reasons/'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const text = await readFile(FILE, 'utf8')
const written = filled(filled(text, 'reasons', reasons()), 'pairs', tables())
if (!values.check) {
  await writeFile(FILE, written)
} else if (written !== text) {
  process.stderr.write(`docs/parity.md does not match ${SOURCES}. Run: node scripts/parity-docs.ts\n`)
  process.exitCode = 1
}

/** The document with what is between a pair of marks replaced. */
function filled(document: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: written by scripts/parity-docs.ts -->`, `<!-- end of ${name} -->`]
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`docs/parity.md lacks ${begin} or ${end}`)
  return `${before}${begin}\n\n${content}\n\n${end}${after}`
}

function reasons(): string {
  const proposals = {
    abs: '`tolerance: { abs: … }`',
    rel: '`tolerance: { rel: … }`',
    time: '`tolerance: { abs: …s }`',
    'by-hand': 'nothing; `accept:` by hand',
  }
  const rows = Object.entries(REASONS).map(([id, { explain, declare }]) => {
    const proposed = declare === null ? 'nothing' : declare ? proposals[declare] : '`accept:`'
    return `| ${code(id)} | ${inCell(explain({ baseline: 'A', engine: 'B' }))} | ${proposed} |`
  })
  return ['| reason | in words | proposed |', '|---|---|---|', ...rows].join('\n')
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
    ([column, tolerance]) => `tolerance: { ${yamlKey(column)}: ${limits(tolerance)} }`,
  )
  return [...lists, ...accepts, ...tolerances].map(code).join('<br>')
}

function limits({ abs, rel, seconds }: Tolerance): string {
  if (seconds !== undefined) return `{ abs: ${spellDuration(seconds)} }`
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
