import { basename, resolve } from 'node:path'
import { openDuckDB } from '../duckdb/open.ts'
import { UserError } from '../errors.ts'
import { type FileEntry, listAll } from '../files/disk.ts'
import { matchedPaths } from '../files/glob.ts'
import { fillTemplate } from '../plan/template.ts'
import { looksTyped } from '../tables/readers/csv/first-row.ts'
import { formatOf } from '../tables/readers/names.ts'
import { isOfFolder, looseFiles, readColumns } from './columns.ts'
import { partitionOf } from './partitions.ts'

const MOST_FILES = 50

/** What an input that exists already shows. */
export interface InputPeek {
  /** The newest piece of it, where its path has a `{partition}`. */
  partition?: string
  /** Those that all files have, by `*`; by file name where no column is in all of them. */
  columns: Record<string, string[]>
}

/**
 * Looks at an input that may be here already: its newest partition, and the columns of its data files
 * that belong to no Delta table or the like.
 *
 * @param folder where a relative path begins
 * @returns undefined where nothing is there yet
 */
export async function peekInput(folder: string, template: string): Promise<InputPeek | undefined> {
  const pattern = resolve(folder, fillTemplate(template, { partition: '*' }))
  const matches = await matchedPaths(pattern)
  const hasPartition = template.includes('{partition}')
  const chosen = hasPartition ? matches.slice(-1) : matches
  const files = await listAll(chosen.map((path) => resolve(path)))
  const [match] = chosen
  if (match === undefined || files.length === 0) return undefined
  const partition = hasPartition ? partitionOf(match, resolve(folder, template)) : undefined
  const { loose } = await looseFiles(files)
  const columns = await columnsOf(loose.slice(0, MOST_FILES))
  return { columns, ...(partition !== undefined && { partition }) }
}

/** A CSV's first row need not hold names, nor a comma divide them. */
const looksLikeNoName = (column: string): boolean => looksTyped(column) || /[;|\t]/.test(column)

async function columnsOf(files: readonly FileEntry[]): Promise<Record<string, string[]>> {
  await using db = await openDuckDB()
  const found: Record<string, string[]> = {}
  try {
    for (const file of files) {
      const { path } = file
      const columns = (await readColumns(db, file)).filter((column) => !isOfFolder(column, path))
      if (formatOf(path)?.format === 'csv' && columns.some(looksLikeNoName)) continue
      const known = found[basename(path)]
      if (columns.length > 0)
        found[basename(path)] = known ? known.filter((each) => columns.includes(each)) : columns
    }
  } catch (error) {
    if (error instanceof UserError) return {}
    throw error
  }
  const [first = [], ...others] = Object.values(found)
  const common = first.filter((column) => others.every((columns) => columns.includes(column)))
  if (common.length > 0) return { '*': common }
  return Object.fromEntries(Object.entries(found).filter(([, columns]) => columns.length > 0))
}
