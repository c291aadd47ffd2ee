import { isAccepted } from '../../model/config/declared.ts'
import { own } from '../../model/config/own.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'
import { isUnwritten } from '../../model/record/older.ts'
import type { Side } from '../../model/record/sides.ts'
import { type Declarations, isInForce, tableOf, unseenColumns, unseenTables } from './declarations.ts'
import type { DeclarationUse, NotCompared } from './difference.ts'
import { compareTables, type Fingerprinted, UNTYPED } from './fingerprinted-tables.ts'
import { equalBut, ignoredUses, type ParityState } from './parity.ts'

const STABLE = /^v\d+:/

/** An output as `record` keeps it. */
type Stored = Record<string, Fingerprinted>

/**
 * Compares outputs by fingerprints that are the same on any machine, as `record` stores them. They tell whether values
 * are equal, never how far apart: where all that differs is declared, both outputs are needed.
 */
export function judgeFingerprints(
  baseline: Stored,
  candidate: Stored,
  partition: string,
  declarations: Declarations,
): ParityState {
  const tables = [...new Set([...Object.keys(baseline), ...Object.keys(candidate)])].toSorted()
  const stored = [...Object.values(baseline), ...Object.values(candidate)]
  const isKept = [baseline, candidate].every((output) => Object.keys(output).length > 0)
  if (!isKept || stored.some(({ fingerprint }) => !STABLE.test(fingerprint)))
    return { state: 'unknown', reason: { why: 'no-fingerprints' }, closes: null }
  const found = tables.map((table) => ({
    table,
    ...compareTables(table, own(baseline, table), own(candidate, table), {
      differ: mayDifferIn(table, partition, declarations),
      beUntyped: mayBeUntypedIn(table, declarations),
    }),
  }))
  const differing = found.filter(({ difference }) => difference !== undefined)
  const waivers = differing.map(({ table }) =>
    declarations.waivers.find(
      (waiver) => waiver.column === undefined && isInForce(waiver, table, partition, declarations.asOf),
    ),
  )
  const open = differing.filter((_, index) => waivers[index] === undefined)
  if (open.length > 0) {
    const differences = open.flatMap(({ difference }) => difference ?? [])
    return { state: 'fail', differences, isVague: open.some(({ isVague }) => isVague) }
  }
  const [unseen] = [
    ...unseenTables(new Set(tables), declarations),
    ...tables.flatMap((table) => unseenColumns(table, ignoredIn(table, baseline, candidate), declarations)),
  ]
  if (unseen !== undefined) return { state: 'unknown', reason: unseen, closes: null }
  const [doubt] = found.flatMap((each) => each.doubt ?? [])
  if (doubt !== undefined) return { state: 'unknown', reason: doubt, closes: 'diff' }
  const [unwritten] = unwrittenTables(baseline, candidate)
  if (unwritten) return { state: 'unknown', reason: unwritten, closes: 'repeat' }
  const declared = tables.flatMap((table): DeclarationUse[] => {
    const ignore = tableOf(declarations, table)?.ignore ?? []
    const left = new Set([...ignore, ...ignoredIn(table, baseline, candidate)])
    const untyped = found.find((each) => each.table === table)?.untyped ?? []
    return [
      ...ignoredUses(table, left),
      ...untyped.map((column) => ({ table, column, by: { reason: UNTYPED } })),
    ]
  })
  const hasRows = stored.some(({ rows }) => rows !== 0)
  return equalBut({ declared, hasRows }, waivers)
}

/** Tables that a run left as it found them: they say nothing of that run, neither for it nor against it. */
export function unwrittenTables(
  baseline: Stored,
  candidate: Stored,
): (NotCompared & { why: 'not-written' })[] {
  const of = (output: Stored, side: Side) =>
    Object.entries(output).flatMap(([table, stored]) =>
      isUnwritten(stored) ? [{ why: 'not-written' as const, table, side }] : [],
    )
  return [...of(baseline, 'baseline'), ...of(candidate, 'candidate')]
}

/** Columns that the fingerprints of either side leave out. */
const ignoredIn = (table: string, ...outputs: Stored[]): string[] =>
  outputs.flatMap((output) => own(output, table)?.ignored ?? [])

const mayBeUntypedIn = (table: string, declarations: Declarations): ((column: string) => boolean) => {
  const declared = tableOf(declarations, table)
  return (column) => declared !== undefined && isAccepted(declared, column, UNTYPED)
}

/** Whether somebody declared a column in any way, or answers for it; a tolerance for every column may be meant for this one. */
function mayDifferIn(
  table: string,
  partition: string,
  declarations: Declarations,
): (column: string) => boolean {
  const { ignore = [], accept = {}, tolerance = {} } = tableOf(declarations, table) ?? {}
  const waived = declarations.waivers.filter((waiver) =>
    isInForce(waiver, table, partition, declarations.asOf),
  )
  return (column) =>
    ignore.includes(column) ||
    waived.some((waiver) => waiver.column === column) ||
    [accept, tolerance].some((declared) =>
      [column, EVERY_COLUMN].some((name) => Object.hasOwn(declared, name)),
    )
}
