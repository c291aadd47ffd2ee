import { createHash, type Hash, hash } from 'node:crypto'
import { open } from 'node:fs/promises'

const CHUNK = 4 * 2 ** 20

/** Reads a file to its end and forgets it, so that it lies in the page cache; aborting the signal throws. */
export async function readThrough(path: string, signal: AbortSignal): Promise<void> {
  await eachChunk(path, () => signal.throwIfAborted())
}

/** Feeds a file's bytes to a hash; aborting the signal throws. */
export async function digestFile(path: string, hash: Hash, signal?: AbortSignal): Promise<void> {
  await eachChunk(path, (chunk) => {
    signal?.throwIfAborted()
    hash.update(chunk)
  })
}

/** SHA-256 of a file's bytes, in hex; aborting the signal throws. */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await digestFile(path, hash, signal)
  return hash.digest('hex')
}

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data)

async function eachChunk(path: string, use: (chunk: Uint8Array) => unknown): Promise<void> {
  await using file = await open(path)
  const buffer = Buffer.allocUnsafe(CHUNK)
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK)
    if (bytesRead === 0) return
    use(buffer.subarray(0, bytesRead))
  }
}
