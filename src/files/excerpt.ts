import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { ifThere } from './disk.ts'

const MOST_BYTES = 64 * 1024

/** A FIFO in a file's place would wait for a writer. */
const openAtOnce = (path: string) => open(path, constants.O_RDONLY | constants.O_NONBLOCK)

/** The text of a file; undefined where there is none, or another thing in its place. */
export async function readWhole(path: string): Promise<string | undefined> {
  await using file = await ifThere(openAtOnce(path))
  return (await file?.stat())?.isFile() ? await file?.readFile('utf8') : undefined
}

/**
 * The beginning of a file that an engine wrote, however long it is; empty where the engine removed it, or put another
 * thing into its place.
 */
export const readStart = (path: string, most = MOST_BYTES): Promise<string> => readPart(path, most, () => 0)

/** The end of one, likewise. */
export const readEnd = (path: string, most = MOST_BYTES): Promise<string> =>
  readPart(path, most, (bytes) => Math.max(0, bytes - most))

async function readPart(path: string, most: number, from: (bytes: number) => number): Promise<string> {
  await using file = await openAtOnce(path).catch(() => undefined)
  const found = await file?.stat()
  if (!file || !found?.isFile()) return ''
  const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, from(found.size))
  return buffer.toString('utf8', 0, bytesRead)
}
