import { Readable } from 'node:stream'
import { createZstdDecompress, zstdDecompressSync } from 'node:zlib'
import type { ByteReader } from '../byte-reader.ts'
import { corrupt } from '../damage.ts'
import type { Codec } from './codec.ts'
import { CHUNK_BYTES, inflated } from './inflated.ts'

const MAGIC = 0xfd2fb528
/** Of frames that hold no data: 0x184D2A50 to 0x184D2A5F. */
const [SKIPPABLE, SKIPPABLE_MASK] = [0x184d2a50, 0xfffffff0]
const [WORD, BLOCK_HEADER, CHECKSUM] = [4, 3, 4]
/** Bytes of a frame, and of its data. */
const [MOST_AT_ONCE, MOST_DATA_AT_ONCE] = [2 ** 18, 2 ** 24]
/** A block of one byte, repeated. */
const RUN = 1

/**
 * Zstandard (RFC 8878) with any number of frames, one behind the other. Node's own decompressor ends after the first one,
 * so the end of each frame is found here, by the headers of its blocks.
 */
export const ZSTD: Codec = {
  name: 'zstd',
  matches: (start) => start.length >= WORD && isFrame(start.readUInt32LE(0)),
  async *decompress(reader) {
    while (!(await reader.isAtEnd())) {
      const word = (await reader.take(WORD)).readUInt32LE(0)
      if (!isFrame(word)) throw corrupt('bytes behind a zstd frame are not a frame')
      if (word === MAGIC) yield* frameData(frameBytes(reader))
      else await reader.take((await reader.take(WORD)).readUInt32LE(0))
    }
  },
}

const isFrame = (word: number): boolean => word === MAGIC || (word & SKIPPABLE_MASK) >>> 0 === SKIPPABLE

/** At once where that is little, since a stream for each frame costs more than most frames themselves. */
async function* frameData(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const start: Buffer[] = []
  let size = 0
  while (size <= MOST_AT_ONCE) {
    const next = await bytes.next()
    if (next.done) break
    start.push(next.value)
    size += next.value.length
  }
  const data = size <= MOST_AT_ONCE ? dataAtOnce(Buffer.concat(start)) : undefined
  if (data) yield data
  else yield* inflated(Readable.from(joined(start, bytes)), createZstdDecompress({ chunkSize: CHUNK_BYTES }))
}

/** Undefined of a frame that is damaged, or larger than a piece may be: as a stream, it gives as much as it has. */
function dataAtOnce(frame: Buffer): Buffer | undefined {
  try {
    return zstdDecompressSync(frame, { maxOutputLength: MOST_DATA_AT_ONCE })
  } catch {
    return undefined
  }
}

async function* joined(start: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* start
  yield* rest
}

/** A frame whose magic number was taken: that and its header, then a block at a time. */
async function* frameBytes(reader: ByteReader): AsyncGenerator<Buffer> {
  const start = Buffer.alloc(WORD + 1)
  start.writeUInt32LE(MAGIC)
  const descriptor = (await reader.take(1)).readUInt8(0)
  start.writeUInt8(descriptor, WORD)
  yield Buffer.concat([start, await reader.take(headerBytes(descriptor))])
  for (let isLast = false; !isLast; ) {
    const header = await reader.take(BLOCK_HEADER)
    const word = header.readUIntLE(0, BLOCK_HEADER)
    const [type, length] = [(word >> 1) & 3, word >> 3]
    yield header
    yield await reader.take(type === RUN ? 1 : length)
    isLast = (word & 1) === 1
  }
  if (descriptor & 4) yield await reader.take(CHECKSUM)
}

/** Bytes of a frame's header behind its descriptor: window, dictionary, size of the content. */
function headerBytes(descriptor: number): number {
  const isSingle = (descriptor >> 5) & 1
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const content = [isSingle, 2, 4, 8][descriptor >> 6] ?? 0
  return 1 - isSingle + dictionary + content
}
