import type { Measures } from '../../model/measures/combine.ts'
import { noUsage, usageOf } from '../../model/record/usage.ts'
import { measuresOf } from '../meter/measures.ts'
import { isMetered, type MeterResult } from '../meter/meter.ts'
import type { ExecutorSize } from '../spark-cluster/settings.ts'
import type { EndedPod } from './run.ts'
import { METER_LOST, NO_METER } from './step-run.ts'
import { DELETED, type PodFacts } from './timeline.ts'
import { momentsOf, programMoments, type Told } from './timeline-text.ts'

/** An executor that has ended. */
export interface EndedExecutor {
  /** As a user knows it. */
  name: string
  size: ExecutorSize
  facts: PodFacts
  /** What its meter found; undefined where it wrote nothing. */
  result: MeterResult | undefined
}

/** What it used; undefined of one that never ran. */
export function usageOfExecutor(
  { facts, result }: EndedExecutor,
  python: string | null,
): Measures | undefined {
  if (result && isMetered(result)) return usageOf(measuresOf(result))
  return facts.times.running === undefined ? undefined : noUsage(python === null ? NO_METER : METER_LOST)
}

/** Its life, for the timeline of its driver. */
export const momentsOfExecutor = ({ name, facts, result }: EndedExecutor): Told[] =>
  [...momentsOf(facts), ...programMoments(result)].map(({ at, words }) => ({
    at,
    words: `${name}: ${words}`,
  }))

/** Whether its pod ended before its driver did, and nobody who may had asked it to. */
export function isLost({ facts: { exit, takenAway, times } }: EndedExecutor, driver: EndedPod): boolean {
  if (takenAway !== null) return takenAway !== DELETED
  return Boolean(exit?.exitCode) && (times.ended ?? 0) <= endOf(driver)
}

/** What went wrong with it, in a few words; it may live on where only a part of it was killed. */
export function mishapOf(one: EndedExecutor, driver: EndedPod): string | undefined {
  const { name, size, result } = one
  const { exit, takenAway } = one.facts
  const kills = result && isMetered(result) ? (result.oomKills ?? 0) : 0
  if (exit?.reason === 'OOMKilled' || kills > 0)
    return `${name} ran out of memory (it had ${Math.round(size.memory / 2 ** 20).toLocaleString('en')} MiB)`
  if (!isLost(one, driver)) return undefined
  return takenAway === null ? `${name} exited with ${exit?.exitCode}` : `${name} was taken away: ${takenAway}`
}

/** By its own meter where that told: it is seen later. */
function endOf({ lived, result }: EndedPod): number {
  if (result && isMetered(result)) return result.startedAtMs + result.wallMs
  return lived.facts.times.ended ?? Number.POSITIVE_INFINITY
}
