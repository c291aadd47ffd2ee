import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openDuckDB } from '../duckdb/open.ts'
import { identifier, literal } from '../duckdb/sql.ts'
import { UserError } from '../errors.ts'
import { scratchFolder } from '../files/scratch.ts'

/** Rows as they go to Parquet: each column with its type in DuckDB, each row by its columns' names. */
export interface TableRows {
  columns: [name: string, type: string][]
  rows: Iterable<Record<string, unknown>>
}

/** Characters that are handed on at once: for each row alone it takes longer than making it. */
const A_WRITE = 64 * 1024

/**
 * Writes a table as a Parquet file, whole or not at all, into a folder that is there.
 *
 * @param before a file of the same columns, whose rows come first
 * @returns how many rows the table has
 */
export async function writeParquet(
  path: string,
  { columns, rows }: TableRows,
  before?: string,
): Promise<number> {
  await using scratch = await scratchFolder()
  const json = join(scratch.path, 'rows.ndjson')
  let count = 0
  const lines = function* () {
    let text = ''
    for (const row of rows) {
      count++
      text += `${JSON.stringify(row)}\n`
      if (text.length < A_WRITE) continue
      yield text
      text = ''
    }
    yield text
  }
  await pipeline(Readable.from(lines()), createWriteStream(json))
  const temporary = `${path}.${process.pid}.partial`
  try {
    // With more threads and larger groups, DuckDB holds most of the rows at once.
    await using db = await openDuckDB({ threads: 1, tempFolder: scratch.path })
    const types = columns.map(([name, type]) => `${identifier(name)}: ${literal(type)}`).join(', ')
    const first = before === undefined ? '' : `FROM read_parquet(${literal(before)}) UNION ALL `
    await db.run(
      `COPY (${first}FROM read_json(${literal(json)}, format = 'newline_delimited', columns = {${types}}))
       TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192)`,
    )
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw asMistake(error as Error, path)
  }
  return count
}

function asMistake(error: Error, path: string): Error {
  if (/No space left|disk quota/i.test(error.message)) return new UserError('diskFull', { path })
  if (/Permission denied|Is a directory|Read-only/i.test(error.message))
    return new UserError('pathUnusable', { path, detail: error.message.split('\n')[0] ?? '' })
  return error
}
