import { type Disturbance, disturbanceOf } from '../machine/disturbance.ts'
import type { RunRecord, Trial } from '../record/schema.ts'
import { counted } from '../text.ts'
import { countedTrials, engineNames } from './summary.ts'

/** How others disturbed a trial, in a few words each. */
export function disturbanceWords(trial: Trial): string[] {
  const disturbance = disturbanceOf(trial)
  if (disturbance === null) return []
  const { busyPercent, seen, otherRuns } = disturbance
  const busy =
    seen === 'during'
      ? `others used ${percent(busyPercent)} of its cores`
      : `its cores were ${percent(busyPercent)} busy before`
  return [
    ...(busyPercent === null ? [] : [busy]),
    ...(otherRuns > 0 ? ['another etl-compare was measuring'] : []),
  ]
}

/** Who else measures on this machine; undefined where nobody does. */
export function othersWords(pids: readonly number[]): string | undefined {
  if (pids.length === 0) return undefined
  return pids.length === 1
    ? `another etl-compare (process ${pids[0]}) is measuring on this machine`
    : `${pids.length} other etl-compare (processes ${pids.join(', ')}) are measuring on this machine`
}

interface Disturbed {
  trial: Trial
  disturbance: Disturbance
}

/** What must be known of the machine before any figure is believed; nothing where it was quiet. */
export function machineLines(record: RunRecord): string[] {
  const trials = engineNames(record).flatMap((engine) => countedTrials(record, engine))
  const disturbed = trials.flatMap((trial): Disturbed[] => {
    const disturbance = disturbanceOf(trial)
    return disturbance ? [{ trial, disturbance }] : []
  })
  if (disturbed.length === 0) return []
  const of = `of ${counted(trials.length, 'trial')}`
  const busy = (seen: Disturbance['seen']) =>
    disturbed.filter(({ disturbance }) => disturbance.busyPercent !== null && disturbance.seen === seen)
  const [during, before] = [busy('during'), busy('before')]
  const beside = disturbed.filter(({ disturbance }) => disturbance.otherRuns > 0)
  return [
    '! Machine: BUSY. Times are too long, and ratios may be wrong. Run again when nothing else runs here.',
    ...(during.length > 0
      ? [`    others used up to ${most(during)} of the cores during ${during.length} ${of}: ${each(during)}`]
      : []),
    ...(before.length > 0
      ? [`    the cores were up to ${most(before)} busy before ${before.length} ${of}: ${each(before)}`]
      : []),
    ...(beside.length > 0
      ? [`    another etl-compare was measuring on this machine during ${beside.length} ${of}`]
      : []),
  ]
}

const most = (disturbed: readonly Disturbed[]): string =>
  percent(Math.max(...disturbed.map(({ disturbance }) => disturbance.busyPercent ?? 0)))

/** `spark 48 %, polars 12 %`: the greatest of each engine, so that one sees whom it hit. */
const each = (disturbed: readonly Disturbed[]): string =>
  [...Map.groupBy(disturbed, ({ trial }) => trial.engine)]
    .map(([engine, ofEngine]) => `${engine} ${most(ofEngine)}`)
    .join(', ')

const percent = (value: number | null): string => `${Math.round(value ?? 0)} %`
