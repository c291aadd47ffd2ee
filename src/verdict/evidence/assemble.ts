import { checksOf } from '../../checks/of-trials.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import { deploymentOf, together } from '../../model/record/deployment.ts'
import { isUnwritten } from '../../model/record/older.ts'
import type { RunRecord, StoredTable, Trial } from '../../model/record/schema.ts'
import type { Side } from '../../model/record/sides.ts'
import { disturbanceOf } from '../../trial/disturbance.ts'
import { type Comparison, type Conditions, epochName, type SideEvidence } from './comparison.ts'
import type { Declarations } from './declarations.ts'
import { byTime } from './eligible.ts'
import { judgeFingerprints, unwrittenTables } from './fingerprints.ts'
import { findingsOf, type KeptDiff, keptDiffs } from './kept-diff.ts'
import { completion, isInputSeen, isOneRecord, pairUp, type Run, type RunPair } from './pair-runs.ts'
import { judgeFindings, type ParityState, worstParity } from './parity.ts'
import { ofSubject, type Subject } from './subject.ts'
import { timedPair, timesOf } from './times.ts'

/**
 * Comparisons from run records: of one record that ran both sides, or of several that ran one side each over the
 * same partition. Runs of pull requests never count. In the order in which they were made. A diff that was kept is none by
 * itself: it says of two runs' outputs what their fingerprints cannot.
 */
export function assembleComparisons(
  records: readonly RunRecord[],
  subject: Subject,
  declarations: Declarations,
): Comparison[] {
  const diffs = keptDiffs(records, subject)
  const byPartition = Map.groupBy(ofSubject(records, subject), ({ partition }) => partition)
  const comparisons = [...byPartition].flatMap(([partition, ofPartition]) =>
    [...Map.groupBy(pairUp(ofPartition, subject), ({ epoch }) => epochName(epoch)).values()].map((pairs) =>
      toComparison(partition, pairs, { subject, declarations, diffs: diffs.get(partition) ?? [] }),
    ),
  )
  return comparisons.toSorted((a, b) => (a.when < b.when ? -1 : Number(a.when > b.when)))
}

/** By what the outputs of one partition are judged. */
interface Grounds {
  subject: Subject
  declarations: Declarations
  diffs: readonly KeptDiff[]
}

function toComparison(partition: string, pairs: readonly RunPair[], grounds: Grounds): Comparison {
  const [first] = pairs
  const [ofBaseline, ofCandidate] = [runsOf(pairs, 'baseline'), runsOf(pairs, 'candidate')]
  const working = pairs.filter(({ baseline, candidate }) => hasWritten(baseline) && hasWritten(candidate))
  const records = [...new Set([...ofBaseline, ...ofCandidate].map(({ record }) => record))].toSorted(byTime)
  const newest = records.at(-1)
  if (!first || !newest) throw new Error('A comparison needs records.')
  const { when, recordedAt = when, input, k, alpha, judged, averageDays } = completion(first)
  const timed = timedPair(working.length > 0 ? working : pairs)
  return {
    partition,
    when,
    newest: newest.when,
    ran: { baseline: timed.baseline.record.when, candidate: timed.candidate.record.when },
    day: when.slice(0, 10),
    epoch: first.epoch,
    frame: { k, alpha, judged, averageDays },
    framedAt: recordedAt,
    input: { sha256: records.every(isInputSeen) ? input.sha256 : null, bytes: bytesOf(records) },
    baseline: evidenceOf(ofBaseline),
    candidate: evidenceOf(ofCandidate),
    blocks: {
      total: working.length > 0 ? timesOf(timed, 'totalMs') : [],
      work: working.length > 0 ? timesOf(timed, 'workMs') : [],
      p95: working.length > 0 ? timesOf(timed, 'p95Ms') : [],
    },
    billed: { baseline: billedOf(timed.baseline), candidate: billedOf(timed.candidate) },
    parity: worstParity(telling(pairs.map((pair) => ({ pair, state: parityOf(pair, partition, grounds) })))),
    records: records.map(({ id }) => id),
  }
}

/** One side's runs, oldest first: each once, with however many runs of the other side it makes a pair. */
const runsOf = (pairs: readonly RunPair[], side: Side): Run[] =>
  [...new Map(pairs.map((pair) => [pair[side].record, pair[side]])).values()].toSorted((a, b) =>
    byTime(a.record, b.record),
  )

/** A record of another platform has one trial. */
const billedOf = ({ trials: [trial, ...others] }: Run) =>
  others.length === 0 && trial.outcome === 'ok' ? (trial.billed ?? null) : null

/** Of the input, by the first record that saw it. */
const bytesOf = (records: readonly RunRecord[]): number =>
  records.map(({ input }) => input.bytes).find((bytes) => bytes > 0) ?? 0

function evidenceOf(runs: readonly Run[]): SideEvidence {
  const trials = runs.flatMap((run) => run.trials.toSorted((a, b) => a.order - b.order))
  const good = trials.filter(({ outcome }) => outcome === 'ok')
  const peaks = good.map(({ measures }) => measures.peakAnonBytes).filter(isMeasured)
  return {
    failed: trials.map(({ outcome }) => outcome !== 'ok'),
    peakAnonBytes: peaks.length > 0 ? Math.max(...peaks) : null,
    hostClasses: [...new Set(trials.map(({ host }) => host.class))].toSorted(),
    conditions: conditionsOf(trials),
    isElsewhere: trials.some(isElsewhere),
    deployment: together((good.length > 0 ? good : trials).map(deploymentOf)),
    disturbed: disturbedOf(trials),
    checks: checksOf(trials),
    undeclared: [...new Set(trials.flatMap(({ undeclared = [] }) => undeclared))].toSorted(),
  }
}

function conditionsOf(trials: readonly Trial[]): Conditions {
  const of = (value: (trial: Trial) => string) => [...new Set(trials.map(value))].toSorted()
  return {
    runner: of(({ runner }) => runner),
    'memory limit': of(({ limits, limitsEnforced }) => {
      if (limits.memoryBytes === null) return 'none'
      return limitsEnforced === true ? 'enforced' : 'not enforced'
    }),
    'page cache': of(({ cache }) => cache),
  }
}

const isElsewhere = ({ runner, steps }: Trial): boolean =>
  runner === 'remote' || steps.some(({ parts }) => parts.some(({ scope }) => scope === 'client-only'))

function disturbedOf(trials: readonly Trial[]): SideEvidence['disturbed'] {
  const all = trials.flatMap((trial) => disturbanceOf(trial) ?? [])
  const busy = all.flatMap(({ busyPercent }) => busyPercent ?? [])
  return all.length === 0 ? null : { busyPercent: busy.length > 0 ? Math.max(...busy) : null }
}

function parityOf(pair: RunPair, partition: string, grounds: Grounds): ParityState {
  const { baseline, candidate } = pair
  const { subject, declarations } = grounds
  if (isBarren(baseline)) return noOutput(subject.baseline)
  if (isBarren(candidate)) return noOutput(subject.candidate)
  if (!isOneRecord(pair)) {
    const states = outputsOf(baseline).flatMap((a) =>
      outputsOf(candidate).map((b) => judgeOutputs(a, b, partition, grounds)),
    )
    return worstParity(states)
  }
  return parityOfRecord(baseline.record, subject, declarations)
}

/** Whether outputs of both sides of one record, which has some of each, are the same data. */
export function parityOfRecord(
  record: RunRecord,
  sides: Pick<Subject, Side>,
  declarations: Declarations,
): ParityState {
  const { parity, partition } = record
  if (parity.outcome === 'unavailable')
    return {
      state: 'unknown',
      reason: { why: 'unavailable', reason: parity.reason },
      closes: wasInterrupted(record) ? 'repeat' : null,
    }
  return judgeFindings(parity.findings, sides, partition, declarations)
}

export const noOutput = (engine: string): ParityState => ({
  state: 'no-output',
  reason: { why: 'no-output', engine },
})

interface JudgedPair {
  pair: RunPair
  state: ParityState
}

/**
 * Those of which something can be said, before repeats of which nothing can. Outputs without fingerprints say nothing of
 * each other, and need not where other pairs tell of both.
 */
function telling(pairs: readonly JudgedPair[]): ParityState[] {
  const [blind, seeing] = [pairs.filter(isBlind), pairs.filter((each) => !isBlind(each))]
  const isTold = ({ pair }: JudgedPair, side: Side): boolean =>
    seeing.some((other) => other.pair[side].record === pair[side].record)
  const untold = blind.filter((each) => !(isTold(each, 'baseline') && isTold(each, 'candidate')))
  const states = [...seeing, ...untold].map(({ state }) => state)
  const said = states.filter((each) => each.state !== 'unknown' || each.closes !== 'repeat')
  return said.length > 0 ? said : states
}

const isBlind = ({ state }: JudgedPair): boolean =>
  state.state === 'unknown' && state.reason.why === 'no-fingerprints'

/** A run that wrote no table at all has done nothing that takes its time. */
const hasWritten = ({ trials }: Run): boolean =>
  trials.some(({ tables }) => {
    const all = Object.values(tables)
    return all.length === 0 || !all.every(isUnwritten)
  })

/** Its outputs were then not compared, whatever was there. */
const wasInterrupted = ({ trials }: RunRecord): boolean =>
  trials.some(({ outcome }) => outcome === 'cancelled')

const isBarren = ({ trials }: Run): boolean => trials.every(({ outcome }) => outcome !== 'ok')

/** By fingerprints where they prove the outputs equal; else by a diff of these very outputs, if one was kept. */
function judgeOutputs(
  baseline: Record<string, StoredTable>,
  candidate: Record<string, StoredTable>,
  partition: string,
  { subject, declarations, diffs }: Grounds,
): ParityState {
  const proven = judgeFingerprints(baseline, candidate, partition, declarations)
  if (proven.state === 'pass') return proven
  const findings = findingsOf(diffs, baseline, candidate)
  if (!findings) return proven
  const unwritten = unwrittenTables(baseline, candidate)
  const written = findings.filter((finding) => unwritten.every(({ table }) => table !== finding.table))
  const judged = judgeFindings(written, subject, partition, declarations)
  const [first] = unwritten
  return judged.state === 'fail' || !first ? judged : { state: 'unknown', reason: first, closes: 'repeat' }
}

const outputsOf = ({ trials }: Run): Record<string, StoredTable>[] =>
  trials.filter(({ outcome }) => outcome === 'ok').map(({ tables }) => tables)
