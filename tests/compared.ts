import { afterAll, beforeAll } from 'vitest'
import { type DuckDB, openDuckDB } from '../src/duckdb/open.ts'
import type { TableFinding } from '../src/model/record/schema.ts'
import { compareTables } from '../src/parity/compare.ts'
import { describeRelation } from '../src/tables/columns/schema.ts'

let db: DuckDB

/** For the tests of a file that compare queries. */
export function useComparison(): void {
  beforeAll(async () => {
    db = await openDuckDB({ threads: 2 })
  })
  afterAll(() => db[Symbol.asyncDispose]())
}

/** What is found when two queries are compared by their key `id`. */
export async function compare(
  a: string,
  b: string,
  names = { baseline: 'A', engine: 'B' },
): Promise<TableFinding> {
  const side = async (query: string) => {
    const relation = `(${query})`
    return { relation, columns: await describeRelation(db, relation) }
  }
  const table = { name: 't', key: ['id'], ignore: [], accept: {}, tolerance: {} }
  const { finding } = await compareTables(db, { ...names, table }, await side(a), await side(b))
  return finding
}

/** Why the values of a column differ. */
export async function reasonsOf(column: string, a: string, b: string): Promise<string[]> {
  const { columns } = await compare(a, b)
  return columns.flatMap((found) => (found.column === column && found.kind === 'value' ? [found.reason] : []))
}
