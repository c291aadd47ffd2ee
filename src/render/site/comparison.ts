import { MEASURES } from '../../model/measures/registry.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { describeLimits } from '../../plan/plan.ts'
import type { ComparisonPage, TableRow } from '../../report/model/comparison.ts'
import type { DayRow } from '../../report/model/job.ts'
import { counted } from '../../text/text.ts'
import { differenceText, notComparedText, useText } from '../verdict/differences.ts'
import { firstFew, listed, percentText } from '../verdict/numbers.ts'
import { longDay } from './dates.ts'
import { percentOf, possessive, properName, timeShare } from './figures.ts'
import { judgedOf } from './trials.ts'

const MOST_NAMED = 6

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
  if (page.parity.length === 0) return ['Only one side ran.']
  if (has(page, 'unknown')) return ['Outputs not compared.']
  // Without an output of a side that failed there is nothing more to say of the data.
  if (has(page, 'no-output')) return hasFailed(page) ? [] : ['Outputs not compared.']
  const isWaived = page.parity.some(({ state, declared }) => state === 'waived' || declared.length > 0)
  return [`Same data${isWaived ? ', as declared' : ''}.`]
}

interface Failure {
  name: string
  /** `polars failed in 2 of 2`. */
  text: string
}

/** Engines that failed; what was interrupted, or never began, says nothing of its engine. */
const failuresOf = ({ trials }: ComparisonPage): Failure[] =>
  [...Map.groupBy(judgedOf(trials), ({ engine }) => engine.name)].flatMap(([name, own]) => {
    const failed = own.filter(({ outcome }) => !SAYS_NOTHING.includes(outcome) && outcome !== 'ok').length
    return failed > 0 ? [{ name, text: `${name} failed in ${failed} of ${own.length}` }] : []
  })

const SAYS_NOTHING: readonly string[] = ['cancelled', 'not-started']

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

/** Whose time was what part of the baseline's: those with the same are named together. */
function took(page: ComparisonPage): string {
  const { table, baseline } = page
  const failed = failuresOf(page).map(({ name }) => name)
  if (failed.includes(baseline.name)) return ''
  const total = table.find(({ measure }) => measure === 'totalMs')
  const shares = total?.figures.flatMap(({ engine, ratio }) =>
    ratio === null || engine.name === baseline.name || failed.includes(engine.name)
      ? []
      : [{ name: engine.name, ratio, text: percentOf(ratio) }],
  )
  const groups = [...Map.groupBy(shares ?? [], ({ text }) => text).values()]
  const [first, ...others] = groups
    .toSorted(([a], [b]) => (a?.ratio ?? 0) - (b?.ratio ?? 0))
    .map((of) => ({ names: of.map(({ name }) => name), ratio: of[0]?.ratio ?? 1 }))
  if (!first) return ''
  const each = first.names.length > 1 ? ' each' : ''
  const rest = others.map(({ names, ratio }) => `${listed(names)} ${percentOf(ratio)}`)
  return `${listed([`${listed(first.names)}${each} took ${timeShare(first.ratio, possessive(baseline.name))}`, ...rest])}.`
}

export interface ParityWord {
  state: 'pass' | 'fail' | 'not yet'
  word: string
  text: string
}

/** What was found of the outputs; candidates of which nothing else is to be said are named together. */
export function parityWords(page: ComparisonPage): ParityWord[] {
  const isPlain = ({ state, declared }: Parity) => state === 'pass' && declared.length === 0
  const same = page.parity.filter(isPlain).map(({ engine }) => engine.name)
  const rows = page.tables.map(({ name, rows: count }) => `${name} ${count.toLocaleString('en')}`)
  const of = rows.length > 0 ? ` (rows: ${firstFew(rows, MOST_NAMED)})` : ''
  const text = `${listed(same)} delivered the same rows as ${page.baseline.name}${of}.`
  return [
    ...(same.length > 0 ? [{ state: 'pass' as const, word: 'Same data:', text }] : []),
    ...page.parity.filter((each) => !isPlain(each)).map(parityWord),
  ]
}

function parityWord({ engine, state, differences, reason, declared, waivers }: Parity): ParityWord {
  switch (state) {
    case 'pass':
      return {
        state: 'pass',
        word: 'As declared:',
        text: `${engine.name}: ${firstFew(declared.map(useText), MOST_NAMED)}.`,
      }
    case 'waived':
      return {
        state: 'pass' as const,
        word: 'Waived:',
        text: `${engine.name} differs; ${waivers.map(({ owner, reason: why, expires }) => `${owner} accepts it until ${longDay(expires)}: ${why}`).join('; ')}.`,
      }
    case 'fail':
      return {
        state: 'fail' as const,
        word: 'Different:',
        text: `${engine.name}: ${firstFew(differences.map(differenceText), MOST_NAMED)}. No winner is named.`,
      }
    default:
      return {
        state: 'not yet' as const,
        word: 'Not compared:',
        text: `${engine.name}: ${reason ? notComparedText(reason) : 'there was nothing to compare'}.`,
      }
  }
}

/** On what it ran, and how far apart an engine's own repeats lie. */
export function conditionsText({ baseline, trials, limits, input, spreads }: ComparisonPage): string {
  const runners = new Set(trials.map(({ runner }) => runner))
  const how = runners.has('docker') ? 'in containers' : runners.has('process') ? 'as processes' : ''
  const bytes = input.bytes > 0 ? `, over ${formatBytes(input.bytes)}` : ''
  const master = settingOf(trials, baseline.name, 'spark.master')
  const local =
    master === undefined
      ? 'Not a cluster.'
      : `${properName(baseline.name)}’s master is ${master}${master.startsWith('local') ? ', not a cluster' : ''}.`
  const place = runners.has('remote')
    ? `Figures that another platform measured${bytes}.`
    : `${properName(baseline.name)} and its candidates ran ${how} on one machine with ${describeLimits(limits)}${bytes}. ${local}`
  const known = spreads.flatMap(({ engine, ratio }) =>
    ratio === null ? [] : [`${percentText(ratio - 1)} (${engine.name})`],
  )
  const noise =
    known.length > 0
      ? ` Noise: the slowest repeat took longer than the quickest by ${listed(known)}.`
      : ' Noise is unknown: no engine ran twice.'
  return `${place}${noise}${startText(trials, baseline.name)}`
}

const settingOf = (trials: ComparisonPage['trials'], name: string, setting: string): string | undefined =>
  trials.find(({ engine, settings }) => engine.name === name && settings?.[setting] !== undefined)
    ?.settings?.[setting]

/** How others disturbed the trials, and each engine the most; nothing where nobody is known to have. */
export function disturbanceTexts({ trials }: ComparisonPage): string[] {
  const of = `of ${counted(trials.length, 'trial')}`
  const busy = trials.flatMap(({ engine, disturbance }) =>
    disturbance?.busyPercent == null
      ? []
      : [{ name: engine.name, percent: Math.round(disturbance.busyPercent) }],
  )
  const most = (all: typeof busy) => Math.max(...all.map(({ percent }) => percent))
  const each = [...Map.groupBy(busy, ({ name }) => name)].map(([name, all]) => `${name} ${most(all)} %`)
  const beside = trials.filter(({ disturbance }) => (disturbance?.otherRuns ?? 0) > 0).length
  return [
    ...(busy.length > 0
      ? [`other work used up to ${most(busy)} % of the cores in ${busy.length} ${of} (${each.join(', ')})`]
      : []),
    ...(beside > 0 ? [`another etl-compare process was measuring during ${beside} ${of}`] : []),
  ]
}

/** How much of the baseline's time is start-up, where it is much. */
function startText(trials: ComparisonPage['trials'], baseline: string): string {
  const shares = trials.flatMap(({ engine, startMs, initMs, totalMs, outcome }) =>
    engine.name === baseline && outcome === 'ok' && totalMs && initMs !== null
      ? [((startMs ?? 0) + initMs) / totalMs]
      : [],
  )
  const share = shares.reduce((sum, each) => sum + each, 0) / shares.length
  return share >= 0.05 ? ` ${percentOf(share)} of ${possessive(baseline)} time is start-up.` : ''
}

/** What is said where comparing the outputs found nothing to show. */
export function noFindingsText({ parity }: ComparisonPage): string {
  const declared = parity.flatMap((each) => each.declared)
  if (declared.length > 0)
    return `None beyond what is declared: ${firstFew(declared.map(useText), MOST_NAMED)}.`
  return parity.some(({ state }) => state === 'pass')
    ? 'None, by the fingerprints of all tables.'
    : 'The outputs were not compared.'
}

/** `None. Compared: events and sessions of polars and duckdb.` */
export function sameTablesText(findings: ComparisonPage['findings']): string {
  const names = (of: (finding: (typeof findings)[number]) => string) => [...new Set(findings.map(of))]
  return `None. Compared: ${firstFew(
    names(({ table }) => table),
    MOST_NAMED,
  )} of ${listed(names(({ engine }) => engine))}.`
}

/** Label of a row of the table. */
export const measureLabel = ({ measure }: TableRow): string => MEASURES[measure].label

export const measureText = ({ measure }: TableRow, value: number): string => MEASURES[measure].format(value)

/** `415,475 rows`. */
export const rowsText = (rows: number): string => counted(rows, 'row')
