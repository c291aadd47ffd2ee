import { isMeasured } from '../measures/measure.ts'
import type { RunRecord, Trial } from '../record/schema.ts'
import type { Block } from '../statistics/difference.ts'
import type { Comparison, EpochId, SideEvidence } from './comparison.ts'
import { type Declarations, judgeFindings, judgeFingerprints, type ParityState } from './parity.ts'

/** What is judged: one candidate of a job, at one size and limits. */
export interface Subject {
  job: string
  baseline: string
  candidate: string
  size: string
  limits: RunRecord['limits']
}

/**
 * Comparisons from run records: of one record that ran both sides, or of several that ran one side each over the
 * same key. Runs of pull requests never count. In the order of their first records.
 */
export function assembleComparisons(
  records: readonly RunRecord[],
  subject: Subject,
  declarations: Declarations,
): Comparison[] {
  const ofSubject = records.filter((record) => isOf(record, subject)).toSorted(byTime)
  const groups = new Map<string, Sides[]>()
  for (const [key, ofKey] of Map.groupBy(ofSubject, ({ key }) => key)) {
    for (const sides of pairUp(ofKey, subject)) {
      const name = JSON.stringify([key, sides.epoch.baseline, sides.epoch.candidate])
      groups.set(name, [...(groups.get(name) ?? []), sides])
    }
  }
  return [...groups.values()]
    .map((sides) => toComparison(sides, subject, declarations))
    .toSorted((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0))
}

const isOf = (record: RunRecord, { job, size, limits }: Subject): boolean =>
  record.job === job &&
  record.size === size &&
  record.limits.cpus === limits.cpus &&
  record.limits.memoryBytes === limits.memoryBytes &&
  record.event !== 'pull_request'

/** Trials of both sides that belong together, of one record or of two. */
interface Sides {
  epoch: EpochId
  baseline: Part
  candidate: Part
}

interface Part {
  record: RunRecord
  trials: Trial[]
}

/** Both sides of each record of a key; records with one side alone are paired with those that have the other. */
function pairUp(records: readonly RunRecord[], { baseline, candidate }: Subject): Sides[] {
  const parts = records.map((record) => ({
    baseline: partsOf(record, baseline),
    candidate: partsOf(record, candidate),
  }))
  const whole = parts.filter((part) => part.baseline.length > 0 && part.candidate.length > 0)
  const lone = {
    baseline: parts.filter((part) => part.candidate.length === 0).flatMap((part) => part.baseline),
    candidate: parts.filter((part) => part.baseline.length === 0).flatMap((part) => part.candidate),
  }
  return [...whole, lone].flatMap(({ baseline, candidate }) =>
    baseline.flatMap((a) => candidate.map((b) => ({ epoch: epochOf(a, b), baseline: a, candidate: b }))),
  )
}

/** An engine's counted trials in a record, by the code that ran; nobody's are those that never started. */
function partsOf(record: RunRecord, engine: string): Part[] {
  const counted = record.trials.filter(
    (trial) =>
      trial.engine === engine &&
      !trial.warmup &&
      trial.outcome !== 'not-started' &&
      trial.outcome !== 'cancelled',
  )
  return [...Map.groupBy(counted, ({ behaviour }) => behaviour).values()].map((trials) => ({
    record,
    trials,
  }))
}

const epochOf = (baseline: Part, candidate: Part): EpochId => ({
  baseline: baseline.trials[0]?.behaviour ?? '',
  candidate: candidate.trials[0]?.behaviour ?? '',
})

function toComparison(all: readonly Sides[], subject: Subject, declarations: Declarations): Comparison {
  const records = [...new Set(all.flatMap(({ baseline, candidate }) => [baseline.record, candidate.record]))]
  const classes = new Set(all.flatMap(trialsOf).map(({ host }) => host.class))
  const unique = (pick: (sides: Sides) => Part) => [...new Set(all.map(pick).flatMap(({ trials }) => trials))]
  const [first, newest] = [records.toSorted(byTime)[0], all.at(-1)]
  if (!newest || !first) throw new Error('A comparison needs records.')
  const { key, when, input, k, alpha, judged, averageDays } = first
  return {
    key,
    when,
    day: when.slice(0, 10),
    epoch: newest.epoch,
    frame: { k, alpha, judged, averageDays: averageDays === 7 ? 7 : averageDays === 2 ? 2 : 1 },
    input: { sha256: input.source === 'key' ? null : input.sha256, bytes: input.bytes },
    hostClass: classes.size === 1 ? ([...classes][0] ?? null) : null,
    baseline: sideEvidence(unique(({ baseline }) => baseline)),
    candidate: sideEvidence(unique(({ candidate }) => candidate)),
    blocks: {
      total: all.flatMap((sides) => blocksOf(sides, 'totalMs')),
      work: all.flatMap((sides) => blocksOf(sides, 'workMs')),
    },
    parity: parityOf(newest, key, subject, declarations),
    records: records.map(({ id }) => id),
  }
}

const byTime = (a: { when: string; id: string }, b: { when: string; id: string }): number =>
  a.when < b.when ? -1 : a.when > b.when ? 1 : a.id < b.id ? -1 : 1

const trialsOf = ({ baseline, candidate }: Sides): Trial[] => [...baseline.trials, ...candidate.trials]

/** Times of both sides, a block each; trials of two records are one block. */
function blocksOf({ baseline, candidate }: Sides, clock: 'totalMs' | 'workMs'): Block[] {
  const isOneRecord = baseline.record === candidate.record
  const byBlock = ({ trials }: Part) => Map.groupBy(trials, ({ block }) => (isOneRecord ? block : 1))
  const [ofBaseline, ofCandidate] = [byBlock(baseline), byBlock(candidate)]
  return [...new Set([...ofBaseline.keys(), ...ofCandidate.keys()])].map((block) => ({
    baseline: timesOf(ofBaseline.get(block) ?? [], clock),
    candidate: timesOf(ofCandidate.get(block) ?? [], clock),
  }))
}

/** Milliseconds of the trials that ended well; a clock that stood still or ran backwards measured nothing. */
const timesOf = (trials: readonly Trial[], clock: 'totalMs' | 'workMs'): number[] =>
  trials
    .filter(({ outcome }) => outcome === 'ok')
    .map(({ measures }) => measures[clock])
    .filter(isMeasured)
    .filter((milliseconds) => milliseconds > 0)

function sideEvidence(trials: readonly Trial[]): SideEvidence {
  const good = trials.filter(({ outcome }) => outcome === 'ok')
  const peaks = good.map(({ measures }) => measures.peakAnonBytes).filter(isMeasured)
  return {
    trials: trials.length,
    failures: trials.length - good.length,
    peakAnonBytes: peaks.length > 0 ? Math.max(...peaks) : null,
  }
}

function parityOf(
  { baseline, candidate }: Sides,
  key: string,
  subject: Subject,
  declarations: Declarations,
): ParityState {
  const missing = [baseline, candidate].find(({ trials }) => trials.every(({ outcome }) => outcome !== 'ok'))
  if (missing)
    return {
      state: 'unknown',
      reason: `${missing === baseline ? subject.baseline : subject.candidate} delivered no output`,
    }
  if (baseline.record !== candidate.record) {
    const tables = ({ trials }: Part) => trials.findLast(({ outcome }) => outcome === 'ok')?.tables ?? {}
    return judgeFingerprints(tables(baseline), tables(candidate), declarations.tables)
  }
  const { parity } = baseline.record
  if (parity.outcome === 'unavailable')
    return { state: 'unknown', reason: parity.reason ?? 'it was not compared' }
  const ofBoth = parity.findings.filter(
    ({ engine }) => engine === subject.candidate || engine === subject.baseline,
  )
  return judgeFindings(ofBoth, key, declarations)
}
