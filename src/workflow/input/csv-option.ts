import { invalidOption, type UserError } from '../../errors.ts'
import { type CsvDialect, csvDialect } from '../../model/config/csv-schema.ts'
import { splitList } from '../../text/text.ts'

const KEYS = Object.keys(csvDialect.shape).join(', ')

/**
 * The CSV dialect that an option's values declare, each a `key=value` such as `delimiter=;` or `columns=id,name`.
 *
 * @throws UserError `optionInvalid`
 */
export function parseCsvOption(option: string, texts: readonly string[] = []): CsvDialect {
  const pairs = texts.map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw invalidOption(option, text, `key=value, a key of ${KEYS}`)
    return [text.slice(0, at), text.slice(at + 1)] as const
  })
  const parsed = csvDialect.safeParse(
    Object.fromEntries(pairs.map(([key, value]) => [key, parsedValue(key, value)])),
  )
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const isUnknown = issue?.code === 'unrecognized_keys'
    const value = texts[pairs.findIndex(([key]) => key === issue?.path[0])] ?? texts.join(` ${option} `)
    const expected = isUnknown ? `key=value, a key of ${KEYS}` : issue?.message.replace(/^must be /, '')
    throw invalidOption(option, value, expected ?? KEYS)
  }
  return parsed.data
}

/** A dialect of what nobody reads would do nothing. */
export const idleCsv = (texts: readonly string[]): UserError =>
  invalidOption(
    '--csv',
    texts.join(' --csv '),
    'given with --output and a command: it says how the output is written',
  )

/** Names of columns would do nothing where no side's files lack a header. */
export function requireUse(...dialects: CsvDialect[]): void {
  const columns = dialects.find((dialect) => dialect.columns !== undefined)?.columns
  if (columns === undefined || dialects.some(({ header }) => header === false)) return
  throw invalidOption(
    '--csv',
    `columns=${columns.join(',')}`,
    'used with header=false: it names the columns of files without a header',
  )
}

function parsedValue(key: string, value: string): unknown {
  if (key === 'header') return value === 'true' || (value === 'false' ? false : value)
  if (key === 'columns') return splitList(value)
  return key === 'delimiter' && value === '\\t' ? '\t' : value
}
