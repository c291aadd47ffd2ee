import type { DataType } from '../../types/data-type.ts'

/** A reason that pairs have; `part` says more, as an SQL integer from 0 to 255. */
export interface Claim {
  reason: string
  part?: string
}

/** The reasons of pairs for which `when` is true: those in `also` hold in the same pair. */
export interface Case extends Claim {
  when: string
  also?: readonly Claim[]
}

/** Cases that are tried only for pairs for which `when` is true, the last of which holds for all of these. */
export interface Cases {
  when: string
  within: readonly Case[]
}

/** Cases of one kind of type, tried in order, over columns that are computed step by step from `a` and `b`. */
export interface Recognition {
  steps: string[]
  cases: (Case | Cases)[]
  /** Where values are numbers that may have decimals: what to look for first, in the column as a whole. */
  decimals?: Decimals
  /** SQL for |a−b| of numbers, and for the greater of their magnitudes. */
  numbers?: { apart: string; greater: string }
  /** SQL for the seconds between times. */
  seconds?: string
}

/** What tells numbers with fewer decimals from others. */
export interface Decimals {
  type: DataType
  /** SQL that is true of pairs which another reason explains better. */
  excluded: string
  /** SQL that is true of pairs one unit apart: no evidence, since any two numbers may be. */
  isUnit: string
}

/** SQL that is evaluated only where `condition` holds, and NULL elsewhere; AND evaluates both its sides. */
export const guarded = (condition: string, then: string): string => `CASE WHEN ${condition} THEN ${then} END`

/** True where the condition holds one way or the other: `{a}` and `{b}` stand for the two columns. */
export function eitherWay(template: string, a: string, b: string): string {
  const fill = (left: string, right: string): string =>
    template.replaceAll('{a}', left).replaceAll('{b}', right)
  return `((${fill(a, b)}) OR (${fill(b, a)}))`
}
