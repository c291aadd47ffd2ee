import { basename } from 'node:path'
import type { FileFormat } from './reader.ts'
import { FILE_FORMATS } from './registry.ts'

const FORMATS = new Map(FILE_FORMATS.flatMap((format) => format.extensions.map((end) => [end, format])))
/** Ends of names of what is read. */
export const EXTENSIONS: readonly string[] = [...FORMATS.keys()]

/** Codecs as Spark and others write them before `.parquet` or `.orc`; DuckDB reads what the file itself says. */
const CODECS = 'snappy|gzip|gz|zstd|zst|lz4|lz4hadoop|lz4raw|lz4_raw|lzo|brotli|br|zlib|uncompressed'
const EXTENSION = new RegExp(
  `(?:\\.(?:${CODECS}))?\\.([^.]+?)(?:\\.(?:gz|zst|bz2|deflate|snappy|lz4|xz))?$`,
  'i',
)

/** What a file holds, by its name: `part-0.snappy.parquet` and `events.csv.gz` are Parquet and CSV. */
export const formatOf = (path: string): FileFormat | undefined =>
  unreadFormat(path) ? undefined : FORMATS.get(extensionOf(path))

const extensionOf = (path: string): string => EXTENSION.exec(basename(path))?.[1]?.toLowerCase() ?? ''

type Words = Record<string, string>
const UNREAD: Words = {
  orc: 'ORC',
  avro: 'Avro',
  arrow: 'Arrow IPC',
  feather: 'Feather',
  xlsx: 'Excel',
  xml: 'XML',
}
const PACKED: Words = { bz2: 'bzip2', deflate: 'deflate', snappy: 'Snappy', lz4: 'LZ4', xz: 'xz' }

/** The format that a file's name tells and that is not read, in words: `ORC`, `CSV compressed by bzip2`. */
export function unreadFormat(path: string): string | undefined {
  const last = /\.([^.]+)$/.exec(basename(path))?.[1]?.toLowerCase() ?? ''
  const compression = PACKED[last]
  const extension = extensionOf(path)
  const format = FORMATS.get(extension)
  if (!format) return compression ?? UNREAD[extension]
  return compression && `${format.extensions[0].toUpperCase()} compressed by ${compression}`
}

/** The table's name that a file's name gives: `events` for `events.csv.gz`. */
export const stemOf = (path: string): string => basename(path).replace(EXTENSION, '') || basename(path)

/** Where a table lies below a folder unless it is said: `events/`, `events.parquet`, `events.csv` … */
export const defaultPlaces = (table: string): string[] => [
  `${table}/`,
  ...new Set(FILE_FORMATS.map(({ format }) => `${table}.${format}`)),
]
