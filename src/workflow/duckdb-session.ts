import { join } from 'node:path'
import type { Context } from '../context.ts'
import { type DuckDB, openDuckDB } from '../duckdb/open.ts'
import { invalidOption, UserError } from '../errors.ts'
import { scratchFolder } from '../files/scratch.ts'
import { parseBytes } from '../model/units/bytes.ts'

/** Where the DuckDB of {@link openForOutputs} spills to. */
export const spillFolder = (folder: string): string => join(folder, '.parity')

/** A DuckDB that reads outputs of a run, spills into that run's folder, and stops on Ctrl-C. */
export const openForOutputs = (folder: string, signal: AbortSignal): Promise<DuckDB> =>
  openDuckDB({ memoryLimit: '2GB', tempFolder: spillFolder(folder), signal })

/** DuckDB's limit is for its buffers; what it needs beside them, and this process itself, are the rest. */
const BUFFERS = 0.7

/**
 * Works with a DuckDB that spills to a folder of its own and stops on Ctrl-C; all of this process keeps to so much memory.
 * The folder is removed afterwards.
 *
 * @param memory as the user wrote it: `2GB`
 */
export async function withDuckDB<T>(
  memory: string,
  { signal }: Context,
  work: (db: DuckDB, scratch: string) => Promise<T>,
): Promise<T> {
  const bytes = parseBytes(memory)
  if (bytes === undefined || bytes <= 0)
    throw invalidOption('--memory', memory, 'bytes such as 2GB or 512MiB')
  await using spill = await scratchFolder()
  await using db = await openDuckDB({
    memoryLimit: `${Math.floor(BUFFERS * bytes)}B`,
    tempFolder: spill.path,
    signal,
  })
  try {
    return await work(db, spill.path)
  } catch (error) {
    if ((error as Error).message.startsWith('Out of Memory'))
      throw new UserError('memoryTooSmall', { memory })
    throw error
  }
}
