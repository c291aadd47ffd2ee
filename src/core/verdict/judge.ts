import type { Policy } from '../config/policy.ts'
import { assembleComparisons, type Subject } from '../evidence/assemble.ts'
import type { Comparison } from '../evidence/comparison.ts'
import type { Declarations } from '../evidence/parity.ts'
import { sizedRuns } from '../evidence/peaks.ts'
import type { RunRecord } from '../record/schema.ts'
import { levelFor } from '../statistics/level.ts'
import { daysBetween, daysOf, type Epoch, judgedEpoch } from './epochs.ts'
import { factorsOf } from './factors.ts'
import { capacityGate } from './gates/capacity.ts'
import { judgeCost } from './gates/cost.ts'
import { failuresGate } from './gates/failures.ts'
import { parityGate } from './gates/parity.ts'
import { judgeSpeed } from './gates/speed.ts'
import { windowGate } from './gates/window.ts'
import { whyNothing } from './nothing.ts'
import { sentenceOf } from './sentence.ts'
import { timesBySize } from './sizes.ts'
import { nextSteps } from './steps.ts'
import type { Gate, Verdict, VerdictFacts } from './verdict.ts'

/**
 * Judges one candidate on what was measured up to a day. The same records under the same policy have the same verdict,
 * whenever it is asked for.
 *
 * @param records of any jobs; those of the subject's job at other sizes feed capacity
 * @param asOf last UTC day whose evidence counts: `2026-11-20`
 */
export function judge(
  records: readonly RunRecord[],
  subject: Subject,
  policy: Policy,
  tables: Declarations['tables'],
  asOf: string,
): Verdict {
  const known = records.filter(({ when }) => when.slice(0, 10) <= asOf)
  const declarations = { tables, waivers: policy.waivers, asOf }
  const comparisons = assembleComparisons(known, subject, declarations)
  const epoch = judgedEpoch(comparisons)
  if (!epoch) return nothingYet(known, subject, asOf)
  const { frame } = epoch.comparisons[0]
  const level = levelFor(frame.alpha, { candidates: frame.k, epoch: epoch.number })
  const others = otherSizes(known, subject, epoch, declarations)
  const speed = judgeSpeed(epoch, policy, frame, level)
  const cost = judgeCost(epoch, subject, policy, frame, level, speed.facts)
  const judged = [
    parityGate(epoch, policy, others),
    failuresGate(epoch, policy, level),
    speed.gate,
    cost.gate,
    capacityGate(policy, subject, sizedRuns(known, subject, epoch.comparisons[0].epoch.candidate)),
  ]
  const isOpen = judged.some(({ deciding, state }) => deciding && state === 'not yet')
  const gates = inOrder([...judged, windowGate(epoch, policy, asOf, isOpen)])
  const { decision, basis } = decisionOf(gates)
  const facts = epochFacts(epoch, level)
  const daysNeeded = decision === 'measuring' ? daysNeededOf(epoch, policy, gates, asOf) : null
  const verdict: VerdictFacts = {
    subject,
    asOf,
    decision,
    basis,
    gates,
    epoch: facts,
    speed: speed.facts,
    sizes: timesBySize([epoch.comparisons, ...others], frame.judged),
    cost: cost.facts,
    daysNeeded,
  }
  return {
    ...verdict,
    sentence: sentenceOf(verdict),
    factors: factorsOf(verdict, policy),
    nextSteps: nextSteps(verdict),
  }
}

/** Comparisons of the judged codes at the job's other sizes: they feed parity and capacity, never speed. */
function otherSizes(
  records: readonly RunRecord[],
  subject: Subject,
  { comparisons: [{ epoch }] }: Epoch,
  declarations: Declarations,
): Comparison[][] {
  const sizes = new Set(records.filter(({ job }) => job === subject.job).map(({ size }) => size))
  sizes.delete(subject.size)
  return [...sizes].map((size) =>
    assembleComparisons(records, { ...subject, size }, declarations).filter(
      (each) => each.epoch.baseline === epoch.baseline && each.epoch.candidate === epoch.candidate,
    ),
  )
}

const ORDER = ['parity', 'window', 'failures', 'speed', 'cost', 'capacity']
const inOrder = (gates: Gate[]): Gate[] =>
  gates.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))

/** What a failed gate means, the strongest first: a bug of the candidate and lack of time are no evidence. */
const BASES = [
  ['parity', 'fix-candidate'],
  ['failures', 'fix-candidate'],
  ['speed', 'evidence'],
  ['capacity', 'evidence'],
  ['cost', 'evidence'],
  ['window', 'undecided'],
] as const

function decisionOf(gates: readonly Gate[]): Pick<Verdict, 'decision' | 'basis'> {
  const deciding = gates.filter((gate) => gate.deciding)
  if (deciding.every(({ state }) => state === 'pass')) return { decision: 'retire', basis: 'evidence' }
  const failed = BASES.find(([name]) => deciding.some((gate) => gate.name === name && gate.state === 'fail'))
  return failed ? { decision: 'keep', basis: failed[1] } : { decision: 'measuring', basis: null }
}

const epochFacts = ({ number, comparisons }: Epoch, level: number): Verdict['epoch'] => {
  const days = daysOf(comparisons)
  return {
    number,
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
    days,
    comparisons: comparisons.length,
    frame: comparisons[0].frame,
    level,
  }
}

/** The open gate that takes longest; nobody knows when what waits for somebody's work will be done. */
function daysNeededOf(
  { comparisons }: Epoch,
  { window }: Policy,
  gates: readonly Gate[],
  asOf: string,
): Verdict['daysNeeded'] {
  const open = gates.filter(({ deciding, state }) => deciding && state === 'not yet')
  const least = Math.max(1, ...open.map(({ needs }) => needs?.least ?? 0))
  const most = open.map(({ needs }) => needs?.most ?? null)
  const days = daysOf(comparisons).length
  return {
    least,
    most: most.includes(null) ? null : Math.max(least, ...most.map(Number)),
    left: Math.max(
      0,
      Math.min(window.most - days, window.within - 1 - daysBetween(comparisons[0].day, asOf)),
    ),
  }
}

function nothingYet(records: readonly RunRecord[], subject: Subject, asOf: string): Verdict {
  const { job, baseline, candidate, size } = subject
  const { why, step } = whyNothing(records, subject)
  return {
    subject,
    asOf,
    decision: 'measuring',
    basis: null,
    sentence: `Nothing to judge: there is no comparison of ${candidate} with ${baseline} for ${job} at ${size}: ${why}.`,
    gates: [],
    epoch: null,
    speed: null,
    sizes: [],
    cost: null,
    daysNeeded: null,
    factors: [],
    nextSteps: [step],
  }
}
