import type { RunRecord, Trial } from '../../model/record/schema.ts'
import type { Comparison } from '../../verdict/evidence/comparison.ts'
import type { ParityState } from '../../verdict/evidence/parity.ts'
import type { Past } from '../../verdict/past.ts'
import type { EngineMark } from '../model/shared.ts'

/** A candidate's comparison that a page of a partition speaks of: which codes, in which records. */
export type Standing = Pick<Comparison, 'epoch' | 'records'>

/** Of a partition that several codes ran on, the judged comparison; the newest where none of them is judged. */
export const standingOf = ({ comparisons, judged }: Pick<Past, 'comparisons' | 'judged'>): Comparison[] => [
  ...new Map([...comparisons, ...(judged?.comparisons ?? [])].map((each) => [each.partition, each])).values(),
]

/** Whether a candidate delivered the baseline's data. */
export interface CandidateState {
  engine: EngineMark
  parity: ParityState
  /** Null of a run that is not judged beside others. */
  standing: Standing | null
}

/** A trial of several records over one piece of input. */
export interface PieceTrial {
  trial: Trial
  record: RunRecord
  /** Whether it is one of those that the figures of the piece are of. */
  isJudged: boolean
}

/** All trials of a piece, in the order they ran. */
export function pieceTrials(
  records: readonly RunRecord[],
  states: readonly CandidateState[] = [],
): PieceTrial[] {
  const standings = new Map(
    states.flatMap(({ engine, standing }) => (standing ? [[engine.name, standing] as const] : [])),
  )
  return records.flatMap((record) =>
    record.trials
      .toSorted((a, b) => a.order - b.order)
      .map((trial) => ({ trial, record, isJudged: isJudgedTrial(trial, record, standings) })),
  )
}

/** Those that the figures are of; a warm-up never is. */
export const judgedTrials = (
  records: readonly RunRecord[],
  states: readonly CandidateState[] | undefined,
): Trial[] =>
  pieceTrials(records, states).flatMap(({ trial, isJudged }) => (isJudged && !trial.warmup ? [trial] : []))

/** Of a candidate that nothing is compared of, every trial is. */
function isJudgedTrial(
  { engine, behaviour }: Pick<Trial, 'engine' | 'behaviour'>,
  { id, baseline }: Pick<RunRecord, 'id' | 'baseline'>,
  standings: ReadonlyMap<string, Standing>,
): boolean {
  const own = standings.get(engine)
  if (engine !== baseline && !own) return true
  const beside = own ? [own] : [...standings.values()]
  const side = engine === baseline ? 'baseline' : 'candidate'
  return (
    beside.length === 0 ||
    beside.some(({ epoch, records }) => records.includes(id) && epoch[side] === behaviour)
  )
}
