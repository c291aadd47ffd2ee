import type { RunRecord } from '../../model/record/schema.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { describeLimits } from '../../plan/plan.ts'
import { type OperationAtSize, operationsBySize } from '../../report/operations-by-size.ts'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { counted } from '../../text/text.ts'
import { listed, rangeText, ratioText } from '../verdict/numbers.ts'
import { alignColumns } from './columns.ts'
import { idleText, lackTexts } from './operations.ts'

type Figure = OperationAtSize['figures'][number]

export const BY_SIZE_TITLE = 'When to use which, by operation and input'

/** Operations of each job by size of input; nothing of a job that has none, or of one size and no interval. */
export function operationSizeLines(records: readonly RunRecord[]): string[] {
  const places = Map.groupBy(records, ({ job, limits }) => `${job} · ${describeLimits(limits)}`)
  return [...places].flatMap(([place, own]) => {
    const rows = operationsBySize(own)
    return hasMore(rows) ? ['', `${BY_SIZE_TITLE}: ${place}`, '', ...tableLines(rows)] : []
  })
}

/** Whether they say more than the table of one comparison. */
const hasMore = (rows: readonly OperationAtSize[]): boolean =>
  new Set(rows.map(({ size }) => size)).size > 1 || intervalsOf(rows).length > 0

const intervalsOf = (rows: readonly OperationAtSize[]) =>
  rows.flatMap(({ figures }) => figures.flatMap(({ ratio }) => (ratio?.interval ? [ratio] : [])))

function tableLines(rows: readonly OperationAtSize[]): string[] {
  const engines = rows[0]?.figures.map(({ engine }) => engine) ?? []
  const header = [
    'Operation',
    'input',
    ...engines.flatMap((name, index) => (index === 0 ? [name] : [name, ''])),
    'fastest',
  ]
  const body = rows.map((row, index) => [
    rows[index - 1]?.name === row.name ? '' : row.name,
    formatBytes(Math.round(row.inputBytes)),
    ...row.figures.flatMap((figure, at) =>
      at === 0 ? [timeText(figure)] : [timeText(figure), ratioCell(figure)],
    ),
    fastestText(row),
  ])
  return [...alignColumns([header, ...body]), '', ...bySizeNotes(rows)]
}

export const timeText = ({ seconds }: Figure): string => (seconds ? formatDuration(seconds.value) : '–')

/** `0.051× (0.048–0.054)`. */
export const ratioCell = ({ ratio }: Figure): string =>
  ratio ? `${digits(ratio.value)}×${ratio.interval ? ` (${rangeText(ratio.interval, digits)})` : ''}` : ''

/** Small ratios, as of operations that only read a log, are told apart too. */
const digits = (ratio: number): string => (ratio < 0.0995 ? ratio.toPrecision(2) : ratioText(ratio))

/** `polars`, `polars ≈ duckdb`, or why nobody is named. */
export function fastestText({ figures, isSame, fastest }: OperationAtSize): string {
  if (!isSame) return 'tables differ'
  if (fastest.length === 0) return '–'
  const timed = figures.filter(({ seconds }) => seconds)
  return timed.every(({ engine }) => fastest.includes(engine)) ? 'no difference shown' : fastest.join(' ≈ ')
}

/** What the figures are, what each engine lacks, and how far they reach, in sentences. */
export function bySizeNotes(rows: readonly OperationAtSize[]): string[] {
  const lacks = [...new Map(rows.map((row) => [row.name, row])).values()]
  const idle = rows.flatMap((row) => idleText(row, ` at ${row.size}`))
  return [...[...idle, ...lackTexts(lacks)].map((text) => `${text}.`), repeatsText(rows), rangeOfSizes(rows)]
}

function repeatsText(rows: readonly OperationAtSize[]): string {
  const sizes = Map.groupBy(rows, ({ size }) => size)
  const each = [...sizes].map(([size, own]) => `${repeatsOf(own)} at ${size}`)
  const repeats = each.length > 0 ? `Repeats: ${listed(each)}. ` : ''
  return intervalsOf(rows).length > 0
    ? `${repeats}In parentheses: 95 % intervals, of which about one in twenty misses. The fastest has the least time; engines that are not shown to be slower stand beside it.`
    : `${repeats}${MIN_OBSERVATIONS} are needed for an interval, and to name the fastest.`
}

/** `5 runs`, `3 to 5 blocks`. */
function repeatsOf(rows: readonly OperationAtSize[]): string {
  const ratios = rows.flatMap(({ figures }) => figures.flatMap(({ ratio }) => ratio ?? []))
  const counts = ratios.map(({ n }) => n)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  if (ratios.length === 0) return 'none'
  const of = ratios.some((ratio) => ratio.of === 'runs') ? 'run' : 'block'
  return least === most ? counted(most, of) : `${least} to ${counted(most, of)}`
}

function rangeOfSizes(rows: readonly OperationAtSize[]): string {
  const bytes = rows.map(({ inputBytes }) => Math.round(inputBytes))
  const [least, most] = [Math.min(...bytes), Math.max(...bytes)]
  return least === most
    ? 'Other sizes were not measured.'
    : `Below ${formatBytes(least)} and above ${formatBytes(most)}, nothing was measured.`
}
