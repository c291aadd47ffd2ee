/** A reason that pairs have for which `when` is true; `part` says more, as an SQL integer from 0 to 65535. */
export interface Case {
  reason: string
  when: string
  part?: string
}

/** Cases of one kind of type, tried in order, over columns that are computed step by step from `a` and `b`. */
export interface Recognition {
  steps: string[]
  cases: Case[]
}

/** SQL that is evaluated only where `condition` holds, and NULL elsewhere; AND evaluates both its sides. */
export const guarded = (condition: string, then: string): string => `CASE WHEN ${condition} THEN ${then} END`

/** True where the condition holds one way or the other: `{a}` and `{b}` stand for the two columns. */
export function eitherWay(template: string, a: string, b: string): string {
  const fill = (left: string, right: string): string =>
    template.replaceAll('{a}', left).replaceAll('{b}', right)
  return `((${fill(a, b)}) OR (${fill(b, a)}))`
}
