import type { ByteReader } from '../byte-reader.ts'

/** How a log's bytes are compressed. */
export interface Codec {
  name: string
  /** Whether a file that begins so is compressed in this way. */
  matches(start: Buffer): boolean
  /** What was compressed, in pieces of bounded size. @throws DamagedLog after all that could be read */
  decompress(reader: ByteReader): AsyncIterable<Buffer>
}

/** Bytes of a file's beginning that tell its codec. */
export const MOST_MAGIC = 16
