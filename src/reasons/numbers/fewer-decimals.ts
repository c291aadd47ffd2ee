import type { DataType } from '../../types/data-type.ts'
import { bySide, countOf, doer, FRACTIONS, type Reason } from '../reason.ts'
import { IS_NOISE, IS_ROUNDED } from './float-precision.ts'
import { isUnit, possibly } from './rounding.ts'
import { OPPOSITE } from './sign.ts'
import { hasDecimals } from './steps.ts'

const MOST_DECIMALS = 8
/** Bits of `part`, before the place: the side with fewer decimals is a, and its values are truncated. */
const [IS_A, IS_CUT, A_PLACE] = [1, 2, 4]
const DOUBLE: DataType = { kind: 'float', name: 'DOUBLE' }

/** How one side's values would come about from the other's, which have more decimals; the rest is SQL. */
export interface Pattern {
  reason: string
  part: string
  place: number
  /** The side has no more decimals than the place. */
  atPlace: string
  /** Both sides are less than one unit of the place apart. */
  near: string
  /** At the place, it is what rounding or cutting the other would give. */
  fits: string
}

/** What numbers with fewer decimals are looked for by, in a column as a whole. */
export interface Decimals {
  /** Cut to whole numbers comes first, then rounded before cut: of patterns that fit alike, the first is taken. */
  patterns: Pattern[]
  /** SQL that is true of pairs which another reason explains better. */
  excluded: string
  /** SQL that is true of pairs one unit apart: no evidence, since any two numbers may be. */
  isUnit: string
}

/** Undefined of a type whose values have no decimals. */
export function decimalsOf(type: DataType): Decimals | undefined {
  if (type.kind === 'decimal') return { patterns: patternsOf(type), excluded: OPPOSITE, isUnit: isUnit(type) }
  if (type.kind !== 'float' && type.kind !== 'text') return undefined
  const excluded = [OPPOSITE, IS_ROUNDED, IS_NOISE].map((when) => `coalesce(${when}, false)`).join(' OR ')
  return { patterns: patternsOf(DOUBLE), excluded, isUnit: isUnit(DOUBLE) }
}

function patternsOf(type: DataType): Pattern[] {
  const end = Math.min(type.kind === 'decimal' ? type.scale : Infinity, MOST_DECIMALS + 1)
  // No 1 fits in a decimal that has 38 digits after the point.
  const begin = type.kind === 'decimal' && type.scale === type.precision ? 1 : 0
  const places = Array.from({ length: end }, (_, place) => place).slice(begin)
  return places.flatMap((place) =>
    (place === 0 ? [true, false] : [false, true]).flatMap((isCut) =>
      [true, false].map((isA) => patternOf(type, place, isCut, isA)),
    ),
  )
}

function patternOf(type: DataType, place: number, isCut: boolean, isA: boolean): Pattern {
  const [coarse, fine] = isA ? ['x', 'y'] : ['y', 'x']
  const isDivision = place === 0 && isCut
  const side = isA ? IS_A : 0
  const unit = unitOf(place)
  const atPlace = type.kind === 'decimal' ? `${coarse} % ${unit} = 0` : hasDecimals(coarse, `1e${place}`)
  const near = `d < ${unit}`
  const fits = isCut
    ? `${near} AND (abs(${coarse}) < abs(${fine}) OR ${coarse} < ${fine})`
    : `d <= ${half(place, type)}`
  return {
    reason: isDivision ? integerDivision.id : fewerDecimals.id,
    part: `${isDivision ? side : side + (isCut ? IS_CUT : 0) + place * A_PLACE}`,
    place,
    atPlace,
    near,
    fits,
  }
}

/** 10^-place as a literal that DuckDB takes for a decimal, so that nothing becomes a float that isn't one. */
const unitOf = (place: number): string => (place === 0 ? '1' : `0.${'1'.padStart(place, '0')}`)

/** Half of that; of floats a little more, since neither is exact. */
const half = (place: number, { kind }: DataType): string =>
  `0.${'5'.padStart(place + 1, '0')}${kind === 'decimal' ? '' : '0000001'}`

export const fewerDecimals: Reason = {
  id: 'fewer-decimals',
  explain: (sides, details = {}) => {
    const { place, how = 'rounded' } = details
    const decimals = place === 1 ? '1 decimal' : `${place ?? 'fewer'} decimals`
    return `${possibly(details)}${doer(sides, details)} is ${how} to ${place === 0 ? 'a whole number' : decimals}`
  },
  declare: 'abs',
  kinds: FRACTIONS,
  details: (groups) => {
    const [part, pairs] = [groups[0]?.part ?? 0, countOf(groups)]
    const [a, b] = part & IS_A ? [pairs, 0] : [0, pairs]
    return { place: Math.floor(part / A_PLACE), how: part & IS_CUT ? 'truncated' : 'rounded', pairs, a, b }
  },
}

export const integerDivision: Reason = {
  id: 'integer-division',
  explain: bySide('is truncated to a whole number, as by integer division'),
  declare: 'abs',
  lakehouseEntries: ['delta-append-of-other-types'],
  kinds: FRACTIONS,
}
