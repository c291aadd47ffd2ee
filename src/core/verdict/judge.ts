import type { Policy, Window } from '../config/policy.ts'
import { assembleComparisons, type Subject } from '../evidence/assemble.ts'
import { type Comparison, epochName, type Frame, isComplete } from '../evidence/comparison.ts'
import type { Declarations } from '../evidence/declarations.ts'
import { machinesApart } from '../evidence/machines.ts'
import { sizedRuns } from '../evidence/peaks.ts'
import { unpairedKeys } from '../evidence/unpaired.ts'
import type { RunRecord } from '../record/schema.ts'
import { levelFor } from '../statistics/level.ts'
import { daysNeededOf, decisionOf, isWaitingForFailures, openGates } from './decision.ts'
import { daysOf, type Epoch, frameOf, judgedEpoch } from './epochs.ts'
import { factorsOf } from './factors.ts'
import { capacityGate } from './gates/capacity.ts'
import { judgeCost } from './gates/cost.ts'
import { failuresGate } from './gates/failures.ts'
import { parityGate } from './gates/parity.ts'
import { judgeSpeed } from './gates/speed.ts'
import { windowDays, windowGate } from './gates/window.ts'
import { notesOf } from './notes.ts'
import { nothingYet } from './nothing.ts'
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
  const [frame, window] = [frameOf(epoch), windowDays(epoch, policy.window, asOf)]
  const level = levelFor(frame.alpha, { candidates: frame.k, epoch: epoch.number })
  const others = otherSizes(known, subject, epoch, declarations)
  const facts = epochFacts(epoch, frame, level, policy.window, window.days)
  const unpaired = unpairedKeys(known, subject, comparisons, { first: window.first, end: asOf })
  const speed = judgeSpeed(epoch, policy, frame, level)
  const cost = judgeCost(epoch, subject, policy, frame, speed.facts)
  const lacking = Math.max(0, policy.window.days - window.days)
  const judged = [
    parityGate(epoch, policy, others),
    failuresGate(epoch, subject, policy, level, unpaired, lacking),
    speed.gate,
    cost.gate,
    capacityGate(policy, subject, sizedRuns(known, subject, epoch.comparisons[0].epoch.candidate)),
  ]
  const open = openGates(judged)
  const isOpen = open.length > 0 && !isWaitingForFailures(open)
  const gates = inOrder([...judged, windowGate(window, policy, asOf, isOpen)])
  const { decision, basis } = decisionOf(gates)
  const verdict: VerdictFacts = {
    subject,
    asOf,
    decision,
    basis,
    gates,
    epoch: facts,
    speed: speed.facts,
    machines: machinesApart(epoch.comparisons),
    sizes: timesBySize([epoch.comparisons, ...others], frame.judged),
    cost: cost.facts,
    daysNeeded: decision === 'measuring' ? daysNeededOf(gates, window.left) : null,
  }
  return {
    ...verdict,
    sentence: sentenceOf(verdict),
    factors: factorsOf(verdict, policy),
    notes: notesOf(verdict, epoch, policy, unpaired.keys),
    nextSteps: nextSteps(verdict, policy),
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
      (each) => epochName(each.epoch) === epochName(epoch),
    ),
  )
}

const ORDER = ['parity', 'window', 'failures', 'speed', 'cost', 'capacity']
const inOrder = (gates: Gate[]): Gate[] =>
  gates.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))

function epochFacts(
  { number, comparisons }: Epoch,
  frame: Frame,
  level: number,
  window: Window,
  windowDays: number,
): NonNullable<Verdict['epoch']> {
  const days = daysOf(comparisons)
  return {
    number,
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
    days,
    completeDays: daysOf(comparisons.filter(isComplete)),
    comparisons: comparisons.length,
    window,
    windowDays,
    frame,
    level,
  }
}
