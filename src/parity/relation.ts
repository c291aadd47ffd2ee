import type { DuckDB } from '../duckdb/open.ts'
import type { ComparedColumn } from './relate/schemas.ts'
import type { SideName } from './relate/side.ts'

/** A temporary table that one stage made for others to read. One with more columns can stand for one with fewer. */
export interface Relation<Column extends string> {
  name: string
  /** Never set: the compiler knows the columns by it. */
  holds?: Record<Column, unknown>
}

/** `k` is the hash of a row's key, or of the whole row where there is none, and `h` that of the row: 16 bytes a row. */
export type Hashes = Relation<'k' | 'h'>

/** Rows of both sides that may differ. */
export interface Candidates extends Record<SideName, Relation<'k' | 'h' | Cells<'c'>>> {
  /** Whose values are c0, c1, … */
  columns: readonly ComparedColumn[]
  /** Keys that a side has more than once, of the side that has more of them. */
  repeats: number
}

/** Rows that a side has more often than the other; `is_repeat` where the other has them too. */
export interface Surplus extends Record<SideName, Relation<'h' | 'is_repeat' | Cells<'c'>>> {
  columns: readonly ComparedColumn[]
  rows: Record<SideName, number>
}

/** Rows that differ, each with its partner if it has one: `pair` is its number, from 1. */
export interface RowPairs extends Relation<'pair' | 'in_a' | 'in_b' | 'is_repeat' | Cells<SideName>> {
  /** Whose values are a0, b0, a1, … */
  columns: readonly ComparedColumn[]
}

/** Values of columns are called by their places among these: c0, c1, …, or a0, b0, … of a pair. */
type Cells<Prefix extends 'c' | SideName> = `${Prefix}${number}`

/** @param define SQL for a column's value */
export const cells = <Prefix extends 'c' | SideName>(
  prefix: Prefix,
  columns: readonly ComparedColumn[],
  define: (column: ComparedColumn, index: number) => string,
) =>
  Object.fromEntries(columns.map((column, index) => [`${prefix}${index}`, define(column, index)])) as Record<
    Cells<Prefix>,
    string
  >

/**
 * Makes a temporary table, in place of the one that had its name before.
 *
 * @param columns SQL for each
 * @param from what they are read from, as SQL: whatever may follow FROM
 */
export async function materialise<Column extends string>(
  db: DuckDB,
  name: string,
  columns: Record<Column, string>,
  from: string,
): Promise<Relation<Column>> {
  await db.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${defined(columns)} FROM ${from}`)
  return { name }
}

/** Adds rows to a table that was made of the same columns. */
export const append = (
  db: DuckDB,
  name: string,
  columns: Readonly<Record<string, string>>,
  from: string,
): Promise<void> => db.run(`INSERT INTO ${name} BY NAME SELECT ${defined(columns)} FROM ${from}`)

/** SQL for what may follow SELECT. */
export const defined = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([column, value]) => `${value} AS ${column}`)
    .join(', ')
