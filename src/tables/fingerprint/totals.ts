/** A multiset of rows in three numbers: how many, and two 128-bit sums of their hashes. */
export interface Totals {
  rows: number
  sums: [bigint, bigint]
}

export const areEqual = (a: Totals, b: Totals): boolean =>
  a.rows === b.rows && a.sums[0] === b.sums[0] && a.sums[1] === b.sums[1]

/** SQL for the totals of a relation with a row hash `h`; the second sum mixes the hashes again, so that none can cancel. */
export const TOTALS = `count(*) AS n, coalesce(sum(h), 0)::HUGEINT AS s1, coalesce(sum(hash(h)), 0)::HUGEINT AS s2`

export function toTotals(row: Record<string, unknown> | undefined): Totals {
  const { n, s1, s2 } = row as { n: bigint; s1: bigint; s2: bigint }
  return { rows: Number(n), sums: [s1, s2] }
}
