import { csv, tsv } from './csv/csv.ts'
import { locateDatabase } from './database.ts'
import { json } from './json/json.ts'
import { parquet } from './parquet/parquet.ts'
import type { FileFormat, StoreLocation } from './reader.ts'

/** Formats of files. */
export const FILE_FORMATS: readonly FileFormat[] = [parquet, csv, tsv, json]

/** What finds tables that are no files of rows: undefined where a path names none of its own. */
export const STORES: readonly ((path: string) => Promise<StoreLocation | undefined>)[] = [locateDatabase]
