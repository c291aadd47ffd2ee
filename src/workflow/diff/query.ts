import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import { describeStored } from '../../tables/columns/schema.ts'
import type { TablePair } from '../../tables/pairs.ts'
import type { TableSource } from '../../tables/table.ts'
import { optionName } from '../../text/text.ts'
import { checkSql } from './check-sql.ts'

/** A SELECT a side, which reads that side's table as `a` or `b`: its result is compared in place of the table. */
export interface QueryOptions {
  queryA?: string
  queryB?: string
}

const SIDES = { a: 'queryA', b: 'queryB' } as const

/** @throws UserError `queryOfSeveralTables`, `sqlRefused`, `queryFailed` */
export async function queryPairs(
  db: DuckDB,
  pairs: readonly TablePair[],
  options: QueryOptions,
): Promise<TablePair[]> {
  const [only, ...others] = pairs
  const given = (['a', 'b'] as const).filter((side) => options[SIDES[side]] !== undefined)
  if (!only || given.length === 0) return [...pairs]
  const tables = pairs.map(({ table }) => table)
  if (others.length > 0)
    throw new UserError('queryOfSeveralTables', { option: optionName(SIDES[given[0] ?? 'a']), tables })
  const pair = { ...only }
  for (const side of given) {
    const source = pair[side]
    if (source) pair[side] = await queried(db, side, source, options[SIDES[side]] ?? '')
  }
  return [pair]
}

/** The result is kept: read again, a query without an order or with random() would give other rows. */
async function queried(
  db: DuckDB,
  side: 'a' | 'b',
  source: TableSource,
  query: string,
): Promise<TableSource> {
  const option = optionName(SIDES[side])
  const sql = query.trim().replace(/;$/, '')
  const relation = `query_${side}`
  await db.run(`CREATE OR REPLACE TEMP VIEW ${identifier(side)} AS SELECT * FROM ${source.relation}`)
  const [before, after] = [`CREATE OR REPLACE TEMP TABLE ${relation} AS (\n`, '\n)']
  await checkSql(db, { option, source, before, sql, after })
  await db.run(`${before}${sql}${after}`).catch((error: Error) => {
    if (!isOfValue(error)) throw error
    throw new UserError('queryFailed', { option, path: source.path })
  })
  await db.run(`DROP VIEW ${identifier(side)}`)
  return { ...source, relation, columns: await describeStored(db, relation), leavesOutNulls: false }
}

/** What failed for one value alone, which is not shown. */
export const isOfValue = ({ message }: Error): boolean =>
  /^(Conversion|Out of Range|Invalid Input)/.test(message)
