import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { eventLog, PACKED_LOGS } from '../../../tests/event-logs.ts'
import { ByteReader } from '../byte-reader.ts'
import { DamagedLog } from '../damage.ts'
import { MOST_MAGIC } from './codec.ts'
import { CODECS } from './registry.ts'

const TEXT = eventLog('rdd')
/** The same log, as Spark's own codecs wrote it, flushed every twelve lines. */
const packed = (codec: string) => readFileSync(join(PACKED_LOGS, `log.${codec}`))

/** Reads bytes that come in small pieces, so that headers are torn apart. */
async function read(bytes: Buffer, pieceBytes = 1000) {
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  )
  const reader = new ByteReader(Readable.from(pieces))
  const start = await reader.peek(MOST_MAGIC)
  const codec = CODECS.find((each) => each.matches(start))
  const chunks: Buffer[] = []
  try {
    for await (const chunk of codec?.decompress(reader) ?? []) chunks.push(chunk)
    return { codec: codec?.name, text: Buffer.concat(chunks), damage: undefined }
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error
    return { codec: codec?.name, text: Buffer.concat(chunks), damage: error.damage.kind }
  }
}

const FILES: [string, Buffer][] = [
  ...['lz4', 'snappy', 'lzf', 'zstd'].map((codec): [string, Buffer] => [codec, packed(codec)]),
  ['gzip', gzipSync(TEXT)],
  ['plain', TEXT],
]

describe.each(FILES)('a log compressed with %s', (codec, bytes) => {
  it('is known by its first bytes, and read whole', async () =>
    expect(await read(bytes)).toEqual({ codec, text: TEXT, damage: undefined }))

  it('is read in pieces of any size', async () => {
    for (const pieceBytes of [1, 7, 100_000])
      expect((await read(bytes, pieceBytes)).text.equals(TEXT)).toBe(true)
  })

  it('gives, where it is cut, only what was written before', async () => {
    for (const share of [0.2, 0.5, 0.9]) {
      const { text } = await read(bytes.subarray(0, Math.floor(bytes.length * share)))
      expect(TEXT.subarray(0, text.length).equals(text)).toBe(true)
    }
  })
})

it.each(FILES.filter(([codec]) => codec !== 'plain'))('a cut in %s is damage', async (_, bytes) =>
  expect((await read(bytes.subarray(0, -3))).damage).toBe('truncated'),
)

it.each(FILES.filter(([codec]) => codec !== 'plain'))(
  'noise in %s is no text of its own making',
  async (_, bytes) => {
    const noisy = Buffer.from(bytes)
    noisy.fill(0xff, 2000, 2100)
    const { damage, text } = await read(noisy)
    expect(damage ?? (text.equals(TEXT) ? 'whole' : 'other text')).not.toBe('whole')
  },
)

it('every frame of zstd is read, and those without data are passed over', async () => {
  const skippable = Buffer.from([0x55, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
  const frames = [
    zstdCompressSync(Buffer.from('{"a":1}\n')),
    skippable,
    zstdCompressSync(Buffer.from('{"b":2}\n')),
  ]
  expect((await read(Buffer.concat(frames))).text.toString()).toBe('{"a":1}\n{"b":2}\n')
})

it('a frame that is far larger than its bytes comes in pieces', async () => {
  const size = 64 * 2 ** 20
  const { text } = await read(zstdCompressSync(Buffer.alloc(size, 'a')))
  expect(text.length).toBe(size)
})

it('several members of gzip are one log', async () =>
  expect((await read(Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"b":2}\n')]))).text.toString()).toBe(
    '{"a":1}\n{"b":2}\n',
  ))

it('other files have no codec', async () =>
  expect((await read(Buffer.from('# A page of text'))).codec).toBeUndefined())
