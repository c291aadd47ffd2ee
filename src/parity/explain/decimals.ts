import type { DuckDB } from '../../duckdb/open.ts'
import { type Decimals, integerDivision, type Pattern } from '../../reasons/numbers/fewer-decimals.ts'
import type { NamedCase } from '../recognise/recognise.ts'
import type { EqualValues } from './equal-values.ts'

const ROWS_LOOKED_AT = 30_000
const [HALF, MOSTLY] = [0.5, 0.9]
/** Pairs that a pattern needs which isn't that of integer division. */
const FITS = 2

/** Of the pairs that no other reason explains better: how many there are, and how many speak for a pattern. */
interface Support {
  pairs: number
  atPlace: number
  near: number
  fits: number
  /** Of those that fit, the ones more than a unit apart: any two numbers may be one apart. */
  evidence: number
  /** Pairs that fit too, but that another reason explains. */
  others: number
}

interface Found {
  pattern: Pattern
  support: Support
}

/**
 * The case of a column one side of which has fewer decimals, if there is one. A single pair tells little: 2.6 against
 * 2.61 may be a rounding to one decimal, or chance. So it is the pattern that fits most pairs of the column, and nearly
 * all of those that are less than one unit of its place apart; most values of that side have no more decimals, and all of
 * those that are equal on both sides.
 *
 * @param pairs query with the steps of numbers
 */
export async function findFewerDecimals(
  db: DuckDB,
  pairs: string,
  { patterns, excluded, isUnit }: Decimals,
  equal: EqualValues,
): Promise<NamedCase | undefined> {
  if (patterns.length === 0) return undefined
  const flags = `coalesce(${excluded}, false) AS is_other, coalesce(${isUnit}, false) AS is_unit`
  const tried = patterns.map(
    ({ atPlace, near, fits }, index) =>
      `{pattern: ${index}, "atPlace": ${atPlace}, near: ${near}, fits: ${fits}}`,
  )
  const rows = await db.rows(`SELECT p.pattern AS pattern, ${SUPPORT} FROM (
      SELECT d, is_other, is_unit, unnest([${tried.join(', ')}]) AS p
      FROM (SELECT *, ${flags} FROM ${pairs} LIMIT ${ROWS_LOOKED_AT}))
    GROUP BY ALL ORDER BY ALL`)
  const found = rows.flatMap((row) => {
    const pattern = patterns[Number(row.pattern)]
    return pattern ? [{ pattern, support: row as unknown as Support }] : []
  })
  const best = await firstPossible(
    found.filter(isLikely).toSorted((x, y) => y.support.fits - x.support.fits),
    equal,
  )
  if (!best) return undefined
  const { reason, part, atPlace, fits } = best.pattern
  // A few that look like noise among many that are rounded are rounded too.
  const isOther = best.support.others < best.support.evidence ? 'd = 0' : excluded
  return { reason, part, when: `(${isOther}) IS NOT TRUE AND ${atPlace} AND (${fits})` }
}

/** The first that no equal value contradicts by having more decimals. */
async function firstPossible(found: readonly Found[], equal: EqualValues): Promise<Found | undefined> {
  const contradicted = new Set<number>()
  for (const one of found) {
    const { place, atPlace } = one.pattern
    if (contradicted.has(place)) continue
    if ((await equal.count(`NOT (${atPlace})`)) === 0) return one
    contradicted.add(place)
  }
  return undefined
}

/** SQL for a Support. */
const SUPPORT = Object.entries({
  pairs: 'd IS NOT NULL AND NOT is_other',
  atPlace: 'p."atPlace" AND NOT is_other',
  near: 'p.near AND NOT is_other',
  fits: 'p."atPlace" AND p.fits AND NOT is_other',
  evidence: 'p."atPlace" AND p.fits AND NOT is_other AND NOT is_unit',
  others: 'p."atPlace" AND p.fits AND is_other',
} satisfies Record<keyof Support, string>)
  .map(([name, condition]) => `(count(*) FILTER (${condition}))::DOUBLE AS "${name}"`)
  .join(', ')

const isLikely = ({ pattern, support: { pairs, atPlace, near, fits, evidence } }: Found): boolean =>
  evidence >= (pattern.reason === integerDivision.id ? 1 : FITS) &&
  fits >= MOSTLY * near &&
  atPlace >= HALF * pairs
