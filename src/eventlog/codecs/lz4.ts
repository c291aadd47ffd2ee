import { corrupt } from '../damage.ts'
import type { Codec } from './codec.ts'
import { copyWithin } from './copy-within.ts'

const MAGIC = Buffer.from('LZ4Block')
/** Magic number, token, both lengths and a checksum, which is not tested. */
const HEADER = MAGIC.length + 1 + 3 * 4
const [RAW, COMPRESSED] = [0x10, 0x20]
/** lz4-java makes none that is larger. */
const MOST_BYTES = 32 * 2 ** 20
/** A match has at least so many bytes. */
const LEAST_MATCH = 4

/** Blocks as lz4-java's LZ4BlockOutputStream writes them; an empty one ends each flushed stream. */
export const LZ4: Codec = {
  name: 'lz4',
  matches: (start) => start.subarray(0, MAGIC.length).equals(MAGIC),
  async *decompress(reader) {
    while (!(await reader.isAtEnd())) {
      const header = await reader.take(HEADER)
      if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw corrupt('an lz4 block has no magic number')
      const method = header.readUInt8(MAGIC.length) & 0xf0
      const [packed, length] = [header.readUInt32LE(MAGIC.length + 1), header.readUInt32LE(MAGIC.length + 5)]
      if (Math.max(packed, length) > MOST_BYTES) throw corrupt('an lz4 block is too large')
      const bytes = await reader.take(packed)
      if (method === RAW) yield bytes
      else if (method === COMPRESSED) yield unpacked(bytes, length)
      else throw corrupt('an lz4 block has an unknown method')
    }
  },
}

/** An LZ4 block: runs of literals, each followed by a copy of what came before. */
function unpacked(source: Buffer, length: number): Buffer {
  const target = Buffer.allocUnsafe(length)
  let [from, to] = [0, 0]
  /** A length that begins in four bits of the token. */
  const lengthOf = (bits: number): number => {
    let sum = bits
    if (bits < 15) return sum
    for (let byte = 255; byte === 255; ) {
      byte = source[from++] ?? 0
      sum += byte
    }
    return sum
  }
  while (from < source.length) {
    const token = source[from++] ?? 0
    const literals = lengthOf(token >> 4)
    if (from + literals > source.length || to + literals > length) throw corrupt('lz4 literals overrun')
    source.copy(target, to, from, from + literals)
    from += literals
    to += literals
    if (from >= source.length) break
    const distance = (source[from] ?? 0) | ((source[from + 1] ?? 0) << 8)
    from += 2
    to = copyWithin(target, to, distance, lengthOf(token & 15) + LEAST_MATCH)
  }
  if (to !== length) throw corrupt('an lz4 block has another length')
  return target
}
