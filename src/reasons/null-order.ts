import { type BesideColumn, type Pattern, partly, type Reason } from './reason.ts'

/** Of the cells that differ, those that must fit, and how many at least. */
const [MOSTLY, FITS] = [0.9, 3]

/**
 * Ranks by a column whose NULLs one side puts first: in rows where that is NULL this side has the lesser rank, or the
 * other has none, and in all others the greater one. Each side begins to count at its own end.
 */
function rankedBy({ name, a, b }: BesideColumn, first: 'a' | 'b'): Pattern {
  const last = first === 'a' ? 'b' : 'a'
  const [isNull, isValue] = [`(${a} IS NULL AND ${b} IS NULL)`, `(${a} IS NOT NULL AND ${b} IS NOT NULL)`]
  const fits = `CASE WHEN ${isNull} THEN ${first} IS NOT NULL AND (${last} IS NULL OR ${first} < ${last})
    WHEN ${isValue} THEN ${first} > ${last} END`
  const fitting = (condition = 'true') => `count(*) FILTER ((${fits}) AND ${condition})`
  const conditions = [
    `${fitting()} >= greatest(${FITS}, ${MOSTLY} * count(*))`,
    `${fitting(isNull)} > 0 AND ${fitting(isValue)} > 0`,
    `min(${first}) FILTER (${isNull}) = 1 AND min(${last}) FILTER (${isValue}) = 1`,
  ]
  return { holds: conditions.join(' AND '), when: fits, details: { column: name, first } }
}

export const nullOrder: Reason = {
  id: 'null-order',
  explain: ({ baseline, engine }, { column = '', first = '', ...details } = {}) => {
    const by = column === '' ? 'a column with NULL' : column
    if (first === '') return `one side puts NULL first, the other does not: ranks by ${by}`
    const [puts, other] = first === 'a' ? [baseline, engine] : [engine, baseline]
    return `${puts} puts NULL first, ${other} does not: ranks by ${by}${partly(details)}`
  },
  declare: 'by-hand',
  kinds: ['integer'],
  entries: ['rank-of-null'],
  patterns: ({ target }, beside) =>
    target.kind === 'integer'
      ? {
          isPossible: `least(min(a), min(b)) = 1
            AND (bool_or(a > b) AND bool_or(a < b) OR count(a) <> count(b) AND count(a) > 0 AND count(b) > 0)`,
          of: beside.flatMap((column) => [rankedBy(column, 'a'), rankedBy(column, 'b')]),
        }
      : undefined,
}
