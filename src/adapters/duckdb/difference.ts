import type { Column } from '../../core/parity/types.ts'
import { fingerprintColumns } from './fingerprint.ts'
import type { DuckDB } from './open.ts'
import { rowHashes } from './row-hash.ts'
import { identifier } from './sql.ts'

const SAMPLE_ROWS = 10

/** What two tables don't share, counted with repeats: a row that A has three times and B once counts two. */
export interface Difference {
  onlyA: number
  onlyB: number
  /** Columns whose values differ as multisets; empty where only their pairing into rows does. */
  columns: string[]
  samples: SampleRow[]
}

/** A row that one side has more often, values as text by column. */
export interface SampleRow {
  side: 'a' | 'b'
  surplus: number
  values: Record<string, string | null>
}

/**
 * The multiset difference of two relations, out of core: rows are grouped by 128 bits of hash, never by their
 * values, so that it spills instead of running out of memory.
 */
export async function differ(
  db: DuckDB,
  a: string,
  b: string,
  columns: readonly Column[],
): Promise<Difference> {
  const { first, second } = rowHashes(columns)
  const side = (relation: string, weight: number) =>
    `SELECT ${first} AS h1, ${second} AS h2, ${weight} AS weight FROM ${relation}`
  await db.run(`CREATE OR REPLACE TEMP TABLE surplus AS
    SELECT h1, h2, sum(weight)::BIGINT AS n FROM (${side(a, 1)} UNION ALL ${side(b, -1)})
    GROUP BY h1, h2 HAVING sum(weight) <> 0`)
  const [totals] = await db.rows(`SELECT coalesce(sum(n) FILTER (n > 0), 0)::BIGINT AS a,
    coalesce(-sum(n) FILTER (n < 0), 0)::BIGINT AS b FROM surplus`)
  const samples = [...(await sample(db, a, 'a', columns)), ...(await sample(db, b, 'b', columns))]
  return {
    onlyA: Number(totals?.a),
    onlyB: Number(totals?.b),
    columns: await differingColumns(db, a, b, columns),
    samples,
  }
}

async function sample(
  db: DuckDB,
  relation: string,
  side: 'a' | 'b',
  columns: readonly Column[],
): Promise<SampleRow[]> {
  if (columns.length === 0) return []
  const { first, second } = rowHashes(columns)
  const sign = side === 'a' ? '>' : '<'
  const texts = columns.map(({ name }, index) => `${identifier(name)}::VARCHAR AS c${index}`)
  const rows =
    await db.rows(`WITH chosen AS (SELECT * FROM surplus WHERE n ${sign} 0 ORDER BY h1, h2 LIMIT ${SAMPLE_ROWS})
    SELECT any_value(abs(n)) AS n, ${texts.map((_, index) => `any_value(c${index}) AS c${index}`).join(', ')}
    FROM (SELECT ${first} AS h1, ${second} AS h2, ${texts.join(', ')} FROM ${relation}) JOIN chosen USING (h1, h2)
    GROUP BY h1, h2 ORDER BY h1, h2`)
  return rows.map((row) => ({
    side,
    surplus: Number(row.n),
    values: Object.fromEntries(columns.map(({ name }, index) => [name, row[`c${index}`] as string | null])),
  }))
}

async function differingColumns(
  db: DuckDB,
  a: string,
  b: string,
  columns: readonly Column[],
): Promise<string[]> {
  if (columns.length === 0) return []
  const left = await fingerprintColumns(db, a, columns)
  const right = await fingerprintColumns(db, b, columns)
  return columns.map(({ name }) => name).filter((name) => left.get(name) !== right.get(name))
}
