import type { Checks } from '../model/config/checks-schema.ts'
import type { Check, Judgement } from './check.ts'
import type { TableFacts } from './facts.ts'
import { fileSizes } from './file-sizes.ts'
import { orphans } from './orphans.ts'
import { snapshots } from './snapshots.ts'
import { stagedColumns } from './staged-columns.ts'
import { stagedRows } from './staged-rows.ts'

/** Every check of a table, in the order in which results list them. */
const CHECKS: readonly Check[] = [stagedColumns, stagedRows, fileSizes, snapshots, orphans]

/** A check's result, as records keep it. */
export interface CheckResult extends Judgement {
  check: string
}

/** Judges what is asked of a table. */
export const judgeChecks = (asked: Checks, facts: TableFacts): CheckResult[] =>
  CHECKS.flatMap(({ name, judge }) => {
    const judgement = judge(facts, asked)
    return judgement ? [{ check: name, ...judgement }] : []
  })
