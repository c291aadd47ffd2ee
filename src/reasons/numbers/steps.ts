import { type DataType, isExact } from '../../types/data-type.ts'
import { type Case, guarded, where } from '../case.ts'
import { NUMBERS } from '../reason.ts'

const MOST_DECIMALS = 8
/** SQL for 10^place of the decimal place nearest to f, from 0: comparisons take a tenth of the time of a logarithm or a power. */
const POWER = `CASE ${Array.from({ length: MOST_DECIMALS }, (_, place) => `WHEN f > ${10 ** -(place + 0.5)} THEN 1e${place}`).join(' ')} ELSE 1e${MOST_DECIMALS} END`
/** SQL for the place. */
export const PLACE = 'round(log10(power))::INTEGER'
const HALF_OF_HUGEINT = 2n ** 126n - 1n
const WIDEST_PRECISION = 38
/** What binary fractions and sums of them may be off by: of a whole number, and at most. */
const [SHARE, LEAST, MOST] = [1e-10, 1e-9, 1e-4]

/** SQL for |a−b| of numbers and for the greater of their magnitudes, as the steps below compute them. */
export const APART = { apart: 'f', greater: 'm' }

/**
 * Columns that numbers' cases read: x and y as they can be subtracted, fx and fy as doubles, d = |x−y|, f that as a
 * double, m the greater magnitude, r = fx/fy, power = 10^place of the decimal place nearest to d, and i and j: x and y where
 * they are whole.
 */
export const numberSteps = (type: DataType): string[] => [
  `${subtractable(type, 'a')} AS x, ${subtractable(type, 'b')} AS y`,
  ...stepsAfterXY(type),
]

export function stepsAfterXY(type: DataType): string[] {
  const asDouble = isExact(type) ? 'a::DOUBLE AS fx, b::DOUBLE AS fy' : 'x AS fx, y AS fy'
  const isPlaced = `f <= 1.1 AND f > ${0.5 * 10 ** -MOST_DECIMALS}${isExact(type) ? '' : ' AND f >= 1e-12 * m'}`
  return [
    `abs(x - y) AS d, ${asDouble}, ${wholeOf(type, 'x')} AS i, ${wholeOf(type, 'y')} AS j`,
    `${isExact(type) ? 'coalesce(d::DOUBLE, abs(fx - fy))' : 'd'} AS f, greatest(abs(fx), abs(fy)) AS m, fx / nullif(fy, 0) AS r`,
    `${guarded(isPlaced, POWER)} AS power`,
  ]
}

function wholeOf({ kind }: DataType, x: string): string {
  if (kind === 'integer') return x
  if (kind === 'decimal') return guarded(`trunc(${x}) = ${x}`, `try_cast(${x} AS HUGEINT)`)
  return guarded(`trunc(${x}) = ${x} AND abs(${x}) < 9e18`, x)
}

/** SQL for a number that can be subtracted from another such exactly; NULL of one so big that this could overflow. */
function subtractable(type: DataType, value: string): string {
  if (type.kind === 'integer') {
    const wide = type.name === 'UHUGEINT' ? `try_cast(${value} AS HUGEINT)` : `${value}::HUGEINT`
    if (!['HUGEINT', 'UHUGEINT'].includes(type.name)) return wide
    return guarded(`${wide} BETWEEN -${HALF_OF_HUGEINT} AND ${HALF_OF_HUGEINT}`, wide)
  }
  if (type.kind === 'decimal') {
    const decimal = `DECIMAL(${WIDEST_PRECISION},${type.scale})`
    const digits = '4'.padEnd(WIDEST_PRECISION, '0')
    const whole = digits.slice(0, WIDEST_PRECISION - type.scale)
    const most = `${whole}.${digits.slice(whole.length)}`.replace(/\.$/, '')
    const wide = `${value}::${decimal}`
    return guarded(`${wide} BETWEEN -${most}::${decimal} AND ${most}::${decimal}`, wide)
  }
  return value
}

/** SQL that is true of a double without decimals beyond a place, but for what binary fractions are off by. */
export const hasDecimals = (value: string, power: string): string =>
  `(abs(${value} * ${power} - round(${value} * ${power})) <= least(${MOST}, ${LEAST} + ${SHARE} * abs(${value} * ${power})))`

/** A reason of numbers, with its cases of floats, which those of numbers written as text are too, and of exact numbers. */
export const ofNumbers = (
  floats: readonly Case[],
  ofExact: (type: DataType) => readonly Case[] = () => floats,
) => ({
  kinds: NUMBERS,
  cases: (type: DataType): readonly Case[] => {
    if (isExact(type)) return ofExact(type)
    if (type.kind === 'text') return where('x IS NOT NULL AND y IS NOT NULL', floats)
    return type.kind === 'float' ? floats : []
  },
})
