import { isLakeName } from './lake/lake-name.ts'
import type { Lakes } from './lake/lakes.ts'
import { isPostgresName } from './lake/postgres-name.ts'
import type { FileFormat, StoreLocation } from './reader.ts'

/** Formats of files. */
export const FILE_FORMATS: readonly FileFormat[] = [
  {
    format: 'parquet',
    extensions: ['parquet', 'pq'],
    reader: async () => (await import('./parquet/parquet.ts')).parquet,
  },
  { format: 'csv', extensions: ['csv'], reader: async () => (await import('./csv/csv.ts')).csv },
  { format: 'csv', extensions: ['tsv'], reader: async () => (await import('./csv/csv.ts')).tsv },
  {
    format: 'json',
    extensions: ['json', 'jsonl', 'ndjson'],
    leavesOutNulls: true,
    reader: async () => (await import('./json/json.ts')).json,
  },
]

type FindStore = (path: string, lakes: Lakes | undefined) => Promise<StoreLocation | undefined>

/** What finds tables that are no files of rows: undefined where a path names none of its own. */
export const STORES: readonly FindStore[] = [
  async (path, lakes) =>
    isLakeName(path) ? (await import('./lake/locate-lake.ts')).locateLake(path, lakes) : undefined,
  async (path, lakes) =>
    isPostgresName(path)
      ? (await import('./lake/locate-postgres.ts')).locatePostgres(path, lakes)
      : undefined,
  async (path) => (await import('./database.ts')).locateDatabase(path),
]
