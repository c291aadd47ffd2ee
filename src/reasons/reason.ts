import type { DataType } from '../types/data-type.ts'
import type { Sides } from './known-engines.ts'

/** Numbers and words that a reason's explanation needs; `a` and `b` count the pairs where it's that side's doing. */
export type Details = Record<string, number | string>

/** Why two outputs differ, in words, and what would declare it in etl-compare.yml. */
export interface Reason {
  explain(sides: Sides, details?: Details): string
  /**
   * What is proposed to declare it: `accept:` unless a tolerance says it better, absolute, relative or of times. `by-hand`:
   * nothing, since `accept:` would take differences of any size; null where nothing can declare it.
   */
  declare?: 'abs' | 'rel' | 'time' | 'by-hand' | null
  /** Kinds of types whose values can differ for it; absent: any. */
  kinds?: readonly Kind[]
}

export type Kind = DataType['kind']

/** The side, or sides, whose doing it is. */
export function doer(sides: Sides, { a = 0, b = 0 }: Details = {}): string {
  if (Number(a) > 0 && Number(b) > 0) return `${sides.baseline} and ${sides.engine}, in turn,`
  if (Number(a) > 0) return sides.baseline
  return Number(b) > 0 ? sides.engine : 'one side'
}

/** Where equal values contradict what is said: of which rows alone it is true. */
export const partly = ({ rows = '' }: Details = {}, otherwise = ''): string =>
  rows === '' ? otherwise : `, in only ${rows} ${rows === '1' ? 'row' : 'rows'}`

export const plain = (words: string): Reason => ({
  explain: (_sides, details) => `${words}${partly(details)}`,
})

/** Words that begin with who does it. */
export const bySide = (words: string): Reason => ({
  explain: (sides, details) => `${doer(sides, details)} ${words}${partly(details)}`,
})

/** The side whose values are the smaller in magnitude, and the other. */
export function bySize(
  { baseline, engine }: Sides,
  { aSmaller = 0, bSmaller = 0 }: Details,
): [string, string] {
  return Number(aSmaller) >= Number(bSmaller) ? [baseline, engine] : [engine, baseline]
}

/** Pairs from which on a pattern can hardly be chance. */
const SURE = 5

export const fits = ({ pairs = SURE }: Details): string => (Number(pairs) < SURE ? 'fits: ' : '')

/** Reasons of values of some kinds; those that name their own kinds keep them. */
export const of = <R extends Record<string, Reason>>(kinds: readonly Kind[], reasons: R) =>
  Object.fromEntries(Object.entries(reasons).map(([id, reason]) => [id, { kinds, ...reason }])) as {
    [id in keyof R]: Reason
  }
