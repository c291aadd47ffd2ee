import type { z } from 'zod'
import type { Job, Limits } from '../model/config/model.ts'
import { platformOf } from '../model/config/platforms.ts'
import { toRecordLimits } from '../model/record/limits.ts'
import type { RunRecord } from '../model/record/schema.ts'
import type { Side } from '../model/record/sides.ts'
import { levelFor } from '../statistics/level.ts'
import { withClusterNodes } from './billing/cluster-nodes.ts'
import { daysNeededOf, decisionOf, isWaitingForFailures, openGates } from './decision.ts'
import { daysOf, frameOf } from './epochs.ts'
import { type Comparison, isComplete, neitherDelivered } from './evidence/comparison.ts'
import { elsewhere } from './evidence/elsewhere.ts'
import { conditionsApart, isMachineKnown, machinesApart } from './evidence/machines.ts'
import { atOtherLimits, atOtherSizes } from './evidence/other-places.ts'
import { gravest, outcomeOf } from './evidence/outcome.ts'
import { queriesOf } from './evidence/queries.ts'
import { ofSameCode } from './evidence/same-code.ts'
import { sizedRuns, sizedTrials } from './evidence/sized-runs.ts'
import type { Subject } from './evidence/subject.ts'
import { loneFailures, unpairedPartitions } from './evidence/unpaired.ts'
import { factorsOf } from './factors.ts'
import { forecastOf } from './forecast/forecast.ts'
import type { Evidence, Gate } from './gates/gate.ts'
import { GATES } from './gates/registry.ts'
import { closeWindow } from './gates/window.ts'
import { carbonOf } from './money/carbon.ts'
import { moneyOf } from './money/money.ts'
import { type DeclaredEngines, moveOf } from './move.ts'
import { noEvidenceOf } from './no-evidence.ts'
import { type Past, pastOf } from './past.ts'
import { timesBySize } from './sizes.ts'
import { measureSpeed } from './speed/speed.ts'
import type { Gates, Judged, Verdict } from './verdict.ts'
import { watchOf } from './watch.ts'
import { windowDays } from './window-days.ts'

/** What of a job's configuration a verdict is judged by. */
export interface DeclaredJob extends Pick<Job, 'policy' | 'tables' | 'undeclared'> {
  /** All that it runs at, and must not fail at; absent where no configuration says. */
  limits?: readonly Limits[]
  /** What it says of each engine; absent likewise. */
  engines?: DeclaredEngines
}

/**
 * Judges one candidate on what was measured up to a day. The same records under the same policy have the same verdict,
 * whenever it is asked for.
 *
 * @param records of any jobs; those of the subject's job at other sizes feed parity and capacity
 * @param asOf last UTC day whose evidence counts: `2026-11-20`
 */
export const judge = (
  records: readonly RunRecord[],
  subject: Subject,
  job: DeclaredJob,
  asOf: string,
): Verdict => judgePast(pastOf(records, subject, job, asOf), subject, job, asOf)

/** The same, of comparisons that were assembled already. */
export function judgePast(past: Past, subject: Subject, job: DeclaredJob, asOf: string): Verdict {
  const common = { subject, asOf, elsewhere: elsewhere(past.records, subject) }
  const evidence = evidenceOf(past, subject, job, asOf)
  if (!evidence) return { ...common, decision: 'nothing', noEvidence: noEvidenceOf(past.records, subject) }
  const { comparisons } = evidence.epoch
  const gates = judgeGates(evidence)
  const decision = decisionOf(gates)
  const sizes = timesBySize(
    [comparisons, ...evidence.otherSizes.map((place) => place.comparisons)],
    evidence.frame.judged,
  )
  const verdict = {
    ...common,
    ...decision,
    move: evidence.move,
    gates,
    money: moneyOf(evidence, gates.cost),
    carbon: carbonOf(evidence),
    forecast: forecastOf(evidence, gates.capacity.memoryBytes, sizes),
    epoch: epochFacts(evidence),
    machines: machinesApart(comparisons),
    conditions: conditionsApart(comparisons),
    checks: newestChecks(comparisons),
    isMachineKnown: isMachineKnown(comparisons),
    ...queriesOf(past.records, subject),
    sizes,
    daysNeeded: decision.decision === 'measuring' ? daysNeededOf(gates, evidence.window.left) : null,
    declared: declaredOf(subject, evidence.policy),
    watch: decision.decision === 'retire' ? watchOf(evidence, gates.window.days) : null,
  }
  return { ...verdict, factors: factorsOf(verdict) }
}

/** @returns undefined where no two records make a comparison */
function evidenceOf(
  past: Past,
  subject: Subject,
  { policy, tables, undeclared, limits = [], engines }: DeclaredJob,
  asOf: string,
): Evidence | undefined {
  const { records, hung, comparisons, judged: epoch } = past
  if (!epoch) return undefined
  const declarations = { tables, waivers: policy.waivers, asOf }
  const [frame, window] = [frameOf(epoch), windowDays(epoch, policy.window, asOf)]
  const level = levelFor(frame.alpha, { candidates: frame.k, epoch: epoch.number })
  const codes = epoch.comparisons[0].epoch
  const sameCode = ofSameCode(records, subject, codes)
  const ofSize = sameCode.filter(({ size }) => size === subject.size)
  const bySide = <T>(of: (side: Side) => T) => ({
    baseline: of('baseline'),
    candidate: of('candidate'),
  })
  const move = moveOf(epoch.comparisons, subject, engines)
  return {
    subject,
    policy: withClusterNodes(policy, subject, move.ran),
    undeclared,
    asOf,
    epoch,
    move,
    frame,
    level,
    window,
    speed: measureSpeed(epoch.comparisons, policy, frame, level),
    otherSizes: atOtherSizes(records, subject, codes, declarations),
    unpaired: unpairedPartitions(records, subject, comparisons, { first: window.first, end: asOf }),
    loneFailures: loneFailures(records, subject, comparisons, codes.candidate),
    hung,
    otherLimits: atOtherLimits(sameCode, subject, declarations),
    declaredLimits: limits.map(toRecordLimits),
    runs: bySide((side) => sizedRuns(records, subject.job, subject[side], codes[side])),
    runsAtLimits: bySide((side) => sizedTrials(ofSize, subject[side])),
    runsAnywhere: bySide((side) => sizedTrials(sameCode, subject[side])),
  }
}

function newestChecks(comparisons: readonly Comparison[]): Judged['checks'] {
  const checked = comparisons.map(({ baseline, candidate }) => [...baseline.checks, ...candidate.checks])
  return checked.findLast((checks) => checks.length > 0) ?? []
}

/** The window comes last: it is over for good only where another gate is open. */
function judgeGates(evidence: Evidence): Gates {
  const { policy, window } = evidence
  const judged = Object.fromEntries(
    Object.entries<Gate<z.ZodObject>>(GATES).map(([name, gate]) => {
      const found = gate.judge(evidence)
      return [name, { deciding: gate.isDeciding(policy, found), ...found }]
    }),
  ) as Gates
  const open = openGates(judged).filter((name) => name !== 'window')
  const isAnyOpen = open.length > 0 && !isWaitingForFailures(judged)
  return { ...judged, window: closeWindow(judged.window, window.isOver, isAnyOpen) }
}

function bothFailedLast(comparisons: readonly Comparison[]): Judged['epoch']['bothFailed'] {
  const good = comparisons.findLastIndex((comparison) => !neitherDelivered(comparison))
  const failed = comparisons.slice(good + 1)
  const last = failed.at(-1)
  return last ? { comparisons: failed.length, partition: last.partition } : null
}

function epochFacts({ epoch, frame, level, policy }: Evidence): Judged['epoch'] {
  const { number, changed, others, comparisons } = epoch
  const days = daysOf(comparisons)
  const byDay = Map.groupBy(comparisons, ({ day }) => day)
  const newestDays = comparisons.map(({ newest }) => newest.slice(0, 10))
  const { alpha, judged, averageDays } = policy
  return {
    number,
    changed,
    others,
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
    days,
    completeDays: daysOf(comparisons.filter(isComplete)),
    outcomes: days.flatMap((day) => gravest((byDay.get(day) ?? []).map(outcomeOf)) ?? []),
    bothFailed: bothFailedLast(comparisons),
    newestDay: newestDays.toSorted().at(-1) ?? '',
    comparisons: comparisons.length,
    frame,
    policy: { alpha, judged, averageDays },
    level,
  }
}

function declaredOf({ baseline, candidate }: Subject, policy: DeclaredJob['policy']): Judged['declared'] {
  const { growth = null, runsPerDay = null, skills } = policy
  const [ofBaseline, ofCandidate] = [baseline, candidate].map((engine) => platformOf(policy, engine))
  return {
    growth,
    runsPerDay,
    nodes:
      ofBaseline && ofCandidate
        ? {
            baseline: ofBaseline.nodes,
            candidate: ofCandidate.nodes,
            assumed: [
              ...(ofBaseline.areNodesAssumed ? ['baseline' as const] : []),
              ...(ofCandidate.areNodesAssumed ? ['candidate' as const] : []),
            ],
          }
        : null,
    skills: [baseline, candidate].flatMap((engine) =>
      Object.hasOwn(skills, engine) ? [{ engine, text: skills[engine] ?? '' }] : [],
    ),
  }
}
