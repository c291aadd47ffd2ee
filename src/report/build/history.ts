import type { Clock } from '../../model/measures/clock.ts'
import { comparisonDifference } from '../../statistics/difference.ts'
import { levelFor } from '../../statistics/level.ts'
import { mean } from '../../statistics/sample.ts'
import { daysOf, type Epoch, frameOf } from '../../verdict/epochs.ts'
import type { Comparison } from '../../verdict/evidence/comparison.ts'
import { outcomeOf } from '../../verdict/evidence/outcome.ts'
import type { Subject } from '../../verdict/evidence/subject.ts'
import type { DeclaredJob } from '../../verdict/judge.ts'
import type { Past } from '../../verdict/past.ts'
import { intervalOf, inUnit, ratioOf, ratiosAsOf } from '../../verdict/speed/bounds.ts'
import { isSideBySide, machineOf } from '../../verdict/speed/observed.ts'
import type { History, HistoryPoint, Look } from '../model/job.ts'
import type { EngineMark } from '../model/shared.ts'
import { epochChanges } from './epoch-changes.ts'
import { comparisonSlug } from './slugs.ts'

/** What happened on each day, and how the interval closed in. */
export function historyOf(
  past: Past,
  subject: Subject,
  policy: DeclaredJob['policy'],
  engine: EngineMark,
): History {
  const { epochs, judged } = past
  const records = new Map(past.records.map((record) => [record.id, record]))
  return {
    engine,
    epochs: epochs.map((epoch) => ({
      number: epoch.number,
      changed: epoch.changed,
      ...epochChanges(epoch, past, records, subject),
      firstDay: daysOf(epoch.comparisons)[0] ?? '',
      isJudged: epoch === judged,
      looks: looksAt(epoch, policy),
    })),
    points: epochs
      .flatMap((epoch) => {
        const { judged: clock } = frameOf(epoch)
        return epoch.comparisons.map((comparison) => ({ comparison, number: epoch.number, clock }))
      })
      .toSorted(({ comparison: a }, { comparison: b }) => (a.when < b.when ? -1 : Number(a.when > b.when)))
      .map(({ comparison, number, clock }) => pointOf(comparison, number, clock, subject)),
  }
}

function looksAt(epoch: Epoch, policy: DeclaredJob['policy']): Look[] {
  const frame = frameOf(epoch)
  const level = levelFor(frame.alpha, { candidates: frame.k, epoch: epoch.number })
  const sequence = ratioOf(epoch.comparisons, policy, frame, level)
  const days = [...new Set(sequence.observations.map(({ comparison }) => comparison.day))]
  const knownOn = ratiosAsOf(sequence, frame)
  return days.filter(isLookedAt).flatMap((day): Look[] => {
    const known = knownOn(day)
    const n = known.x.length
    // Of several days that are averaged, the first give no observation yet.
    return n === 0 ? [] : [{ day, value: Math.exp(mean(known.x)), interval: inUnit(intervalOf(known)), n }]
  })
}

/** Days that are looked at one by one, and how far apart those before them are: their intervals hardly move any more. */
const [MANY, STEP] = [42, 7]

const isLookedAt = (_: string, index: number, days: readonly string[]): boolean =>
  (days.length - 1 - index) % (index < days.length - MANY ? STEP : 1) === 0 || index < MANY

function pointOf(
  comparison: Comparison,
  epoch: number,
  clock: Clock,
  { size, limits }: Subject,
): HistoryPoint {
  const { day, partition } = comparison
  return {
    day,
    partition,
    comparison: comparisonSlug({ partition, size, limits }),
    state: outcomeOf(comparison),
    ratio: ratioIn(comparison, clock),
    epoch,
    hostClass: machineOf(comparison),
  }
}

/** Candidate/baseline; null where either has no time, or they ran too far apart to compare. */
function ratioIn(comparison: Comparison, judged: Clock): number | null {
  const difference = isSideBySide(comparison) ? comparisonDifference(comparison.blocks[judged]) : null
  return difference === null ? null : Math.exp(difference)
}
