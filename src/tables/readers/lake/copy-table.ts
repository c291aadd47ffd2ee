import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { askLibrary, type Question } from './ask-library.ts'
import { catalogSettings } from './catalog-settings.ts'
import { placedFiles } from './iceberg-files.ts'
import type { LakeTable } from './lake-name.ts'
import type { LakeAccess } from './lakes.ts'

const names = z.array(z.string())
const failure = z.union([
  z.strictObject({ failure: z.literal('undeclared') }),
  z.strictObject({ failure: z.literal('catalog'), detail: z.string() }),
  z.strictObject({
    failure: z.literal('missing'),
    tables: names.default([]),
    namespaces: names.default([]),
    catalogs: names.default([]),
  }),
  z.strictObject({ failure: z.literal('version'), found: names }),
  z.strictObject({ failure: z.literal('unread'), detail: z.string() }),
])
type Failure = z.infer<typeof failure>

const layout = z.strictObject({
  fields: z.array(z.strictObject({ name: z.string(), id: z.int().nullable(), required: z.boolean() })),
  partition: names,
  sort: names,
})
const changed = z.int().min(0).nullable()
const written = z.strictObject({
  operations: names,
  older: z.int(),
  rows: z.array(z.strictObject({ inserted: changed, updated: changed, deleted: changed })).exactOptional(),
})
const protocol = z.strictObject({ reader: z.int(), writer: z.int(), features: names })
const copied = z.strictObject({
  files: z.int(),
  bytes: z.int(),
  version: z.string().nullable(),
  layout,
  written: written.nullable().optional(),
  protocol: protocol.exactOptional(),
  placed: placedFiles.optional(),
})
const versioned = z.strictObject({ version: z.string().nullable() })

/**
 * What was copied: data files of the table and their bytes, and the snapshot, null where it has none yet; what was written
 * since another one is null where nobody can tell. Where `placed` is, it says how the files in the folder are read; else
 * they are the rows.
 */
export type Copied = z.infer<typeof copied>

/** Where a table is copied to, and what it takes. */
export interface Copying {
  folder: string
  lakes: LakeAccess
  signal: AbortSignal | undefined
  /** The snapshot before what is to be told, null where there was none; undefined where nothing is. */
  since?: string | null | undefined
  /** Whether a library writes the rows out, though data files may do as they are. */
  isDecoded?: boolean
}

/**
 * Copies a table, as it is in one snapshot, to Parquet files in a folder that is there. The first Python that has the
 * library reads it.
 *
 * @param path as the user gave it
 * @throws UserError
 */
export async function copyTable(path: string, table: LakeTable, copying: Copying): Promise<Copied> {
  const { folder, lakes, signal, since, isDecoded = false } = copying
  const asked = { task: 'read', folder, decoded: isDecoded, ...(since !== undefined && { since }) } as const
  return askOfTable(path, table, asked, copied, { lakes, signal })
}

/**
 * The snapshot or version that a table has now; null where it has none yet.
 *
 * @param path as the user gave it
 * @throws UserError
 */
export async function currentVersion(
  path: string,
  table: LakeTable,
  by: Pick<Copying, 'lakes' | 'signal'>,
): Promise<string | null> {
  return (await askOfTable(path, table, { task: 'version' }, versioned, by)).version
}

async function askOfTable<T extends object>(
  path: string,
  table: LakeTable,
  asked: Pick<Question, 'task'> & Readonly<Record<string, unknown>>,
  expected: z.ZodType<T>,
  { lakes, signal }: Pick<Copying, 'lakes' | 'signal'>,
): Promise<T> {
  const question = { ...(await questionOf(table, lakes)), ...asked }
  const answer = await askLibrary(path, question, lakes, signal)
  const parsed = z.union([expected, failure]).parse(answer)
  if ('failure' in parsed) throw mistakeOf(parsed as Failure, path, table, lakes)
  return parsed
}

async function questionOf(table: LakeTable, lakes: LakeAccess) {
  if (table.format === 'delta') return { ...table, secrets: [] }
  return { ...table, ...(await catalogSettings(table.catalog, lakes)) }
}

function mistakeOf(failure: Failure, path: string, table: LakeTable, { catalogs }: LakeAccess): UserError {
  const catalog = table.format === 'iceberg' ? table.catalog : ''
  switch (failure.failure) {
    case 'undeclared':
      return new UserError('catalogUnknown', { path, catalog, known: Object.keys(catalogs) })
    case 'catalog':
      return new UserError('catalogUnreachable', { catalog, detail: failure.detail })
    case 'missing': {
      const { tables, namespaces, catalogs: others } = failure
      return new UserError('lakeTableMissing', { path, catalog, tables, namespaces, others })
    }
    case 'version':
      return new UserError('lakeVersionMissing', {
        path,
        version: table.version ?? '',
        found: failure.found,
      })
    default:
      return new UserError('lakeTableUnread', { path, detail: failure.detail })
  }
}
