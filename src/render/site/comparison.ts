import { MEASURES, type MeasureName } from '../../model/measures/registry.ts'
import { UNCOUNTED } from '../../model/record/trial-schema.ts'
import type { ComparisonPage, TableRow } from '../../report/model/comparison.ts'
import type { DayRow } from '../../report/model/job.ts'
import { counted } from '../../text/text.ts'
import { CLOCK_NAMES } from '../clock.ts'
import { heapNote } from '../heap-note.ts'
import { listed } from '../verdict/numbers.ts'
import { disturbanceTexts } from './conditions.ts'
import { percentOf, possessive, properName, timeShare } from './figures.ts'
import { judgedOf } from './trials.ts'

const DATA: Record<DayRow['data'], string> = {
  same: 'same data',
  waived: 'waived',
  differs: 'different',
  unknown: 'not compared',
  'no-output': 'no output',
}

/** What is known of a day's outputs; where one side alone ran, there was nothing to compare. */
export function dataWord({ data, engines: [baseline, ...others] }: DayRow): string {
  const isOneSided = baseline?.outcome === null || others.every(({ outcome }) => outcome === null)
  return data === 'no-output' && isOneSided ? 'one side only' : DATA[data]
}

type Parity = ComparisonPage['parity'][number]

/** Parity first, then who failed; times only where the data are the same, and of nobody who failed. */
export function comparisonHeadline(page: ComparisonPage): string {
  const failed = failuresOf(page)
  const trials = failed.length === 0 ? [] : [`${listed(failed.map(({ text }) => text))} trials.`]
  const data = dataHeadline(page)
  if (failed.length === 0 || !isSame(page)) return [...data, ...trials, ...timeHeadline(page)].join(' ')
  return [
    data.join(' ').replace(/\.$/, ', but'),
    ...trials,
    voidText(failed, page),
    ...timeHeadline(page),
  ].join(' ')
}

const isSame = (page: ComparisonPage): boolean =>
  page.parity.length > 0 && !has(page, 'fail', 'unknown', 'no-output')

/** Whose times the failures void: without the baseline's there is nothing to compare with. */
function voidText(failed: readonly Failure[], { baseline }: ComparisonPage): string {
  if (failed.some(({ name }) => name === baseline.name)) return 'Times do not count.'
  return failed.length === 1 ? 'Its time does not count.' : 'Their times do not count.'
}

const has = ({ parity }: ComparisonPage, ...states: Parity['state'][]): boolean =>
  parity.some(({ state }) => states.includes(state))

function dataHeadline(page: ComparisonPage): string[] {
  const differing = page.parity.filter(({ state }) => state === 'fail')
  if (differing.length > 0)
    return [`Different data from ${listed(differing.map(({ engine }) => engine.name))}.`]
  if (page.parity.length === 0) return [unpairedHeadline(page)]
  if (has(page, 'unknown')) return ['Outputs not compared.']
  // Without an output of a side that failed there is nothing more to say of the data.
  if (has(page, 'no-output')) return hasFailed(page) ? [] : ['Outputs not compared.']
  const isWaived = page.parity.some(({ state, declared }) => state === 'waived' || declared.length > 0)
  return [`Same data${isWaived ? ', as declared' : ''}.`]
}

function unpairedHeadline({ trials }: ComparisonPage): string {
  const unable = trials.flatMap(({ engine, outcome }) => (outcome === 'unsupported' ? engine.name : []))
  const names = [...new Set(unable)]
  if (names.length === 0) return 'Only one side ran.'
  return `${listed(names)} ${names.length === 1 ? 'does' : 'do'} not support all of the job.`
}

interface Failure {
  name: string
  /** `polars failed in 2 of 2`. */
  text: string
}

/** Engines that failed. */
const failuresOf = ({ trials }: ComparisonPage): Failure[] =>
  [...Map.groupBy(judgedOf(trials), ({ engine }) => engine.name)].flatMap(([name, own]) => {
    const failed = own.filter(({ outcome }) => !UNCOUNTED.includes(outcome) && outcome !== 'ok').length
    return failed > 0 ? [{ name, text: `${name} failed in ${failed} of ${own.length}` }] : []
  })

/** Whether an engine failed in any trial. */
const hasFailed = (page: ComparisonPage): boolean => failuresOf(page).length > 0

/** How wrong it went: 0 where both sides ran and delivered the same data, as far as both were asked to. */
export function severity(page: ComparisonPage): number {
  if (has(page, 'fail')) return 3
  if (hasFailed(page)) return 2
  return has(page, 'unknown', 'no-output') ? 1 : 0
}

function timeHeadline(page: ComparisonPage): string[] {
  if (!isSame(page)) return []
  const text = took(page)
  if (text === '') return []
  return [disturbanceTexts(page).length > 0 ? text.replace(/\.$/, ', on a busy machine.') : text]
}

/** Whose time was what part of the baseline's, if the trials show a difference: those with the same are named together. */
function took(page: ComparisonPage): string {
  const { table, baseline } = page
  const failed = failuresOf(page).map(({ name }) => name)
  if (failed.includes(baseline.name)) return ''
  const shown = table.find(({ measure }) => measure === shownClock(page))
  const even = shown?.even ?? []
  const shares = shown?.figures.flatMap(({ engine, ratio }) =>
    ratio === null || engine.name === baseline.name || [...failed, ...even].includes(engine.name)
      ? []
      : [{ name: engine.name, ratio, text: percentOf(ratio) }],
  )
  const isLatency = page.judged === 'p95'
  const clock = isLatency ? CLOCK_NAMES.p95 : 'time'
  const whose = possessive(baseline.name)
  const unshown =
    even.length > 0 ? [`No difference from ${whose} ${clock} was shown for ${listed(even)}.`] : []
  const groups = [...Map.groupBy(shares ?? [], ({ text }) => text).values()]
  const [first, ...others] = groups
    .toSorted(([a], [b]) => (a?.ratio ?? 0) - (b?.ratio ?? 0))
    .map((of) => ({ names: of.map(({ name }) => name), ratio: of[0]?.ratio ?? 1 }))
  if (!first) return unshown.join('')
  const each = first.names.length > 1 ? ' each' : ''
  const rest = others.map(({ names, ratio }) => `${listed(names)} ${percentOf(ratio)}`)
  const share = timeShare(first.ratio, whose, clock)
  const firsts = `${listed(first.names)}${each} ${isLatency ? 'had' : 'took'} ${share}`
  return [`${listed([firsts, ...rest])}.`, ...unshown].join(' ')
}

/** The row of the table that is looked for first. */
export const shownClock = ({ judged }: Pick<ComparisonPage, 'judged'>): MeasureName =>
  judged === 'p95' ? 'p95Ms' : 'totalMs'

/** Label of a row of the table. */
export const measureLabel = ({ measure }: TableRow): string => MEASURES[measure].label

export const measureText = ({ measure }: TableRow, value: number): string => MEASURES[measure].format(value)

/** What the table's signs mean, of those that appear. */
export const tableLegend = ({ table, baseline }: ComparisonPage): string =>
  [
    `× is relative to ${properName(baseline.name)}.`,
    ...(table.some(({ winners }) => winners.length > 1) ? ['≈: the trials show no difference.'] : []),
    heapNote(table),
  ]
    .filter(Boolean)
    .join(' ')

/** `415,475 rows`. */
export const rowsText = (rows: number): string => counted(rows, 'row')
