import type { RunRecord } from '../../model/record/schema.ts'
import type { Epoch } from '../../verdict/epochs.ts'
import type { Comparison } from '../../verdict/evidence/comparison.ts'
import type { Difference } from '../../verdict/evidence/difference.ts'
import type { Subject } from '../../verdict/evidence/subject.ts'
import type { Past } from '../../verdict/past.ts'
import type { CodeChange } from '../model/code-change.ts'
import type { History } from '../model/job.ts'
import { codeChanges, ranWith } from './code-changes.ts'

type EpochChanges = Pick<History['epochs'][number], 'changes' | 'differs'>

/** What an epoch's code has changed against the one before it; nothing of the first. @param records by their ids */
export function epochChanges(
  epoch: Epoch,
  { epochs, comparisons }: Past,
  records: ReadonlyMap<string, RunRecord>,
  { baseline, candidate }: Subject,
): EpochChanges {
  const [first] = epoch.comparisons
  const before = comparisons[comparisons.indexOf(first) - 1]
  const former = epochs.find((each) => before !== undefined && each.comparisons.includes(before))
  if (!before || !former) return { changes: [], differs: null }
  const trialIn = (comparison: Comparison, side: CodeChange['side']) =>
    comparison.records
      .flatMap((id) => records.get(id)?.trials ?? [])
      .find(
        ({ engine, behaviour }) =>
          engine === { baseline, candidate }[side] && behaviour === comparison.epoch[side],
      )
  const changes = epoch.changed.flatMap((side) => {
    const [then, now] = [trialIn(before, side), trialIn(first, side)]
    return then && now ? codeChanges(side, ranWith(then), ranWith(now)) : []
  })
  const [then, now] = [former, epoch].map((each) => differingIn(each, records, candidate))
  return { changes, differs: { noLonger: without(then, now), newly: without(now, then) } }
}

const without = (all: ReadonlySet<string> = new Set(), others: ReadonlySet<string> = new Set()): string[] =>
  [...all].filter((each) => !others.has(each)).toSorted()

/** Columns that differed on any of its days, under the declarations of now; tables where that is all that is known. */
function differingIn(
  { comparisons }: Epoch,
  records: ReadonlyMap<string, RunRecord>,
  candidate: string,
): Set<string> {
  return new Set(
    comparisons.flatMap(({ parity, records: ids }) => {
      if (parity.state !== 'fail') return []
      const findings = ids
        .flatMap((id) => records.get(id)?.parity.findings ?? [])
        .filter(({ engine }) => engine === candidate)
      return parity.differences.flatMap((difference) => {
        const columns = findings
          .filter(({ table }) => table === difference.table)
          .flatMap((finding) => finding.columns.map(({ column }) => column))
        return namesOf(difference, columns)
      })
    }),
  )
}

function namesOf(difference: Difference, found: readonly string[]): string[] {
  const columns =
    difference.kind === 'columns'
      ? [...difference.missingInBaseline, ...difference.missingInCandidate, ...difference.values]
      : difference.kind === 'types'
        ? difference.columns.map(({ name }) => name)
        : found
  return columns.length > 0 ? columns.map((column) => `${difference.table}.${column}`) : [difference.table]
}
