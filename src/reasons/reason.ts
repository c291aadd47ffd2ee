import type { ComparedTypes } from '../types/compared-types.ts'
import type { DataType } from '../types/data-type.ts'
import type { Case, Cases } from './case.ts'
import type { EngineNames } from './known-engines.ts'

/** Numbers and words that a reason's explanation needs; `a` and `b` count the pairs where it's that side's doing. */
export type Details = Record<string, number | string>

/** Pairs of one leaf and one code, with one of its reasons. */
export interface Counted {
  reason: string
  code: number
  part: number
  count: number
  details?: Details
}

/** Why two outputs differ: in words, in SQL, and what would declare it in etl-compare.yml. */
export interface Reason {
  /** What records and `accept:` name it by. */
  id: string
  explain(sides: EngineNames, details?: Details): string
  /**
   * What is proposed to declare it: `accept:` unless a tolerance says it better, absolute, relative or of times. `by-hand`:
   * nothing, since `accept:` would take differences of any size; null where nothing can declare it.
   */
  declare?: 'abs' | 'rel' | 'time' | 'by-hand' | null
  /** Kinds of types whose values can differ for it; absent: any. */
  kinds?: readonly Kind[]
  /** How pairs of a type are recognised, over `a`, `b` and the columns that steps.ts computes from them. */
  cases?(type: DataType): readonly (Case | Cases)[]
  /** Recognised by all pairs of a column together: tried before the cases of all reasons. */
  patterns?(types: ComparedTypes, beside: readonly BesideColumn[]): Patterns | undefined
  /** Entries of src/differences/ that bring it about, the likeliest first. */
  entries?: readonly string[]
  /** Those that tables of lakehouses have besides, and come first there. */
  lakehouseEntries?: readonly string[]
  /** Whether unlike values may look like it by chance. */
  mayBeChance?(part: number): boolean
  /**
   * Decides among reasons what only all pairs of a leaf show.
   *
   * @param rows how many there are of the leaf, those that are equal among them; costs a query
   */
  decide?<G extends Counted>(groups: readonly G[], rows: () => Promise<number>): Promise<G[]>
  /** What the parts of its groups say, the most frequent of which is the first; absent: whose doing it is. */
  details?(groups: readonly Counted[]): Details
  /** SQL for what an equal value would be that contradicts it: then it is a reason of some rows, not of the column. */
  refutedBy?(details: Details, type: DataType): string | undefined
}

/** Another column of the rows that differ; `a` and `b` are SQL for its values. */
export interface BesideColumn {
  name: string
  a: string
  b: string
  type: DataType
}

/** What all differing pairs of a column may show together. */
export interface Patterns {
  /** SQL aggregate over the pairs, true where it is worth the cost of looking for the patterns. */
  isPossible: string
  /** The first that holds is the column's. */
  of: readonly Pattern[]
}

export interface Pattern extends Pick<Case, 'when' | 'part'> {
  /** SQL aggregate over the pairs. */
  holds: string
  /** SQL for what an equal value would be that refutes it. */
  refutedBy?: string
  details: Details
}

export type Kind = DataType['kind']

export const NUMBERS: readonly Kind[] = ['integer', 'decimal', 'float', 'text']
export const FRACTIONS: readonly Kind[] = ['decimal', 'float', 'text']

export const countOf = (groups: readonly Counted[], reason?: string): number =>
  groups.reduce((sum, group) => sum + (reason === undefined || group.reason === reason ? group.count : 0), 0)

/** In most reasons `part` is 1 where it is a's doing: where a is the NULL, the NaN, the shorter. */
export function sidesOf(groups: readonly Counted[]): Details {
  const a = countOf(groups.filter(({ part }) => part === 1))
  return { a, b: countOf(groups) - a }
}

/** The side, or sides, whose doing it is. */
export function doer(sides: EngineNames, { a = 0, b = 0 }: Details = {}): string {
  if (Number(a) > 0 && Number(b) > 0) return `sometimes ${sides.baseline}, sometimes ${sides.engine}`
  if (Number(a) > 0) return sides.baseline
  return Number(b) > 0 ? sides.engine : 'one side'
}

/** Where equal values contradict what is said: of which rows alone it is true. */
export const partly = ({ rows = '' }: Details = {}, otherwise = ''): string =>
  rows === '' ? otherwise : `, in only ${rows} ${rows === '1' ? 'row' : 'rows'}`

export const plain =
  (words: string): Reason['explain'] =>
  (_sides, details) =>
    `${words}${partly(details)}`

/** Words that begin with who does it. */
export const bySide =
  (words: string): Reason['explain'] =>
  (sides, details) =>
    `${doer(sides, details)} ${words}${partly(details)}`
