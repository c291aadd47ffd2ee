import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { type Column, parseType } from '../../types/data-type.ts'
import { asReadError } from '../read-error.ts'
import type { TableSource } from '../table.ts'

/**
 * Two sides of a table, of which those whose format leaves out columns without a value, as Spark's JSON does by default,
 * have those in which the other side holds nothing but NULL. They have no type.
 */
export const withAbsentColumns = async <T extends TableSource>(
  db: DuckDB,
  a: T,
  b: T,
): Promise<{ a: T; b: T }> => ({ a: await completed(db, a, b), b: await completed(db, b, a) })

async function completed<T extends TableSource>(db: DuckDB, source: T, other: T): Promise<T> {
  if (!source.leavesOutNulls) return source
  const names = new Set(source.columns.map(({ name }) => name.toLowerCase()))
  const lacking = other.columns.filter(({ name }) => !names.has(name.toLowerCase()))
  const absent = await withoutValues(db, other.relation, lacking).catch((error: unknown) => {
    throw asReadError(other.path, error)
  })
  if (absent.length === 0) return source
  const nulls = absent.map(({ name }) => `NULL::VARCHAR AS ${identifier(name)}`)
  return {
    ...source,
    relation: `(SELECT *, ${nulls.join(', ')} FROM ${source.relation})`,
    columns: [
      ...source.columns,
      ...absent.map(({ name }) => ({ name, type: '"NULL"', leftOutBy: source.format })),
    ],
  }
}

/** Those of some columns that hold nothing but NULL. */
async function withoutValues(
  db: DuckDB,
  relation: string,
  columns: readonly Column[],
): Promise<readonly Column[]> {
  const asked = columns.filter(({ type }) => parseType(type).kind !== 'null')
  if (asked.length === 0) return columns
  const counts = asked.map(({ name }, index) => `count(${identifier(name)}) AS c${index}`)
  const [row = {}] = await db.rows(`SELECT ${counts.join(', ')} FROM ${relation}`)
  const valued = asked.filter((_, index) => row[`c${index}`] !== 0n)
  return columns.filter((column) => !valued.includes(column))
}
