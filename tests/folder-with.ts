import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'
import { scratch } from './etl-compare.ts'

/** A folder with Parquet files made by SQL, and files of text. */
export async function folderWith(tables: Record<string, string>, texts: Record<string, string> = {}) {
  const folder = await scratch()
  await using db = await openDuckDB()
  for (const name of [...Object.keys(tables), ...Object.keys(texts)])
    await mkdir(dirname(join(folder.path, name)), { recursive: true })
  for (const [name, select] of Object.entries(tables))
    await db.run(`COPY (${select}) TO ${literal(join(folder.path, name))} (FORMAT parquet)`)
  for (const [name, content] of Object.entries(texts)) await writeFile(join(folder.path, name), content)
  return folder
}
