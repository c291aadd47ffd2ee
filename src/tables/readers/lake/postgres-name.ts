import { UserError } from '../../../errors.ts'
import { URI_PASSWORD } from '../../../text/uri-password.ts'

/** A table of PostgreSQL, or a query. */
export interface PostgresName {
  /** As libpq takes it, without what the user chose of it. */
  address: string
  /** Parts of the table's name; empty where a query was given. */
  table: string[]
  query: string | null
}

const PREFIX = 'jdbc:'
const NAME = /^jdbc:(postgresql:\/\/[^/#?]*\/[^#?]+(?:\?[^#]*)?)#(.+)$/s
const QUERY = /^\s*(?:select|with|table|values)\s/i
const PASSWORD = /[?&](?:password|passwd)=/i

export const isPostgresName = (path: string): boolean => path.startsWith(PREFIX)

/**
 * Reads `jdbc:postgresql://db:5432/shop#sales.orders`, or the same with a query after `#`.
 *
 * @throws UserError `jdbcNameInvalid`, `jdbcPasswordInline`
 */
export function parsePostgresName(path: string): PostgresName {
  if (URI_PASSWORD.test(path) || PASSWORD.test(path)) throw new UserError('jdbcPasswordInline', undefined)
  const [, address, chosen] = NAME.exec(path) ?? []
  if (address === undefined || chosen === undefined) throw new UserError('jdbcNameInvalid', { path })
  if (QUERY.test(chosen)) return { address, table: [], query: chosen.replace(/;\s*$/, '') }
  return { address, table: chosen.split('.'), query: null }
}
