import { corrupt } from '../damage.ts'
import type { Codec } from './codec.ts'
import { copyWithin } from './copy-within.ts'

const MAGIC = Buffer.from('ZV')
const HEADER = MAGIC.length + 1 + 2
const [RAW, COMPRESSED] = [0, 1]
/** Below this, a control byte begins literals. */
const LEAST_COPY = 32

/** Chunks as compress-lzf's LZFOutputStream writes them. */
export const LZF: Codec = {
  name: 'lzf',
  matches: (start) =>
    start.length > MAGIC.length && start.subarray(0, MAGIC.length).equals(MAGIC) && start[2] === COMPRESSED,
  async *decompress(reader) {
    while (!(await reader.isAtEnd())) {
      const header = await reader.take(HEADER)
      const [method, length] = [header.readUInt8(MAGIC.length), header.readUInt16BE(MAGIC.length + 1)]
      if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw corrupt('an lzf chunk has no magic number')
      if (method === RAW) yield await reader.take(length)
      else if (method !== COMPRESSED) throw corrupt('an lzf chunk has an unknown method')
      else {
        const size = (await reader.take(2)).readUInt16BE(0)
        yield unpacked(await reader.take(length), size)
      }
    }
  },
}

/** A chunk: literals, and copies of what came before. */
function unpacked(source: Buffer, size: number): Buffer {
  const target = Buffer.allocUnsafe(size)
  let [from, to] = [0, 0]
  const next = (): number => source[from++] ?? 0
  while (from < source.length) {
    const control = next()
    if (control < LEAST_COPY) {
      const length = control + 1
      if (from + length > source.length || to + length > size) throw corrupt('lzf literals overrun')
      source.copy(target, to, from, from + length)
      from += length
      to += length
    } else {
      const high = control >> 5
      const length = high === 7 ? high + next() : high
      to = copyWithin(target, to, (((control & 31) << 8) | next()) + 1, length + 2)
    }
  }
  if (to !== size) throw corrupt('an lzf chunk has another length')
  return target
}
