import { isMeasured } from '../measures/measure.ts'
import type { RunRecord, Trial } from '../record/schema.ts'
import type { Block } from '../statistics/difference.ts'
import type { Comparison, EpochId, SideEvidence } from './comparison.ts'
import { haveLimits, isCounted, ofJob } from './counted.ts'
import {
  type Declarations,
  judgeFindings,
  judgeFingerprints,
  type ParityState,
  worstParity,
} from './parity.ts'

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
  const ofSubject = ofJob(records, subject.job)
    .filter((record) => record.size === subject.size && haveLimits(record, subject.limits))
    .toSorted(byTime)
  const comparisons = [...Map.groupBy(ofSubject, ({ key }) => key)].flatMap(([key, ofKey]) =>
    [
      ...Map.groupBy(pairUp(ofKey, subject), ({ epoch }) => `${epoch.baseline} ${epoch.candidate}`).values(),
    ].map((sides) => toComparison(key, sides, subject, declarations)),
  )
  return comparisons.toSorted((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0))
}

/** Trials of both sides that belong together, of one record or of several. */
interface Sides {
  epoch: EpochId
  baseline: Part
  candidate: Part
}

/** Trials of one engine and one code, with the records that they stand in, oldest first. */
interface Part {
  records: [RunRecord, ...RunRecord[]]
  trials: Trial[]
}

/** Both sides of each record of a key; what ran alone is paired by its code, where it read the same input. */
function pairUp(records: readonly RunRecord[], { baseline, candidate }: Subject): Sides[] {
  const parts = records.map((record) => ({
    baseline: partsOf([record], baseline),
    candidate: partsOf([record], candidate),
  }))
  const isWhole = (index: number) =>
    (parts[index]?.baseline.length ?? 0) > 0 && (parts[index]?.candidate.length ?? 0) > 0
  const whole = parts.filter((_, index) => isWhole(index)).flatMap(combine)
  const alone = records.filter((_, index) => !isWhole(index))
  const byInput = [...Map.groupBy(alone, ({ input }) => input.sha256).values()]
  const paired = byInput.flatMap((ofInput) =>
    combine({ baseline: partsOf(ofInput, baseline), candidate: partsOf(ofInput, candidate) }),
  )
  return [...whole, ...paired]
}

const combine = ({ baseline, candidate }: Record<'baseline' | 'candidate', Part[]>): Sides[] =>
  baseline.flatMap((a) => candidate.map((b) => ({ epoch: epochOf(a, b), baseline: a, candidate: b })))

/** An engine's counted trials, by the code that ran; nobody's are those that never started. */
function partsOf(records: readonly RunRecord[], engine: string): Part[] {
  const counted = records.flatMap((record) =>
    record.trials.filter((trial) => isCounted(trial, engine)).map((trial) => ({ record, trial })),
  )
  return [...Map.groupBy(counted, ({ trial }) => trial.behaviour).values()].flatMap((found) => {
    const [first, ...rest] = new Set(found.map(({ record }) => record))
    return first ? [{ records: [first, ...rest], trials: found.map(({ trial }) => trial) }] : []
  })
}

const epochOf = (baseline: Part, candidate: Part): EpochId => ({
  baseline: baseline.trials[0]?.behaviour ?? '',
  candidate: candidate.trials[0]?.behaviour ?? '',
})

/** The record that made a pair whole: a comparison is made when its last side is. */
const completion = ({ baseline, candidate }: Sides): RunRecord =>
  byTime(baseline.records[0], candidate.records[0]) < 0 ? candidate.records[0] : baseline.records[0]

function toComparison(
  key: string,
  all: readonly Sides[],
  subject: Subject,
  declarations: Declarations,
): Comparison {
  const records = [
    ...new Set(all.flatMap(({ baseline, candidate }) => [...baseline.records, ...candidate.records])),
  ].toSorted(byTime)
  const classes = new Set(all.flatMap(trialsOf).map(({ host }) => host.class))
  const unique = (pick: (sides: Sides) => Part) => [...new Set(all.map(pick).flatMap(({ trials }) => trials))]
  const [made] = all.map(completion).toSorted(byTime)
  const newest = records.at(-1)
  if (!made || !newest || !all[0]) throw new Error('A comparison needs records.')
  const { when, input, k, alpha, judged, averageDays } = made
  return {
    key,
    when,
    newest: newest.when,
    day: when.slice(0, 10),
    epoch: all[0].epoch,
    frame: { k, alpha, judged, averageDays },
    input: { sha256: input.source === 'key' ? null : input.sha256, bytes: input.bytes },
    hostClass: classes.size === 1 ? ([...classes][0] ?? null) : null,
    baseline: sideEvidence(unique(({ baseline }) => baseline)),
    candidate: sideEvidence(unique(({ candidate }) => candidate)),
    blocks: {
      total: all.flatMap((sides) => blocksOf(sides, 'totalMs')),
      work: all.flatMap((sides) => blocksOf(sides, 'workMs')),
    },
    parity: worstParity(all.map((sides) => parityOf(sides, key, subject, declarations))),
    records: records.map(({ id }) => id),
  }
}

const byTime = (a: { when: string; id: string }, b: { when: string; id: string }): number =>
  a.when < b.when ? -1 : a.when > b.when ? 1 : a.id < b.id ? -1 : 1

const trialsOf = ({ baseline, candidate }: Sides): Trial[] => [...baseline.trials, ...candidate.trials]

/** Times of both sides, a block each; trials of two records are one block. */
function blocksOf({ baseline, candidate }: Sides, clock: 'totalMs' | 'workMs'): Block[] {
  const isOneRecord = baseline.records[0] === candidate.records[0]
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
  if (missing) {
    const engine = missing === baseline ? subject.baseline : subject.candidate
    return { state: 'no-output', reason: `${engine} delivered no output` }
  }
  const [record] = baseline.records
  if (record !== candidate.records[0]) {
    const outputs = ({ trials }: Part) =>
      trials.filter(({ outcome }) => outcome === 'ok').map(({ tables }) => tables)
    const states = outputs(baseline).flatMap((a) =>
      outputs(candidate).map((b) => judgeFingerprints(a, b, key, declarations)),
    )
    return worstParity(states)
  }
  const { parity } = record
  if (parity.outcome === 'unavailable')
    return { state: 'unknown', reason: parity.reason ?? 'it was not compared' }
  const ofBoth = parity.findings.filter(
    ({ engine }) => engine === subject.candidate || engine === subject.baseline,
  )
  return judgeFindings(ofBoth, key, declarations)
}
