import type { Codec } from './codec.ts'
import { GZIP } from './gzip.ts'
import { LZ4 } from './lz4.ts'
import { LZF } from './lzf.ts'
import { PLAIN } from './plain.ts'
import { SNAPPY } from './snappy.ts'
import { ZSTD } from './zstd.ts'

/** Tried in this order on a file's first bytes; what a file is called says nothing. */
export const CODECS: readonly Codec[] = [ZSTD, LZ4, SNAPPY, LZF, GZIP, PLAIN]
