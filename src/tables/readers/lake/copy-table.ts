import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { askLibrary } from './ask-library.ts'
import { catalogSettings } from './catalog-settings.ts'
import type { LakeTable } from './lake-name.ts'
import type { Lakes } from './lakes.ts'

const names = z.array(z.string())
const answerSchema = z.union([
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
  z.strictObject({ files: z.int(), bytes: z.int(), version: z.string().nullable() }),
])

/** What was copied: data files of the table and their bytes, and the snapshot; null where it has none yet. */
export interface Copied {
  files: number
  bytes: number
  version: string | null
}
type Failure = Exclude<z.infer<typeof answerSchema>, Copied>

/**
 * Copies a table, as it is in one snapshot, to Parquet files in a folder that is there. The first Python that has the
 * library reads it.
 *
 * @param path as the user gave it
 * @throws UserError
 */
export async function copyTable(
  path: string,
  table: LakeTable,
  { folder, lakes, signal }: { folder: string; lakes: Lakes; signal: AbortSignal | undefined },
): Promise<Copied> {
  const question = { ...(await questionOf(table, lakes)), task: 'read' as const, folder }
  const answer = answerSchema.parse(await askLibrary(path, question, lakes, signal))
  if ('failure' in answer) throw mistakeOf(answer, path, table, lakes)
  return answer
}

async function questionOf(table: LakeTable, lakes: Lakes) {
  if (table.format === 'delta') return { ...table, secrets: [] }
  return { ...table, ...(await catalogSettings(table.catalog, lakes)) }
}

function mistakeOf(failure: Failure, path: string, table: LakeTable, { catalogs }: Lakes): UserError {
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
