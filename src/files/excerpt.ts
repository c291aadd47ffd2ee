import { open } from 'node:fs/promises'

const MOST_BYTES = 64 * 1024

/** The beginning of a file that an engine wrote, however long it is; empty where the engine removed it. */
export const readStart = (path: string): Promise<string> => readPart(path, () => 0)

/** The end of a file that an engine wrote, however long it is; empty where the engine removed it. */
export const readEnd = (path: string): Promise<string> =>
  readPart(path, (bytes) => Math.max(0, bytes - MOST_BYTES))

async function readPart(path: string, from: (bytes: number) => number): Promise<string> {
  await using file = await open(path).catch(() => undefined)
  if (!file) return ''
  const { size } = await file.stat()
  const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, from(size))
  return buffer.toString('utf8', 0, bytesRead)
}
