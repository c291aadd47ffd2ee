/** What a side took in one turn. */
export interface Cost {
  /** In the unit of its row. */
  value: number
  /** Anonymous and shared memory of the process tree at its peak; null in a row that is not of whole programs. */
  peakBytes: number | null
}

/** What this build is to keep to, by its least of all turns: times the other's, times F, GB at the peak, milliseconds. */
export interface Target {
  atMost: number
  of: '×' | 'F' | 'GB' | 'ms'
}

export interface RowPlan {
  name: string
  unit: 'CPU-s' | 's' | 'ms'
  targets?: readonly Target[]
}

/** One side of a row, a cost each turn; or why it has none. */
export type Turns = readonly Cost[] | { reason: string }

export interface Row extends RowPlan {
  other: Turns
  own: Turns
}

export interface Spread {
  least: number
  most: number
}

export const isMeasured = (turns: Turns): turns is readonly Cost[] => 'length' in turns

export const valuesOf = (turns: Turns): number[] => (isMeasured(turns) ? turns.map(({ value }) => value) : [])
export const gigabytesOf = (turns: Turns): number[] =>
  isMeasured(turns) ? turns.flatMap(({ peakBytes }) => (peakBytes === null ? [] : [peakBytes / 1e9])) : []

/** Of each turn, this build's over the other's. */
export function ratiosOf({ other, own }: Pick<Row, 'other' | 'own'>): number[] {
  const others = valuesOf(other)
  return others.length === 0 ? [] : valuesOf(own).map((value, turn) => value / (others[turn] ?? Number.NaN))
}

export const spreadOf = (values: readonly number[]): Spread | null =>
  values.length === 0 ? null : { least: Math.min(...values), most: Math.max(...values) }

/** How a target came out. */
export interface Outcome {
  isMet: boolean
  /** How much less it takes to meet it, in the unit of the row, or in GB; 0 or below where it is met. */
  excess: number
  /** Turns that alone would meet it. */
  metIn: number
  turns: number
}

/**
 * By the least of all turns, and for memory by the greatest.
 *
 * @param f seconds of CPU of one F, where it was measured
 * @returns null where what it takes was not measured
 */
export function outcomeOf({ atMost, of }: Target, row: Row, f: number | null): Outcome | null {
  const isMemory = of === 'GB'
  const own = isMemory ? gigabytesOf(row.own) : valuesOf(row.own)
  const limits = own.map((_, turn) => limitOf({ atMost, of }, valuesOf(row.other)[turn], f))
  const spread = spreadOf(own)
  const limit = limitOf({ atMost, of }, spreadOf(valuesOf(row.other))?.least, f)
  if (spread === null || limit === null) return null
  const excess = (isMemory ? spread.most : spread.least) - limit
  const metIn = own.filter((value, turn) => value <= (limits[turn] ?? Number.NaN)).length
  return { isMet: excess <= 0, excess, metIn, turns: own.length }
}

function limitOf({ atMost, of }: Target, other: number | undefined, f: number | null): number | null {
  if (of === '×') return other === undefined ? null : atMost * other
  if (of === 'F') return f === null ? null : atMost * f
  return atMost
}
