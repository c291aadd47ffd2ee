import { afterAll, beforeAll } from 'vitest'
import { type DuckDB, openDuckDB } from '../src/duckdb/open.ts'
import { type ClassifiedReason, classifyColumn } from '../src/parity/explain/classify.ts'
import { parseType } from '../src/types/data-type.ts'

let db: DuckDB

/** For the tests of a file that classify. */
export function useClassifier(): void {
  beforeAll(async () => {
    db = await openDuckDB({ threads: 1 })
  })
  afterAll(() => db[Symbol.asyncDispose]())
}

/** Classifies pairs of SQL values, read as a type. */
export function classify(
  type: string,
  pairs: [a: string, b: string][],
  tolerance: { abs: number; rel: number } | null = null,
): Promise<ClassifiedReason[]> {
  const values = pairs
    .map(([a, b], index) => `(${index}::BIGINT, (${a})::${type}, (${b})::${type})`)
    .join(', ')
  const target = parseType(type)
  const column = { name: 'c', a: target, b: target, target, valueA: 'l', valueB: 'r' }
  return classifyColumn(
    db,
    `(SELECT * FROM (VALUES ${values}) v(pair, l, r))`,
    column,
    'l IS DISTINCT FROM r',
    () => tolerance,
  )
}

export const DECIMAL = 'DECIMAL(38,2)'
export const text = (value: string): string => `'${value}'`
