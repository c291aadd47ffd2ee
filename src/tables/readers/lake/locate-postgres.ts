import { z } from 'zod'
import type { DuckDB } from '../../../duckdb/open.ts'
import { UserError } from '../../../errors.ts'
import { listFiles } from '../../../files/disk.ts'
import type { TableSource } from '../../table.ts'
import { parquet } from '../parquet/parquet.ts'
import type { StoreLocation } from '../reader.ts'
import { askLibrary } from './ask-library.ts'
import { copyFolder, type Lakes } from './lakes.ts'
import { isPostgresName, type PostgresName, parsePostgresName } from './postgres-name.ts'

const answerSchema = z.union([
  z.strictObject({ done: z.literal(true) }),
  z.strictObject({ failure: z.literal('missing'), tables: z.array(z.string()) }),
  z.strictObject({ failure: z.enum(['database', 'unread']), detail: z.string() }),
])

/**
 * A table of PostgreSQL, or what a query gives: `jdbc:postgresql://db/shop#sales.orders`.
 *
 * @throws UserError `jdbcNameInvalid`, `jdbcPasswordInline`
 */
export function locatePostgres(path: string, lakes: Lakes | undefined): StoreLocation | undefined {
  if (!isPostgresName(path)) return undefined
  const name = parsePostgresName(path)
  const table = name.table.at(-1) ?? 'query'
  return {
    ...{ kind: 'store', path, table, paths: [] },
    async open(db) {
      if (!lakes) throw new UserError('remoteUnread', { path })
      return [{ table, source: await openCopy(db, path, name, lakes) }]
    },
  }
}

/** All of it is read in one transaction, so that no other writer changes it in between. */
async function openCopy(db: DuckDB, path: string, name: PostgresName, lakes: Lakes): Promise<TableSource> {
  const folder = await copyFolder(lakes, 'table')
  const secrets = [lakes.env.PGPASSWORD ?? ''].filter((secret) => secret !== '')
  const question = { task: 'read', format: 'postgresql', secrets, folder, ...name } as const
  const answer = answerSchema.parse(await askLibrary(path, question, lakes, db.signal))
  if ('failure' in answer) throw mistakeOf(answer, path, name)
  const files = await listFiles(folder)
  const { columns, relation } = await parquet.read(db, path, files, {})
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return {
    ...{ path, format: 'postgresql', relation, columns, files: files.length, bytes },
    ...{ leavesOutNulls: false, paths: [], recognised: [] },
  }
}

function mistakeOf(
  answer: Extract<z.infer<typeof answerSchema>, { failure: string }>,
  path: string,
  { address, table }: PostgresName,
): UserError {
  if (answer.failure === 'missing')
    return new UserError('databaseTableMissing', {
      path: `jdbc:${address}`,
      table: table.join('.'),
      found: answer.tables,
    })
  const code = answer.failure === 'database' ? 'databaseUnreachable' : 'remoteTableUnread'
  return new UserError(code, { path, detail: answer.detail })
}
