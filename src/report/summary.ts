import { isMeasured, type Measurement, unmeasured } from '../model/measures/measure.ts'
import { MEASURES, type MeasureDefinition, type MeasureName, tableRows } from '../model/measures/registry.ts'
import { deploymentOf, takesHeap, together } from '../model/record/deployment.ts'
import type { Parity, RunRecord, Trial } from '../model/record/schema.ts'
import { meansDiffer } from '../statistics/means-differ.ts'
import { clockError } from '../statistics/resolution.ts'
import { geometricMean, mean } from '../statistics/sample.ts'

/** One engine's figure for one measure over its counted trials, or why there is none. */
export type Figure = { value: number; ratio: number | null } | { value: null; reason: string }

/** One row of the comparison table. */
export interface SummaryRow {
  measure: MeasureName
  figures: Record<string, Figure>
  /** Engines that are not shown to differ from the best, best first; empty where there is no winner. */
  winners: string[]
  /** The best is not shown to differ from the baseline. */
  isWithinNoise: boolean
  /** Candidates that are not shown to differ from the baseline. */
  even: string[]
  /** Engines that keep this from having a winner: their memory is, or may be, what a heap was allowed. */
  heaps: Heap[]
}

export interface Heap {
  engine: string
  /** Whether it is known to be Spark. */
  isKnown: boolean
}

/** What is summarised: a record, or the trials of several over the same input. */
export interface Compared extends Pick<RunRecord, 'baseline' | 'judged' | 'trials'> {
  parity: Pick<Parity, 'passes'>
}

/** Rows that say nothing of a service, which runs until it is stopped. */
const OF_BATCHES: readonly MeasureName[] = ['executionMs', 'totalMs', 'avgCpuPercent']
/** Rows that a process has nothing of. */
const OF_CONTAINERS: readonly MeasureName[] = ['pullMs', 'startMs']

/** Whether its engines are services: what counts is how they answer, not how long they ran. */
const isOfServices = ({ trials }: Pick<Compared, 'trials'>): boolean =>
  trials.some(({ measures }) => measures.coldStartMs !== undefined)

/** The rows of the table, in their order, without those that no engine reported. */
export function shownRows({ trials }: Compared): MeasureName[] {
  const has = (name: MeasureName, isKnown: (figure: Trial['measures'][string] | undefined) => boolean) =>
    trials.some(({ measures }) => isKnown(measures[name]))
  const areServices = isOfServices({ trials })
  return tableRows.filter((name) => {
    if ((MEASURES[name] as MeasureDefinition).isRow !== true)
      return has(name, (figure) => figure !== undefined)
    if (!areServices) return true
    return OF_CONTAINERS.includes(name) ? has(name, isMeasured) : !OF_BATCHES.includes(name)
  })
}

/** The trials that count: finished well, and no warm-up. */
export const countedTrials = (record: Compared, engine: string): Trial[] =>
  record.trials.filter((trial) => trial.engine === engine && trial.outcome === 'ok' && !trial.warmup)

/** Engines of a record, baseline first. */
export function engineNames(record: Compared): string[] {
  const names = new Set(record.trials.map(({ engine }) => engine))
  return [record.baseline, ...[...names].filter((name) => name !== record.baseline)]
}

/** The clock that the verdict will be judged by. */
export const judgedClock = ({ judged }: Compared) => `${judged}Ms` as const

/** Engines whose memory is what a heap was allowed, or may be: Spark, and those of which nothing says whether they are. */
export const onHeap = (record: Compared): Heap[] =>
  engineNames(record).flatMap((engine) => {
    const trials = record.trials.filter((trial) => trial.engine === engine)
    const isHeap = takesHeap(together(trials.map(deploymentOf))) ?? declaresHeap(trials)
    return isHeap === false ? [] : [{ engine, isKnown: isHeap === true }]
  })

/** As the configuration says it of all trials; null where it does not, or not alike. */
function declaresHeap(trials: readonly Trial[]): boolean | null {
  if (trials.some(({ spark }) => spark === undefined)) return null
  const declared = new Set(trials.map(({ spark }) => spark === 'cluster' || spark === 'local'))
  return declared.size === 1 ? declared.has(true) : null
}

/** Whether an engine ended well each time. */
export const isSound = (record: Compared, engine: string): boolean =>
  record.trials.every((trial) => trial.engine !== engine || trial.outcome === 'ok')

/** How far apart an engine's own trials lie: the greatest over the least, as ln; null of fewer than two. */
export function spreadOf(record: Compared, engine: string, measure: MeasureName): Measurement {
  const measured = valuesOf(record, engine, measure).filter(isMeasured)
  if (measured.length < 2) return unmeasured(measured.length === 1 ? 'only one trial' : 'no successful trial')
  return Math.log(Math.max(...measured) / Math.min(...measured))
}

/**
 * Whether the trials show that two engines differ in a measure, at 5 %: by logs, so that it is about their ratio, and by more
 * than their clock may hide.
 */
export function isShown(record: Compared, measure: MeasureName, engine: string, other: string): boolean {
  const sides = [engine, other].map((each) => valuesOf(record, each, measure).filter(isMeasured))
  const [own = [], others = []] = sides
  if (!sides.flat().every((value) => value > 0)) return meansDiffer(own, others)
  const perUnit = MILLISECONDS[MEASURES[measure].unit]
  const clock = perUnit ? clockError(sides.map((side) => side.map((value) => value * perUnit))) : 0
  return meansDiffer(own.map(Math.log), others.map(Math.log), clock)
}

/** In a unit of time. */
const MILLISECONDS: Partial<Record<MeasureDefinition['unit'], number>> = { ms: 1, s: 1000 }

/** Whether an engine has two trials with a figure: without, nobody knows how it varies. */
export const hasRepeat = (record: Compared, engine: string, measure: MeasureName): boolean =>
  isMeasured(spreadOf(record, engine, measure))

const valuesOf = (record: Compared, engine: string, measure: MeasureName) =>
  countedTrials(record, engine).map((trial) => trial.measures[measure])

/**
 * A row: each engine's geometric mean, its ratio to the baseline, and who wins: the best, and all that are not shown to differ
 * from it. An engine that failed a trial can't win; nobody wins without parity, without repeats of the baseline and the best,
 * where a measure is neither good nor bad, or by memory where a JVM may have run.
 */
export function summariseMeasure(record: Compared, measure: MeasureName): SummaryRow {
  const engines = engineNames(record)
  const typicalOf = (engine: string) => typical(valuesOf(record, engine, measure).filter(isMeasured))
  const baseline = typicalOf(record.baseline)
  const figures = Object.fromEntries(
    engines.map((engine): [string, Figure] => {
      const value = typicalOf(engine)
      if (value === undefined)
        return [engine, { value: null, reason: missingReason(record, engine, measure) }]
      return [engine, { value, ratio: engine === record.baseline || !baseline ? null : value / baseline }]
    }),
  )
  return { measure, figures, ...rank(record, measure, figures) }
}

const NOBODY = { winners: [], isWithinNoise: false, even: [], heaps: [] }

function rank(
  record: Compared,
  measure: MeasureName,
  figures: Record<string, Figure>,
): Omit<SummaryRow, 'measure' | 'figures'> {
  const { direction, ofHeap } = MEASURES[measure] as MeasureDefinition
  if (direction === 'none' || !record.parity.passes) return NOBODY
  const isMissing = Object.values(figures).every(({ value }) => value === null)
  const heaps = ofHeap && !isMissing ? onHeap(record) : []
  if (heaps.length > 0) return { ...NOBODY, heaps }
  const measured = Object.entries(figures).flatMap(([engine, { value }]) =>
    value && isSound(record, engine) ? [{ engine, value }] : [],
  )
  const [best] = measured.sort((a, b) => (direction === 'higher' ? b.value - a.value : a.value - b.value))
  const { baseline } = record
  if (!best || measured.length < 2) return NOBODY
  if (![baseline, best.engine].every((engine) => hasRepeat(record, engine, measure))) return NOBODY
  const repeated = measured.map(({ engine }) => engine).filter((engine) => hasRepeat(record, engine, measure))
  const notShownFrom = (other: string) =>
    repeated.filter((engine) => engine === other || !isShown(record, measure, engine, other))
  const winners = notShownFrom(best.engine)
  const isWithinNoise = winners.includes(baseline) && winners.length > 1
  const even = notShownFrom(baseline).filter((engine) => engine !== baseline)
  return { ...NOBODY, winners, isWithinNoise, even }
}

/** Geometric mean; the arithmetic one where a zero makes it meaningless; undefined of nothing. */
export function typical(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  return values.some((value) => value <= 0) ? mean(values) : geometricMean(values)
}

function missingReason(record: Compared, engine: string, measure: MeasureName): string {
  const trials = record.trials.filter((trial) => trial.engine === engine)
  const counted = countedTrials(record, engine)
  const [measurement] = (counted.length > 0 ? counted : trials).map((trial) => trial.measures[measure])
  if (counted.length > 0 && measurement !== undefined && !isMeasured(measurement)) return measurement.reason
  const failed = trials.find(({ outcome }) => outcome !== 'ok')
  return failed ? `${engine}: ${failed.outcome}` : 'not measured'
}
