import type { DuckDB } from '../../duckdb/open.ts'
import { own } from '../../model/config/own.ts'
import type { StoredTable } from '../../model/record/schema.ts'
import { fingerprintStably } from '../../tables/fingerprint/stable.ts'
import type { Column } from '../../types/data-type.ts'
import { isOutput } from '../../verdict/evidence/kept-diff.ts'
import { countedColumns, type OpenedTable } from '../record/open-output.ts'

/** An output by its stable fingerprints. */
export interface Known {
  fingerprints: Record<string, string>
  /** Whether a run of the ledger left it. */
  isStored: boolean
}

/**
 * Fingerprints an output. Where a run stored it with columns that are ignored only since, it is known by these too: the
 * same columns and more.
 *
 * @param stored outputs of runs that this may be
 */
export async function fingerprintOutput(
  db: DuckDB,
  tables: readonly OpenedTable[],
  stored: readonly Record<string, StoredTable>[],
): Promise<Known> {
  const done = new Map<string, string>()
  const fingerprint = async ({ table, source }: OpenedTable, columns: readonly Column[]) => {
    const of = JSON.stringify([table, ...columns.map(({ name }) => name)])
    const known = done.get(of) ?? (await fingerprintStably(db, source.relation, columns)).fingerprint
    done.set(of, known)
    return known
  }
  const fingerprintAll = async (like: Readonly<Record<string, StoredTable>>) => {
    const one = (each: OpenedTable) => fingerprint(each, columnsLike(each, own(like, each.table)))
    const all = await Array.fromAsync(tables, async (each) => [each.table, await one(each)] as const)
    return Object.fromEntries(all)
  }
  for (const output of stored) {
    const fingerprints = await fingerprintAll(output)
    if (isOutput(fingerprints, output)) return { fingerprints, isStored: true }
  }
  return { fingerprints: await fingerprintAll({}), isStored: false }
}

/** The columns that a stored table has, if these are all that count and no others than there are. */
function columnsLike(opened: OpenedTable, stored: StoredTable | undefined): Column[] {
  const counted = countedColumns(opened)
  const names = new Set(stored?.columns?.map(({ name }) => name))
  const like = opened.source.columns.filter(({ name }) => names.has(name))
  const isMore = like.length === names.size && counted.every(({ name }) => names.has(name))
  return isMore ? like : counted
}
