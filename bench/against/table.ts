import {
  gigabytesOf,
  isMeasured,
  outcomeOf,
  type Row,
  ratiosOf,
  type Spread,
  spreadOf,
  type Target,
  type Turns,
  valuesOf,
} from './row.ts'

const NAME_WIDTH = 38
/** Of both sides' figures and memory, and of the ratio. */
const WIDTHS = [24, 7, 24, 7, 21]
const DIGITS = { 'CPU-s': 2, s: 1, ms: 0 } as const

/** @param other whose figures stand beside this build's */
export const headingOf = (other: string): string =>
  `\n${lineOf('', [other, 'GB', 'this build', 'GB', 'ratio'], 'targets')}`

/** @param f seconds of CPU of one F, where it was measured */
export function textOf(row: Row, f: number | null): string {
  const sides = [row.other, row.own]
  const figures = sides.map((turns) => spreadOf(valuesOf(turns)))
  const cells = sides.flatMap((turns, side) => [
    shown(figures[side] ?? null, DIGITS[row.unit]),
    peakOf(turns),
  ])
  const targets = (row.targets ?? []).map((target) => told(target, row, f)).join('; ')
  const reasons = sides.flatMap((turns) => (isMeasured(turns) ? [] : `  – ${turns.reason}`))
  return [lineOf(`${row.name}, ${row.unit}`, [...cells, ratioOf(row)], targets), ...reasons].join('\n')
}

const lineOf = (name: string, cells: readonly string[], targets: string): string => {
  const columns = cells.map((cell, column) => cell.padStart(WIDTHS[column] ?? 0)).join('')
  return `${name.padEnd(NAME_WIDTH)}${columns}   ${targets}`.trimEnd()
}

function ratioOf(row: Row): string {
  const [other, own] = [row.other, row.own].map((turns) => spreadOf(valuesOf(turns))?.least)
  const range = spreadOf(ratiosOf(row))
  if (range === null || other === undefined || own === undefined) return '–'
  return `${(own / other).toFixed(2)}× (${rangeOf(range, 2)})`
}

const rangeOf = ({ least, most }: Spread, digits: number): string =>
  `${least.toFixed(digits)}–${most.toFixed(digits)}`

const shown = (spread: Spread | null, digits: number): string =>
  spread === null ? '–' : `${spread.least.toFixed(digits)} (${rangeOf(spread, digits)})`

const peakOf = (turns: Turns): string => spreadOf(gigabytesOf(turns))?.most.toFixed(2) ?? '–'

function told(target: Target, row: Row, f: number | null): string {
  const limit = `≤ ${Number(target.atMost.toFixed(3))}${target.of === '×' ? '' : ' '}${target.of}`
  const outcome = outcomeOf(target, row, f)
  if (outcome === null) return `${limit} not measured`
  const { isMet, excess, metIn, turns } = outcome
  const [digits, unit] = target.of === 'GB' ? [2, 'GB'] : [DIGITS[row.unit], row.unit]
  const words = isMet ? 'met' : `missed, ${excess.toFixed(digits)} ${unit} too much`
  const isSplit = metIn > 0 && metIn < turns
  return `${limit} ${words}${isSplit ? ` (met in ${metIn} of ${turns} turns)` : ''}`
}
