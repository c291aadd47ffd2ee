import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Codec } from './codec.ts'
import { CHUNK_BYTES, inflated } from './inflated.ts'

const MAGIC = Buffer.from([0x1f, 0x8b])

/** As Databricks writes rolled logs; a file may have several members. */
export const GZIP: Codec = {
  name: 'gzip',
  matches: (start) => start.subarray(0, MAGIC.length).equals(MAGIC),
  decompress: (reader) => inflated(Readable.from(reader.rest()), createGunzip({ chunkSize: CHUNK_BYTES })),
}
