import { pipeline, type Readable, type Transform } from 'node:stream'
import { corrupt, DamagedLog, truncated } from '../damage.ts'

/** Of what a decompressor gives at once: each piece has a cost of its own. */
export const CHUNK_BYTES = 2 ** 18

/** What a decompressor of Node makes of a stream. @throws DamagedLog where it fails, after what it had made */
export async function* inflated(source: Readable, decompressor: Transform): AsyncGenerator<Buffer> {
  // The error itself reaches whoever reads the decompressor.
  pipeline(source, decompressor, () => undefined)
  try {
    for await (const chunk of decompressor) yield chunk
  } catch (error) {
    if (error instanceof DamagedLog) throw error
    throw isCut(error) ? truncated() : corrupt(error instanceof Error ? error.message : String(error))
  }
}

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  /unexpected end|Z_BUF_ERROR/.test(`${error.message} ${'code' in error ? error.code : ''}`)
