import type { DuckDB } from '../../duckdb/open.ts'
import { isMeantFor, toleranceOf } from '../../model/config/declared.ts'
import type { Table, Tolerance } from '../../model/config/model.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'
import { time } from '../../reasons/texts/steps.ts'
import type { ComparedTypes } from '../../types/compared-types.ts'
import type { DataType } from '../../types/data-type.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import { ofBoth, type SideTables, sideValue } from '../relate/side.ts'

/** What is declared for values inside a column, or for the column as a whole. */
export type Tolerances = (column: ComparedColumn, types?: Pick<ComparedTypes, 'a' | 'b'>) => Tolerance | null

/** What a column of texts may hold, as a CSV's do. */
const SPELT = {
  number: { kind: 'float', name: 'DOUBLE' },
  time: { kind: 'timestamp', unit: 'us', zoned: true },
} satisfies Record<string, DataType>

/** Tolerances by name, and those of every column, which are for columns of texts too that all say numbers with decimals, or times. */
export async function tolerancesOf(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  sides: SideTables,
  table: Table,
): Promise<Tolerances> {
  const general = table.tolerance[EVERY_COLUMN]
  const asked = general ? Object.entries(SPELT).filter(([, type]) => isMeantFor(general, type)) : []
  const texts = columns.filter(({ a, b }) => [a, b].every(({ kind }) => kind === 'text'))
  const spelt = new Map<string, DataType>()
  if (asked.length > 0)
    for (const [index, kind] of (await kindsOf(db, texts, sides)).entries()) {
      const [, type] = asked.find(([name]) => name === kind) ?? []
      const name = texts[index]?.name
      if (type && name !== undefined) spelt.set(name, type)
    }
  return ({ name, ...own }, types = own) => {
    const said = spelt.get(name)
    return toleranceOf(table, name, said ? [said] : [types.a, types.b])
  }
}

/** What each column of texts holds throughout, on both sides. */
async function kindsOf(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  sides: SideTables,
): Promise<(keyof typeof SPELT | null)[]> {
  if (columns.length === 0) return []
  const { a, b } = await ofBoth(async (side) => {
    const tests = columns.map((column, place) => {
      const value = sideValue(column, side)
      return `bool_and(${value} = '' OR ${isNumber(value)}) AS n${place}, bool_or(${hasDecimals(value)}) AS d${place},
        bool_and(${value} = '' OR ${time(value)} IS NOT NULL) AS t${place}`
    })
    const [row = {}] = await db.rows(`SELECT ${tests.join(', ')} FROM ${sides[side].relation}`)
    return row
  })
  const rows = [a, b]
  const all = (name: string) => rows.every((row) => row[name] !== false) && rows.some((row) => row[name])
  return columns.map((_, place) => {
    if (all(`n${place}`)) return rows.some((row) => row[`d${place}`]) ? 'number' : null
    return all(`t${place}`) ? 'time' : null
  })
}

const isNumber = (text: string): string =>
  `regexp_full_match(${text}, '\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*')`

/** Whole numbers may be names of something. */
const hasDecimals = (text: string): string => `regexp_matches(${text}, '[.eE]')`
