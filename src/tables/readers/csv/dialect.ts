import type { DuckDB } from '../../../duckdb/open.ts'
import { UserError } from '../../../errors.ts'
import type { FileEntry } from '../../../files/disk.ts'
import { describeRelation } from '../../columns/schema.ts'
import { complaint } from '../../read-error.ts'
import type { CsvHints } from '../csv-hints.ts'
import { fileList, fileLiteral } from '../reader.ts'
import { encodingOf, haveBackslash } from './bytes.ts'
import { areBothPossible } from './escape.ts'
import { type Dialect, readCsvText, readLines } from './options.ts'

/** A dialect, and in words what of it was neither declared nor the default, but is proven by the files. */
export interface SettledDialect {
  dialect: Dialect
  recognised: string[]
}

const QUOTE = '"'
const BACKSLASH = '\\'
const DELIMITERS = [',', ';', '|', '\t']

/**
 * Finds out how files are written: as declared, and where nothing is, by comma and doubled quotes, unless the files
 * can be read in one other way only.
 *
 * @throws UserError `csvAmbiguous`, `csvUnreadable`
 */
export async function settleDialect(
  db: DuckDB,
  path: string,
  files: readonly FileEntry[],
  hints: CsvHints,
  usual: string,
): Promise<SettledDialect> {
  const quote = hints.quote ?? QUOTE
  const dialect: Dialect = {
    delimiter: hints.delimiter ?? usual,
    quote,
    escape: hints.escape ?? quote,
    null: hints.null ?? '',
    encoding: await encodingOf(path, files, hints.encoding),
  }
  const others = hints.delimiter === undefined ? await otherDelimiters(db, files, dialect) : []
  const isEscapeOpen =
    hints.escape === undefined && hints.quote === undefined && (await haveBackslash(db, files, dialect))
  if (others.length === 0 && !isEscapeOpen) return { dialect, recognised: [] }
  const readings: Reading[] = []
  for (const delimiter of [dialect.delimiter, ...others]) {
    const [plain, escaped] = [
      { ...dialect, delimiter },
      { ...dialect, delimiter, escape: BACKSLASH },
    ]
    readings.push({
      plain: await attempt(db, files, plain),
      escaped: isEscapeOpen ? await attempt(db, files, escaped) : null,
    })
  }
  const found = await settleEscape(db, path, files, onlyReading(path, readings))
  return { dialect: found, recognised: inWords(found, dialect) }
}

/** Files as a dialect divides them, and as it does with a backslash before quotes, where that is possible. */
interface Reading {
  plain: Attempt
  escaped: Attempt | null
}

/** How many columns files have in a dialect, or why they are not valid in it. */
type Attempt = { dialect: Dialect } & ({ columns: number } | { columns: null; problem: string })

/** Reads all lines: one that is not valid may come last. */
async function attempt(db: DuckDB, files: readonly FileEntry[], dialect: Dialect): Promise<Attempt> {
  const all = readCsvText(fileList(files), dialect, 'header = false, hive_partitioning = false')
  try {
    await db.rows(`SELECT count(*) FROM ${all}`)
    return { dialect, columns: (await describeRelation(db, all)).length }
  } catch (error) {
    return { dialect, columns: null, problem: complaint(error) }
  }
}

/** The only reading that divides lines, else the usual one. */
function onlyReading(path: string, readings: readonly Reading[]): Reading {
  const dividing = readings.filter(({ plain, escaped }) => widthOf(plain) > 1 || widthOf(escaped) > 1)
  if (dividing.length > 1) {
    const delimiters = dividing.map(({ plain }) => shown(plain.dialect.delimiter))
    throw new UserError('csvAmbiguous', {
      path,
      how: `each line can be split by ${delimiters.join(' or by ')}`,
      key: 'delimiter',
      values: delimiters,
    })
  }
  const [found = readings[0]] = dividing
  if (!found) throw new Error(`No reading of ${path} was tried.`)
  return found
}

const widthOf = (found: Attempt | null): number => found?.columns ?? 0

/** Quotes are escaped by a backslash where the files can be read so and not otherwise. */
async function settleEscape(
  db: DuckDB,
  path: string,
  files: readonly FileEntry[],
  { plain, escaped }: Reading,
): Promise<Dialect> {
  if (plain.columns === null) {
    if (escaped && escaped.columns !== null) return escaped.dialect
    throw new UserError('csvUnreadable', { path, detail: plain.problem })
  }
  if (!escaped || escaped.columns === null) return plain.dialect
  const isOpen =
    plain.columns !== escaped.columns ||
    (await areBothPossible(db, files, plain.dialect, escaped.dialect, plain.columns))
  if (!isOpen) return plain.dialect
  throw new UserError('csvAmbiguous', {
    path,
    how: 'two backslashes within quotes mean one backslash (as Spark writes it) or two (as most other tools do)',
    key: 'escape',
    values: [shown(BACKSLASH), shown(QUOTE)],
  })
}

/** Delimiters that the first line has beside the usual one. */
async function otherDelimiters(
  db: DuckDB,
  [first]: readonly FileEntry[],
  { delimiter, encoding }: Dialect,
): Promise<string[]> {
  if (!first) return []
  const rows = await db.rows(
    `SELECT column0 AS line FROM ${readLines(fileLiteral(first.path), encoding)} LIMIT 1`,
  )
  const line = String(rows[0]?.line ?? '')
  return DELIMITERS.filter((each) => each !== delimiter && line.includes(each))
}

const shown = (character: string): string => `'${character === '\t' ? '\\t' : character}'`

const inWords = (found: Dialect, usual: Dialect): string[] => [
  ...(found.delimiter === usual.delimiter ? [] : [`delimiter ${shown(found.delimiter)}`]),
  ...(found.escape === usual.escape ? [] : [`escape ${shown(found.escape)}`]),
]
