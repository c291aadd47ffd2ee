import { UserError } from '../errors.ts'

/** Names of what an aborted signal throws. */
const INTERRUPTIONS = ['AbortError', 'Interrupted']

/**
 * What DuckDB says of a file that it can't read.
 *
 * @throws the error itself where it is none about a file: an interruption, too little memory, or a UserError already
 */
export function complaint(error: unknown): string {
  const { name, message } = error as Error
  if (error instanceof UserError || INTERRUPTIONS.includes(name)) throw error
  if (/^(INTERRUPT|Out of Memory)/.test(message)) throw error
  const [first = message] = message.split('\n')
  const cause = /CSV Error/.test(first) ? /\n([^\n]+)\n+Possible /.exec(message)?.[1] : undefined
  const line = [first, ...(cause ? [cause] : [])].join(': ').replace(/[. ]+$/, '')
  // DuckDB goes on with twenty lines of guesses.
  return line.includes('Error when sniffing file')
    ? `${line}: its lines have different numbers of values or different line endings, or a quote is not closed`
    : line
}

/** DuckDB's error about a file as the user's. */
export function unreadable(path: string, error: unknown): UserError {
  const detail = complaint(error)
  const isOfCsv = /\bCSV Error\b|Error when sniffing file/.test(detail)
  return new UserError(isOfCsv ? 'csvUnreadable' : 'sourceUnreadable', { path, detail })
}

/** Parquet holds timestamps in milliseconds that DuckDB has no microseconds for: beyond the year 294247. */
const READ_ERROR = /^(?:(?:Invalid|IO) (?:Input )?Error|Conversion Error: Could not convert Timestamp\()/

/**
 * What failed while a file's rows were read: damage within it as the user's error; anything else, such as too little
 * memory or no space to spill to, as it is.
 */
export function asReadError(path: string, error: unknown): unknown {
  const { message } = error as Error
  const isOfData = READ_ERROR.test(message) && !message.includes('No space left')
  return isOfData ? unreadable(path, error) : error
}
