import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { ask } from '../../../files/ask-python.ts'
import { cacheFolder } from '../../../files/cache.ts'
import { catalogSettings } from './catalog-settings.ts'
import type { LakeTable } from './lake-name.ts'
import type { Lakes } from './lakes.ts'

const READER = fileURLToPath(new URL('./read_table.py', import.meta.url))

const names = z.array(z.string())
const answerSchema = z.union([
  z.strictObject({ failure: z.literal('library'), detail: z.string() }),
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
  const { secrets, ...question } = await questionOf(table, lakes)
  const cache = `pycache_prefix=${join(cacheFolder(), 'python')}`
  const script = { args: ['-X', cache, READER], cwd: lakes.folder, env: lakes.env, signal }
  const tried: { python: string; detail: string }[] = []
  for (const python of lakes.pythons) {
    const answer = await ask(python, script, { ...question, secrets, folder }).catch((error: Error) => {
      signal?.throwIfAborted()
      if ('code' in error) return { failure: 'library', detail: 'it could not be started' }
      return { failure: 'unread', detail: error.message }
    })
    const read = answerSchema.parse(answer)
    if (!('failure' in read)) return read
    if (read.failure !== 'library') throw mistakeOf(read, path, table, lakes)
    tried.push({ python, detail: read.detail })
  }
  throw new UserError('lakeLibraryMissing', { path, format: table.format, tried })
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
