import type { RunRecord, Trial } from '../../model/record/schema.ts'
import type { Comparison } from '../../verdict/evidence/comparison.ts'
import type { Past } from '../../verdict/past.ts'

/** A candidate's comparison that a page of a partition speaks of: which codes, in which records. */
export type Standing = Pick<Comparison, 'epoch' | 'records'>

/** Of a partition that several codes ran on, the judged comparison; the newest where none of them is judged. */
export const standingOf = ({ comparisons, judged }: Pick<Past, 'comparisons' | 'judged'>): Comparison[] => [
  ...new Map([...comparisons, ...(judged?.comparisons ?? [])].map((each) => [each.partition, each])).values(),
]

/** Whether a trial is one of those that its page's figures are of: all are where nothing was compared. */
export function isJudgedTrial(
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
