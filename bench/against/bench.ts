import { join } from 'node:path'
import type { Metered } from '../../src/runners/meter/meter.ts'
import type { Side } from '../in-turns.ts'
import type { Cost, RowPlan } from './row.ts'

/** What all groups of rows share. */
export interface Bench {
  /** Clones of the other build and of this one. */
  before: string
  now: string
  /** Everything is below it. */
  scratch: string
  /** Of each side of a parity. */
  rows: number
  /** Of the sessions job's input. */
  size: string
  /** Of the ledger that is judged. */
  records: number
  signal: AbortSignal
}

/** Of a turn, by the names of the rows. */
export type Costs = Record<string, Cost>

/** Two sides, this build second, and the rows that measuring them fills. */
export interface Comparison {
  rows: readonly RowPlan[]
  sides: readonly [Side<Costs>, Side<Costs>]
}

export type Group = (bench: Bench) => AsyncIterable<Comparison>

export const THIS_BUILD = 'this build'

export const commandOf = (clone: string): string => join(clone, 'bin/etl-compare')

/** The other build and this one, measured in the same way. */
export const builds = (
  { before, now }: Bench,
  measure: (clone: string) => Promise<Costs>,
): Comparison['sides'] => [
  { name: 'the other build', measure: () => measure(before) },
  { name: THIS_BUILD, measure: () => measure(now) },
]

export const cpuOf = ({ cpuSeconds, peakAnonBytes }: Metered): Cost => ({
  value: cpuSeconds,
  peakBytes: peakAnonBytes,
})
