import type { DuckDB } from '../../duckdb/open.ts'
import { UserError } from '../../errors.ts'
import type { TableSource } from '../../tables/table.ts'
import { didYouMean } from '../../text/nearest.ts'

/** SQL of the user's own, and around it what makes a statement of it. */
export interface OwnSql {
  option: string
  /** What it reads. */
  source: Pick<TableSource, 'path' | 'format' | 'columns'>
  before: string
  sql: string
  after: string
}

/** What DuckDB says of a statement where it is asked for JSON. */
interface Refusal {
  exception_type: string
  exception_message: string
  /** Of the error in the statement, in bytes. */
  position?: string
  /** The column that is not there. */
  name?: string
  error_subtype?: string
}

/**
 * Has DuckDB plan a statement, and reads no row.
 *
 * @throws UserError `sqlRefused` with the place in the user's own part
 */
export async function checkSql(db: DuckDB, own: OwnSql): Promise<void> {
  await db.run('SET errors_as_json = true')
  try {
    await db.rows(`EXPLAIN ${own.before}${own.sql}${own.after}`)
  } catch (error) {
    const refusal = refusalIn(error)
    throw refusal ? refused(own, refusal) : error
  } finally {
    await db.run('RESET errors_as_json')
  }
}

function refusalIn(error: unknown): Refusal | undefined {
  const [json] = /\{.*\}$/s.exec(String((error as Error).message)) ?? []
  return json === undefined ? undefined : (JSON.parse(json) as Refusal)
}

function refused(own: OwnSql, refusal: Refusal): UserError {
  const { option, source } = own
  const [first = ''] = refusal.exception_message.split('\n')
  const problem = isAtEnd(own, refusal) ? 'it ends too early' : first.replace(/[.!]$/, '')
  return new UserError('sqlRefused', {
    option,
    path: source.path,
    problem,
    excerpt: excerptOf(own, refusal),
    fix: fixFor(own, refusal),
  })
}

/** Where in the user's own part an error is, in bytes. */
const placeOf = ({ before }: OwnSql, { position }: Refusal): number | undefined =>
  position === undefined ? undefined : Number(position) - Buffer.byteLength(`EXPLAIN ${before}`)

const isAtEnd = (own: OwnSql, refusal: Refusal): boolean =>
  refusal.error_subtype === 'SYNTAX_ERROR' && (placeOf(own, refusal) ?? 0) >= Buffer.byteLength(own.sql)

/** The line that the error is in, and a caret below its place. */
function excerptOf(own: OwnSql, refusal: Refusal): string[] {
  const { sql } = own
  const place = placeOf(own, refusal)
  if (place === undefined) return sql.split('\n')
  const until = Buffer.from(sql).subarray(0, Math.max(0, place)).toString()
  const [line, column] = [until.split('\n').length - 1, until.split('\n').at(-1)?.length ?? 0]
  return [sql.split('\n')[line] ?? '', `${' '.repeat(column)}^`]
}

function fixFor({ source: { format, columns } }: OwnSql, refusal: Refusal): string {
  const { exception_message: message, error_subtype: kind, name = '' } = refusal
  const names = columns.map((column) => column.name)
  if (kind === 'COLUMN_NOT_FOUND') return `Its columns: ${names.join(', ')}${didYouMean(name, names)}.`
  if (format === 'csv' && message.includes('VARCHAR'))
    return 'Columns of CSV files are text. Cast them: id::int > 5.'
  return "Write it in DuckDB's SQL."
}
