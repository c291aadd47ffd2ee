import { MEASURES, type MeasureName } from '../../model/measures/registry.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { UNCOUNTED } from '../../model/record/trial-schema.ts'
import {
  countedTrials,
  engineNames,
  hasRepeat,
  isShown,
  isSound,
  judgedClock,
  onHeap,
  summariseMeasure,
} from '../../report/summary.ts'
import { disturbanceOf } from '../../trial/disturbance.ts'
import { unsupportedIn } from '../../trial/operations.ts'
import { isSameWork, isStartUpInWork } from '../../trial/work.ts'
import { clockWord } from '../clock.ts'
import { beyondOperations } from './beyond-operations.ts'

/**
 * The result for people who read no tables: what each candidate took of the baseline's time, the quickest first, by the
 * clock that is judged. Nothing where outputs differ, and no claim where the trials show no difference, or where work means
 * another thing on each side.
 */
export function comparisonSentences(record: RunRecord): string[] {
  const { baseline, parity } = record
  if (!parity.passes) return []
  if (!isSound(record, baseline)) return [`${baseline} failed, so no times are compared with it.`]
  const [, ...candidates] = engineNames(record)
  const failed = candidates.filter((engine) => !isSound(record, engine))
  const sound = candidates.filter((engine) => isSound(record, engine))
  const measure = judgedClock(record)
  const unlike = measure === 'workMs' ? sound.flatMap((engine) => unlikeWork(record, engine) ?? []) : []
  const times = sound
    .filter((engine) => !unlike.some((each) => each.engine === engine))
    .flatMap((engine) => against(record, engine, measure) ?? [])
    .toSorted((a, b) => a.ratio - b.ratio)
  const whole =
    times.length > 0 ? beyondOperations(record, [baseline, ...times.map(({ engine }) => engine)]) : undefined
  return [
    ...claims(record, times),
    ...(whole ? [whole] : []),
    ...unlike.map(({ sentence }) => sentence),
    ...failed.map(
      (engine) =>
        `${engine} ${lacksCall(record, engine) ? lackWords(record, engine) : 'failed'}, so its times are not compared.`,
    ),
  ]
}

/** Of a job of operations, each is timed by itself. */
const lackWords = ({ trials }: RunRecord, engine: string): string =>
  trials.some((trial) => trial.engine === engine && unsupportedIn(trial).length > 0)
    ? 'does not support all operations'
    : 'cannot run the program'

/** Whether an engine lacks a call of the program, and did not fail otherwise. */
function lacksCall({ trials }: RunRecord, engine: string): boolean {
  const outcomes = trials.filter((trial) => trial.engine === engine).map(({ outcome }) => outcome)
  return (
    outcomes.includes('unsupported') &&
    outcomes.every((outcome) => outcome === 'ok' || UNCOUNTED.includes(outcome))
  )
}

/** Why a candidate's work time can't be compared with the baseline's; undefined where both mean the same. */
function unlikeWork(record: RunRecord, engine: string): { engine: string; sentence: string } | undefined {
  const { baseline } = record
  const trials = [baseline, engine].flatMap((each) => countedTrials(record, each))
  if (isSameWork(trials)) return undefined
  const silent = [...new Set(trials.filter(isStartUpInWork).map((trial) => trial.engine))].join(' and ')
  return {
    engine,
    sentence: `${engine}'s work time cannot be compared with ${baseline}'s: the work of ${silent} includes start-up. Append {"stage":"ready"} to the file that ETL_STAGES names once the engine is up, or judge by total.`,
  }
}

/** A candidate beside the baseline in one measure. */
interface RatioToBaseline {
  engine: string
  /** Candidate over baseline. */
  ratio: number
  /** Both figures as shown, the candidate's first. */
  figures: [string, string]
  /** Whether the trials show that the two differ. */
  isShown: boolean
}

function against(record: RunRecord, engine: string, measure: MeasureName): RatioToBaseline | undefined {
  const { [engine]: own, [record.baseline]: other } = summariseMeasure(record, measure).figures
  const engines = [record.baseline, engine]
  if (!own?.value || !other?.value || !engines.every((each) => hasRepeat(record, each, measure)))
    return undefined
  const ratio = own.value / other.value
  const { format } = MEASURES[measure]
  return {
    engine,
    ratio,
    figures: [format(own.value), format(other.value)],
    isShown: isShown(record, measure, engine, record.baseline),
  }
}

function claims(record: RunRecord, [first, ...others]: RatioToBaseline[]): string[] {
  if (!first) return []
  const { baseline, parity, judged } = record
  const isService = judged === 'p95'
  const time = clockWord(judged)
  const isNeeded = !onHeap(record).some(({ engine }) => [baseline, first.engine].includes(engine))
  const memory = isNeeded ? against(record, first.engine, 'peakAnonBytes') : undefined
  const parts = [
    ...(first.isShown ? [`${share(first)} of its ${time} (${first.figures.join(' against ')})`] : []),
    ...(memory?.isShown ? [`${share(memory)} of its memory`] : []),
  ]
  const data = `${isService ? 'gave the same answers as' : 'delivered the same data as'} ${baseline}${parity.outcome === 'exact' ? '' : ' (apart from declared differences)'}`
  const clauses = [
    `${first.engine} ${data}${parts.length > 0 ? ` ${isService ? 'at' : 'in'} ${parts.join(' and ')}` : ''}`,
    ...(first.isShown
      ? []
      : [`its ${time} (${first.figures.join(' against ')}) is not shown to differ from ${baseline}'s`]),
    ...others.map((other) =>
      other.isShown
        ? `${other.engine} took ${share(other)} of ${baseline}'s ${time} (${other.figures[0]})`
        : `${other.engine}'s ${time} (${other.figures[0]}) is not shown to differ from ${baseline}'s`,
    ),
  ]
  const isQuiet = record.trials.every((trial) => trial.warmup || disturbanceOf(trial) === null)
  const doubt = isQuiet ? '' : ' The machine was not quiet, so these figures may be wrong.'
  return [`${clauses.join('; ')}.${doubt}`]
}

const share = ({ ratio }: RatioToBaseline): string =>
  ratio < 0.005 ? 'less than 1 %' : `${Math.round(ratio * 100).toLocaleString('en')} %`
