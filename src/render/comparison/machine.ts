import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { counted, minuteText, printable, shortened } from '../../text/text.ts'
import { type Disturbance, disturbanceOf } from '../../trial/disturbance.ts'

/** How others disturbed a trial, in a few words each. */
export function disturbanceWords(trial: Trial): string[] {
  const disturbance = disturbanceOf(trial)
  if (disturbance === null) return []
  const { busyPercent, seen, otherRuns } = disturbance
  const busy =
    seen === 'during'
      ? `other work used ${percent(busyPercent)} of its cores`
      : `its cores were ${percent(busyPercent)} busy before`
  return [
    ...(busyPercent === null ? [] : [busy]),
    ...(otherRuns > 0 ? ['another etl-compare process was measuring'] : []),
  ]
}

/** What is known of another run. */
interface Other {
  pid: number
  command?: string | undefined
  folder?: string | undefined
  /** In ISO 8601. */
  since?: string | undefined
}

/** Who else measures on this machine; undefined where nobody does. */
export function othersWords(others: readonly Other[]): string | undefined {
  if (others.length === 0) return undefined
  const named = others.map(otherWords).join('; ')
  return others.length === 1
    ? `another etl-compare process (${named}) is measuring on this machine`
    : `${others.length} other etl-compare processes (${named}) are measuring on this machine`
}

const MOST_OF_FOLDER = 200

/** `4711: run in /home/ana/jobs since 2026-12-01 03:12 UTC`. */
function otherWords({ pid, command, folder, since }: Other): string {
  const known = [
    ...(command === undefined ? [] : [command]),
    ...(folder === undefined ? [] : [`in ${shortened(printable(folder), MOST_OF_FOLDER)}`]),
    ...(since === undefined ? [] : [`since ${minuteText(since)} UTC`]),
  ]
  return known.length === 0 ? String(pid) : `${pid}: ${known.join(' ')}`
}

interface Disturbed {
  trial: Trial
  disturbance: Disturbance
}

/** What must be known of the machine before any figure is believed, or a timeout; nothing where it was quiet. */
export function machineLines(record: RunRecord): string[] {
  const trials = record.trials.filter(({ outcome, warmup }) => outcome !== 'not-started' && !warmup)
  const disturbed = trials.flatMap((trial): Disturbed[] => {
    const disturbance = disturbanceOf(trial)
    return disturbance ? [{ trial, disturbance }] : []
  })
  const of = `of ${counted(trials.length, 'trial')}`
  const busy = (seen: Disturbance['seen']) =>
    disturbed.filter(({ disturbance }) => disturbance.busyPercent !== null && disturbance.seen === seen)
  const [during, before] = [busy('during'), busy('before')]
  const beside = disturbed.filter(({ disturbance }) => disturbance.otherRuns > 0).length
  const lines = [
    ...(during.length > 0
      ? [`other work used up to ${most(during)} of the cores during ${during.length} ${of}: ${each(during)}`]
      : []),
    ...(before.length > 0
      ? [`the cores were up to ${most(before)} busy before ${before.length} ${of}: ${each(before)}`]
      : []),
    ...(beside > 0 ? [`another etl-compare process was measuring during ${beside} ${of}`] : []),
  ]
  if (lines.length === 0) return []
  const isBusy = during.length + before.length > 0
  return [isBusy ? BUSY : SHARED, ...lines.map((line) => `    ${line}`)]
}

const BUSY =
  '! Machine: BUSY. Times are too long, and ratios may be wrong. Run again when nothing else is running.'
const SHARED = '! Machine: SHARED. Times may be too long. Run again when nothing else is running.'

const most = (disturbed: readonly Disturbed[]): string =>
  percent(Math.max(...disturbed.map(({ disturbance }) => disturbance.busyPercent ?? 0)))

/** `spark 48 %, polars 12 %`: the greatest of each engine, so that one sees whom it hit. */
const each = (disturbed: readonly Disturbed[]): string =>
  [...Map.groupBy(disturbed, ({ trial }) => trial.engine)]
    .map(([engine, ofEngine]) => `${engine} ${most(ofEngine)}`)
    .join(', ')

const percent = (value: number | null): string => `${Math.round(value ?? 0)} %`
