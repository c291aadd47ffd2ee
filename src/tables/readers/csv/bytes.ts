import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { DuckDB } from '../../../duckdb/open.ts'
import { UserError } from '../../../errors.ts'
import type { FileEntry } from '../../../files/disk.ts'
import { complaint } from '../../read-error.ts'
import { fileList } from '../reader.ts'
import { type Dialect, readLines } from './options.ts'

const COMPRESSED = /\.(?:gz|zst)$/i
const BACKSLASH = 0x5c

/**
 * The encoding of files: as declared, or UTF-16 where they begin with its mark.
 *
 * @throws UserError `csvUnreadable` where bytes are in the order that DuckDB takes for an empty file
 */
export async function encodingOf(
  path: string,
  files: readonly FileEntry[],
  declared: string | undefined,
): Promise<string> {
  const [file] = files
  if (!file || COMPRESSED.test(file.path)) return declared ?? 'utf-8'
  const [first = 0, second = 0] = await firstBytes(file.path)
  const isBigEndian = (first === 0xfe && second === 0xff) || (declared === 'utf-16' && first === 0)
  if (isBigEndian)
    throw new UserError('csvUnreadable', {
      path,
      detail: 'it is big-endian UTF-16, which is not supported. Write it in UTF-8',
    })
  return declared ?? (first === 0xff && second === 0xfe ? 'utf-16' : 'utf-8')
}

async function firstBytes(path: string): Promise<Buffer> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
  return buffer.subarray(0, bytesRead)
}

/** Whether there is a backslash in any of the files. */
export async function haveBackslash(
  db: DuckDB,
  files: readonly FileEntry[],
  { encoding }: Dialect,
): Promise<boolean> {
  const packed = files.filter(({ path }) => COMPRESSED.test(path))
  for (const { path } of files)
    if (!COMPRESSED.test(path) && (await hasBackslash(path, db.signal))) return true
  if (packed.length === 0) return false
  try {
    const lines = readLines(fileList(packed), encoding)
    return (await db.rows(`SELECT 1 FROM ${lines} WHERE contains(column0, '\\') LIMIT 1`)).length > 0
  } catch (error) {
    complaint(error)
    return true
  }
}

async function hasBackslash(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, signal }))
    if ((chunk as Buffer).includes(BACKSLASH)) return true
  return false
}
