import type { DuckDB } from '../../duckdb/open.ts'
import type { DataType } from '../../types/data-type.ts'
import type { Case, Decimals } from '../recognise/case.ts'
import { hasDecimals } from '../recognise/places.ts'
import type { EqualValues } from './equal-values.ts'

const MOST_DECIMALS = 8
const ROWS_LOOKED_AT = 30_000
const [HALF, MOSTLY] = [0.5, 0.9]
/** Pairs that a pattern needs which isn't that of integer division. */
const FITS = 2

/** How one side's values would come about from the other's, which have more decimals. */
interface Pattern {
  reason: 'fewer-decimals' | 'integer-division'
  place: number
  isCut: boolean
  isA: boolean
}

/** Of the pairs that no other reason explains better: how many there are, and how many speak for a pattern. */
interface Support {
  pairs: number
  /** The side has no more decimals than the pattern's place. */
  atPlace: number
  /** Both sides are less than one unit of it apart. */
  near: number
  fits: number
  /** Of those that fit, the ones more than a unit apart: any two numbers may be one apart. */
  evidence: number
  /** Pairs that fit too, but that another reason explains. */
  others: number
}

/**
 * The case of a column one side of which has fewer decimals, if there is one. A single pair tells little: 2.6 against
 * 2.61 may be a rounding to one decimal, or chance. So it is the pattern that fits most pairs of the column, and nearly
 * all of those that are less than one unit of its place apart; most values of that side have no more decimals, and all of
 * those that are equal on both sides.
 *
 * @param pairs query with the columns of numberSteps
 */
export async function fewerDecimals(
  db: DuckDB,
  pairs: string,
  { type, excluded, isUnit }: Decimals,
  equal: EqualValues,
): Promise<Case | undefined> {
  const patterns = patternsOf(type)
  if (patterns.length === 0) return undefined
  const flags = `coalesce(${excluded}, false) AS is_other, coalesce(${isUnit}, false) AS is_unit`
  const supports = patterns.map((pattern, index) => `${supportOf(pattern, type)} AS s${index}`)
  const [row = {}] = await db.rows(
    `SELECT ${supports.join(', ')} FROM (SELECT *, ${flags} FROM ${pairs} LIMIT ${ROWS_LOOKED_AT})`,
  )
  const found = patterns
    .map((pattern, index) => ({ pattern, support: toSupport(row[`s${index}`]) }))
    .filter(({ pattern, support }) => isLikely(pattern, support))
  const best = await firstPossible(
    found.toSorted((x, y) => y.support.fits - x.support.fits),
    type,
    equal,
  )
  if (!best) return undefined
  // A few that look like noise among many that are rounded are rounded too.
  const isOther = best.support.others < best.support.evidence ? 'd = 0' : excluded
  return toCase(best.pattern, `(${isOther}) IS NOT TRUE AND ${fitsPattern(best.pattern, type)}`)
}

/** The first that no equal value contradicts by having more decimals. */
async function firstPossible<T extends { pattern: Pattern }>(
  found: readonly T[],
  type: DataType,
  equal: EqualValues,
): Promise<T | undefined> {
  const contradicted = new Set<number>()
  for (const one of found) {
    const { place } = one.pattern
    if (contradicted.has(place)) continue
    if ((await equal.count(`NOT (${isAtPlace(one.pattern, type)})`)) === 0) return one
    contradicted.add(place)
  }
  return undefined
}

/** SQL for the counts of a Support, in its order. */
function supportOf(pattern: Pattern, type: DataType): string {
  const fits = fitsPattern(pattern, type)
  const conditions = [
    'd IS NOT NULL AND NOT is_other',
    `${isAtPlace(pattern, type)} AND NOT is_other`,
    `d < ${unit(pattern.place)} AND NOT is_other`,
    `${fits} AND NOT is_other`,
    `${fits} AND NOT is_other AND NOT is_unit`,
    `${fits} AND is_other`,
  ]
  return `concat_ws(' ', ${conditions.map((condition) => `count(*) FILTER (${condition})`).join(', ')})`
}

function toSupport(counts: unknown): Support {
  const [pairs = 0, atPlace = 0, near = 0, fits = 0, evidence = 0, others = 0] = `${counts}`
    .split(' ')
    .map(Number)
  return { pairs, atPlace, near, fits, evidence, others }
}

const isLikely = ({ reason }: Pattern, { pairs, atPlace, near, fits, evidence }: Support): boolean =>
  evidence >= (reason === 'integer-division' ? 1 : FITS) && fits >= MOSTLY * near && atPlace >= HALF * pairs

/** Cut to whole numbers comes first, then rounded before cut: of patterns that fit alike, the first is taken. */
function patternsOf(type: DataType): Pattern[] {
  const end = Math.min(type.kind === 'decimal' ? type.scale : Infinity, MOST_DECIMALS + 1)
  // No 1 fits in a decimal that has 38 digits after the point.
  const begin = type.kind === 'decimal' && type.scale === type.precision ? 1 : 0
  const places = Array.from({ length: end }, (_, place) => place).slice(begin)
  return places.flatMap((place) =>
    (place === 0 ? [true, false] : [false, true]).flatMap((isCut) =>
      [true, false].map((isA): Pattern => {
        const reason = place === 0 && isCut ? 'integer-division' : 'fewer-decimals'
        return { reason, place, isCut, isA }
      }),
    ),
  )
}

/** The side that has fewer decimals, and the other. */
const sidesOf = ({ isA }: Pattern): [coarse: string, fine: string] => (isA ? ['x', 'y'] : ['y', 'x'])

function isAtPlace(pattern: Pattern, { kind }: DataType): string {
  const [coarse] = sidesOf(pattern)
  return kind === 'decimal'
    ? `${coarse} % ${unit(pattern.place)} = 0`
    : hasDecimals(coarse, `1e${pattern.place}`)
}

/** Whether the side has no more decimals than the place, and is what rounding or cutting the other would give. */
function fitsPattern(pattern: Pattern, type: DataType): string {
  const [coarse, fine] = sidesOf(pattern)
  const { place, isCut } = pattern
  if (!isCut) return `(${isAtPlace(pattern, type)} AND d <= ${half(place, type)})`
  const isCloserToZeroOrLess = `(abs(${coarse}) < abs(${fine}) OR ${coarse} < ${fine})`
  return `(${isAtPlace(pattern, type)} AND d < ${unit(place)} AND ${isCloserToZeroOrLess})`
}

/** 10^-place as a literal that DuckDB takes for a decimal, so that nothing becomes a float that isn't one. */
const unit = (place: number): string => (place === 0 ? '1' : `0.${'1'.padStart(place, '0')}`)

/** Half of that; of floats a little more, since neither is exact. */
const half = (place: number, { kind }: DataType): string =>
  `0.${'5'.padStart(place + 1, '0')}${kind === 'decimal' ? '' : '0000001'}`

/** `part` holds the side (1 where it is a), and of decimals also whether they were cut (2) and the place. */
function toCase({ reason, place, isCut, isA }: Pattern, when: string): Case {
  const side = isA ? 1 : 0
  const part = reason === 'integer-division' ? side : side + (isCut ? 2 : 0) + place * 4
  return { reason, when, part: `${part}` }
}

/** What `part` says of it. */
export const decimalsDetails = (part: number, pairs: number): Record<string, number | string> => ({
  place: part >> 2,
  how: part & 2 ? 'cut' : 'rounded',
  pairs,
  a: part & 1 ? pairs : 0,
  b: part & 1 ? 0 : pairs,
})
