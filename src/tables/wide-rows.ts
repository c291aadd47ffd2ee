import type { DuckDB } from '../duckdb/open.ts'
import { identifier, literal } from '../duckdb/sql.ts'
import { UserError } from '../errors.ts'
import { type Column, type DataType, parseType } from '../types/data-type.ts'
import { type Settings, settingsOf } from './settings.ts'

/** Rows that DuckDB works on at a time, in each thread. */
const VECTOR = 2048
/** Texts that functions make are none of the buffers that its limit is for: as a part of that, what they may take beside it. */
const ROOM = 0.4
/** The same where a query that only reads runs alone, in one thread: it can do with smaller buffers. */
const ALONE = { room: 0.8, buffers: 0.4 }
const TOO_WIDE = 'a row is wider than was hoped'

/** Rows that a query reads, and what it makes of their texts. */
export interface Reading {
  /** What may follow FROM. */
  from: string
  columns: readonly Column[]
  /** How many times a row's texts are in memory at once, besides where they are read from. */
  copies: number
  /** Whether nothing else is kept in memory meanwhile, so that it can do with one thread and with smaller buffers. */
  isAlone?: true
}

/**
 * Runs a query that makes texts of rows so that these fit into memory, however small the file is that the rows unfold from.
 * Rows are taken to be narrow; where one is not, all are measured, and the query runs again: as it is, in one thread, or not
 * at all.
 *
 * @param query is given SQL for a condition that stops it at a row that is too wide
 * @throws UserError `rowsTooWide`
 */
export async function withRoom<T>(
  db: DuckDB,
  reading: Reading,
  query: (guard: string) => Promise<T>,
): Promise<T> {
  const width = bytesOf(reading.columns)
  if (width === undefined) return query('true')
  const { threads, limit } = await settingsOf(db)
  const room = ROOM * limit
  const narrow = Math.floor(room / (2 * reading.copies * VECTOR * threads))
  try {
    return await query(`CASE WHEN ${width} > ${narrow} THEN error(${literal(TOO_WIDE)}) ELSE true END`)
  } catch (error) {
    if (!(error as Error).message.includes(TOO_WIDE)) throw error
  }
  const needs = await measure(db, reading, width, narrow)
  if (needs(threads) <= room) return query('true')
  if (!reading.isAlone) throw new UserError('rowsTooWide', { needed: needs(threads), room })
  if (needs(1) > ALONE.room * limit)
    throw new UserError('rowsTooWide', { needed: needs(1), room: ALONE.room * limit })
  await set(db, { threads: 1, limit: Math.floor(ALONE.buffers * limit) })
  try {
    return await query('true')
  } finally {
    await set(db, { threads, limit })
  }
}

async function set(db: DuckDB, { threads, limit }: Settings): Promise<void> {
  await db.run(`SET threads = ${threads}`)
  await db.run(`SET memory_limit = '${limit}B'`)
}

/** Bytes that as many threads need at most for rows of which some are wide. */
async function measure(
  db: DuckDB,
  { from, copies }: Reading,
  width: string,
  narrow: number,
): Promise<(threads: number) => number> {
  const [row] = await db.rows(
    `SELECT max(w) AS widest, sum(w) FILTER (w > ${narrow}) AS wide FROM (SELECT ${width} AS w FROM ${from})`,
  )
  const [widest, wide] = [Number(row?.widest), Number(row?.wide)]
  return (threads) => {
    const atOnce = threads * VECTOR
    return copies * Math.min(wide + atOnce * narrow, atOnce * widest)
  }
}

/** SQL for the bytes of texts in a row; undefined where there are none. */
function bytesOf(columns: readonly Column[]): string | undefined {
  return sumOf(columns.map(({ name, type }) => bytesIn(identifier(name), parseType(type), 0)))
}

function bytesIn(value: string, type: DataType, depth: number): string | undefined {
  const item = `w${depth}`
  const each = (list: string, bytes: string | undefined) =>
    bytes && `list_sum(list_transform(${list}, lambda ${item}: ${bytes}))`
  switch (type.kind) {
    case 'text':
      return `strlen(${value})`
    case 'binary':
      return `octet_length(${value})`
    case 'list':
      return each(value, bytesIn(item, type.element, depth + 1))
    case 'struct':
      return sumOf(
        type.fields.map((field) =>
          bytesIn(`struct_extract(${value}, ${literal(field.name)})`, field.type, depth),
        ),
      )
    case 'map':
      return each(
        `map_entries(${value})`,
        sumOf(
          (['key', 'value'] as const).map((name) =>
            bytesIn(`struct_extract(${item}, '${name}')`, type[name], depth + 1),
          ),
        ),
      )
    default:
      return undefined
  }
}

function sumOf(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined)
  return known.length === 0 ? undefined : known.map((part) => `coalesce(${part}, 0)`).join(' + ')
}
