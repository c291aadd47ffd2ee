import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { type DuckDB, openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'

/** Each test of a file that calls `useTableFolder` has its own. */
export let db: DuckDB
export let folder: string

/** Files share what they import, so that each has to ask for it. */
export function useTableFolder(): void {
  beforeEach(async () => {
    db = await openDuckDB({ threads: 2 })
    folder = await mkdtemp(join(tmpdir(), 'tables-test-'))
  })
  afterEach(async () => {
    await db[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })
}

export const at = (path: string): string => join(folder, path)

export async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true })
  await writeFile(at(path), content)
}

export async function parquet(path: string, select = 'SELECT 1 AS id'): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true })
  await db.run(`COPY (${select}) TO ${literal(at(path))} (FORMAT parquet)`)
}
