import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDB, openDuckDB } from '../adapters/duckdb/open.ts'
import type { Context } from '../context.ts'
import { parseBytes } from '../core/units/bytes.ts'
import { UserError } from '../errors.ts'

/**
 * Works with a DuckDB that keeps to so much memory, spills to a folder of its own, and stops on Ctrl-C.
 *
 * @param memory as the user wrote it: `2GB`
 */
export async function withDuckDB<T>(
  memory: string,
  { signal }: Context,
  work: (db: DuckDB) => Promise<T>,
): Promise<T> {
  const bytes = parseBytes(memory)
  if (bytes === undefined || bytes <= 0)
    throw new UserError('optionInvalid', {
      option: '--memory',
      value: memory,
      expected: 'bytes such as 2GB or 512MiB',
    })
  await using spill = await mkdtempDisposable(join(tmpdir(), 'etl-compare-spill-'))
  await using db = await openDuckDB({ memoryLimit: `${bytes}B`, tempFolder: spill.path })
  signal.throwIfAborted()
  signal.addEventListener('abort', () => db.interrupt())
  try {
    return await work(db)
  } catch (error) {
    if ((error as Error).message.startsWith('Out of Memory'))
      throw new UserError('memoryTooSmall', { memory })
    throw error
  }
}
