import type { Tolerance } from '../../src/model/config/model.ts'
import type { TableFinding } from '../../src/model/record/schema.ts'

/** Two tables as SQL, with what is to be said of them, found by hand: `a` is the baseline's. */
export interface Pair {
  trap: string
  a: string
  b: string
  key?: string[]
  ignore?: string[]
  accept?: Record<string, string[]>
  tolerance?: Record<string, Tolerance>
  outcome: TableFinding['outcome']
  passes: boolean
  /** All reasons of columns, where the pair has only these. */
  reasons?: string[]
  onlyA?: number
  onlyB?: number
  changed?: number
}

type Rest = Omit<Pair, 'trap' | 'a' | 'b' | 'outcome' | 'passes'>

const pair =
  (outcome: Pair['outcome'], passes: boolean) =>
  (trap: string, a: string, b: string, rest: Rest = {}): Pair => ({ trap, a, b, ...rest, outcome, passes })

export const exact = pair('exact', true)
export const coerced = pair('coerced', false)
export const accepted = pair('coerced', true)
export const close = pair('within-tolerance', true)
export const closeOnly = pair('within-tolerance', false)
export const different = pair('different', false)

/** A table of one row: a key and the value in question. */
export const v = (value: string): string => `SELECT 1 AS id, ${value} AS v`
export const rows = (values: string, columns = 'id, v'): string =>
  `SELECT * FROM (VALUES ${values}) t(${columns})`

export const key = ['id']
export const one: Rest = { key, onlyA: 0, onlyB: 0, changed: 1 }
export const by = (...reasons: string[]): Rest => ({ ...one, reasons })
export const within = (abs: number, rel: number): Rest => ({ key, tolerance: { v: { abs, rel } } })
export const withinSeconds = (seconds: number, column = 'v'): Rest => ({
  key,
  tolerance: { [column]: { abs: 0, rel: 0, seconds } },
})
