import type { DataType } from '../types/data-type.ts'

/** A reason that pairs have; `part` says more, as an SQL integer from 0 to 255. */
export interface Claim {
  reason: string
  part?: string
}

/** Pairs for which `when` is true have this reason, the one whose case it is where none is named, and those in `also`. */
export interface Case extends Partial<Claim> {
  when: string
  also?: readonly Claim[]
}

/** Cases that are tried only for pairs for which `when` is true, the last of which holds for all of these. */
export interface Cases {
  when: string
  within: readonly (Case & Claim)[]
}

/** SQL that is evaluated only where `condition` holds, and NULL elsewhere; AND evaluates both its sides. */
export const guarded = (condition: string, then: string): string => `CASE WHEN ${condition} THEN ${then} END`

/** Cases that are tried only where `condition` holds. */
export const where = (condition: string, cases: readonly Case[]): Case[] =>
  cases.map(({ when, part }) => ({ when: guarded(condition, when), ...(part && { part }) }))

/** A reason's cases, and what values it is of: those of one kind of type. */
export const ofKind = (kind: DataType['kind'], ...cases: readonly (Case | Cases)[]) => ({
  kinds: [kind],
  cases: (type: DataType) => (type.kind === kind ? cases : []),
})

/** SQL that is 1 where the condition holds: in most cases where it is a's doing. */
export const flag = (condition: string, bit = 1): string => `CASE WHEN ${condition} THEN ${bit} ELSE 0 END`

/** True where the condition holds one way or the other: `{a}` and `{b}` stand for the two columns. */
export function eitherWay(template: string, a: string, b: string): string {
  const fill = (left: string, right: string): string =>
    template.replaceAll('{a}', left).replaceAll('{b}', right)
  return `((${fill(a, b)}) OR (${fill(b, a)}))`
}
