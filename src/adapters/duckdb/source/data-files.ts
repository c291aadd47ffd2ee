import { basename, relative } from 'node:path'
import type { FileEntry } from '../../files/disk.ts'

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
const EXTENSION = /(?:\.(?:snappy|gzip|gz|zstd|zst|lz4|brotli))?\.([^.]+?)(?:\.(?:gz|zst))?$/i

/** `part-0.snappy.parquet` and `events.csv.gz` are Parquet and CSV. */
export const kindOf = (path: string): FileKind | undefined =>
  KINDS[EXTENSION.exec(basename(path))?.[1]?.toLowerCase() ?? '']

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
