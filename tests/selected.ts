import { afterAll, beforeAll } from 'vitest'
import { type DuckDB, openDuckDB } from '../src/duckdb/open.ts'
import { describeRelation } from '../src/tables/columns/schema.ts'
import type { Column } from '../src/types/data-type.ts'

/** All tests of a file that calls `useSelected` share it. */
export let db: DuckDB

export function useSelected(): void {
  beforeAll(async () => {
    db = await openDuckDB({ threads: 2, memoryLimit: '1GB' })
  })
  afterAll(() => db[Symbol.asyncDispose]())
}

/** A table, as a select makes it. */
export const relationOf = (select: string): string => `(${select})`

export const columnsOf = (select: string): Promise<Column[]> => describeRelation(db, relationOf(select))
