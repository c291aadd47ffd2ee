import { basename, relative } from 'node:path'
import type { FileEntry } from '../files/disk.ts'

/** The files of one table, and the folder below which their names mean something: Hive keys, hidden names. */
export interface DataFiles {
  path: string
  /** Absolute. */
  root: string
  files: FileEntry[]
}

/** What a file holds, by its name. */
export type FileKind = 'parquet' | 'csv' | 'tsv' | 'json'

const KINDS: Record<string, FileKind> = {
  parquet: 'parquet',
  pq: 'parquet',
  csv: 'csv',
  tsv: 'tsv',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
}
/** Codecs as Spark and others write them before `.parquet` or `.orc`; DuckDB reads what the file itself says. */
const CODECS = 'snappy|gzip|gz|zstd|zst|lz4|lz4hadoop|lz4raw|lz4_raw|lzo|brotli|br|zlib|uncompressed'
const EXTENSION = new RegExp(
  `(?:\\.(?:${CODECS}))?\\.([^.]+?)(?:\\.(?:gz|zst|bz2|deflate|snappy|lz4|xz))?$`,
  'i',
)

/** `part-0.snappy.parquet` and `events.csv.gz` are Parquet and CSV. */
export const kindOf = (path: string): FileKind | undefined =>
  unreadFormat(path) ? undefined : KINDS[extensionOf(path)]

const extensionOf = (path: string): string => EXTENSION.exec(basename(path))?.[1]?.toLowerCase() ?? ''

const UNREAD: Record<string, string> = {
  orc: 'ORC',
  avro: 'Avro',
  arrow: 'Arrow IPC',
  feather: 'Feather',
  xlsx: 'Excel',
  xml: 'XML',
}
const UNREAD_COMPRESSIONS: Record<string, string> = {
  bz2: 'bzip2',
  deflate: 'deflate',
  snappy: 'Snappy',
  lz4: 'LZ4',
  xz: 'xz',
}

/** The format that a file's name tells and that is not read, in words: `ORC`, `CSV compressed by bzip2`. */
export function unreadFormat(path: string): string | undefined {
  const last = /\.([^.]+)$/.exec(basename(path))?.[1]?.toLowerCase() ?? ''
  const compression = UNREAD_COMPRESSIONS[last]
  const kind = KINDS[extensionOf(path)]
  if (compression && kind) return `${kind.toUpperCase()} compressed by ${compression}`
  return compression ?? UNREAD[extensionOf(path)]
}

/** The table's name that a file's name gives: `events` for `events.csv.gz`. */
export const stemOf = (path: string): string => basename(path).replace(EXTENSION, '') || basename(path)

/**
 * Whether a file's name, or that of a folder between it and `root`, begins with `_` or `.`, as no data's
 * does.
 */
export const isHidden = (root: string, path: string): boolean =>
  relative(root, path)
    .split('/')
    .some((part) => part.startsWith('_') || part.startsWith('.'))
