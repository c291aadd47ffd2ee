import { corrupt } from '../damage.ts'
import type { Codec } from './codec.ts'
import { copyWithin } from './copy-within.ts'

const MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
/** Version and compatible version. */
const VERSIONS = 8
const WORD = 4
const MOST_BYTES = 32 * 2 ** 20

/** Blocks as snappy-java's SnappyOutputStream writes them; each flushed stream begins with a header. */
export const SNAPPY: Codec = {
  name: 'snappy',
  matches: (start) => start.subarray(0, MAGIC.length).equals(MAGIC),
  async *decompress(reader) {
    while (!(await reader.isAtEnd())) {
      if ((await reader.peek(MAGIC.length)).equals(MAGIC)) await reader.take(MAGIC.length + VERSIONS)
      if (await reader.isAtEnd()) return
      const length = (await reader.take(WORD)).readUInt32BE(0)
      if (length > MOST_BYTES) throw corrupt('a snappy block is too large')
      yield unpacked(await reader.take(length))
    }
  },
}

/** A snappy block: its length as a varint, then literals and copies. */
function unpacked(source: Buffer): Buffer {
  let [from, to] = [0, 0]
  const little = (bytes: number): number => {
    if (from + bytes > source.length) throw corrupt('a snappy block ends early')
    from += bytes
    return source.readUIntLE(from - bytes, bytes)
  }
  const target = Buffer.allocUnsafe(varint(() => little(1)))
  const literal = (high: number): void => {
    const length = (high < 60 ? high : little(high - 59)) + 1
    if (from + length > source.length || to + length > target.length) throw corrupt('snappy literals overrun')
    source.copy(target, to, from, from + length)
    from += length
    to += length
  }
  while (from < source.length) {
    const tag = little(1)
    const [kind, high] = [tag & 3, tag >> 2]
    if (kind === 0) literal(high)
    else if (kind === 1) to = copyWithin(target, to, ((tag >> 5) << 8) | little(1), (high & 7) + 4)
    else to = copyWithin(target, to, little(kind === 2 ? 2 : 4), high + 1)
  }
  if (to !== target.length) throw corrupt('a snappy block has another length')
  return target
}

/** @param next takes a byte */
function varint(next: () => number): number {
  let value = 0
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = next()
    value |= (byte & 127) << shift
    if (byte < 128) {
      if (value > MOST_BYTES) break
      return value
    }
  }
  throw corrupt('a snappy block is too large')
}
