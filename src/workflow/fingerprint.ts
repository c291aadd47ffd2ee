import type { DuckDB } from '../duckdb/open.ts'
import type { FingerprintedTable } from '../render/fingerprints.ts'
import { fingerprintStably, fingerprintWithColumns } from '../tables/fingerprint/stable.ts'
import { asReadError } from '../tables/read-error.ts'
import type { NamedSource } from '../tables/table.ts'

/**
 * The stable fingerprint of a table, without some columns.
 *
 * @param columns whether each column's is taken too
 */
export async function fingerprintSource(
  db: DuckDB,
  { table, source: { path, format, relation, columns, files, bytes } }: NamedSource,
  { ignore, columns: isEach }: { ignore: readonly string[]; columns: boolean },
): Promise<FingerprintedTable> {
  const counted = columns.filter(({ name }) => !ignore.includes(name))
  const take = isEach ? fingerprintWithColumns : fingerprintStably
  const done = await take(db, relation, counted).catch((error: unknown) => {
    throw asReadError(path, error)
  })
  return { table, path, format, files, bytes, ...done }
}
