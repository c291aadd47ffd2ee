import type { Tolerance } from '../../model/config/model.ts'
import { type DataType, isNumber } from '../../types/data-type.ts'

/** Decimals of a text or a float that are looked at; one with more is compared as a double. */
const SPELT_DECIMALS = 40
/** Longer than any shortest spelling of a double. */
const LONGEST_DOUBLE = 24
/** More than what doubles may be wrong by, as a part of the greatest number in a computation. */
const DOUBT = 2 ** -49
const LAST_BIT = 2 ** -51

/**
 * SQL that is true of values within |a−b| <= abs + rel·max(|a|, |b|), and of equal ones; null for a type whose values
 * are no numbers. NaN and infinities are close to themselves alone; text is compared as the number that it is. Where
 * doubles leave a doubt, numbers are subtracted exactly. Floats are near where they are so as they are spelt, or as they
 * are: 1.02 and 1.01 are 0.01 apart.
 */
export function closeness(type: DataType, a: string, b: string, { abs, rel }: Tolerance): string | null {
  if (!isNumber(type) && type.kind !== 'text') return null
  const [x, y] = [asDouble(type, a), asDouble(type, b)]
  const bound = `(${abs}::DOUBLE + ${rel}::DOUBLE * greatest(abs(${x}), abs(${y})))`
  const doubt = `${DOUBT}::DOUBLE * (${bound} + greatest(abs(${x}), abs(${y})))`
  const isNear = `abs(${x} - ${y}) <= ${bound}`
  const asItIs = type.kind === 'float' ? `${isNear} OR` : ''
  return `CASE WHEN ${a} IS NOT DISTINCT FROM ${b} THEN true
    WHEN NOT isfinite(${x}) OR NOT isfinite(${y}) THEN false
    WHEN abs(${x} - ${y}) + ${doubt} <= ${bound} THEN true
    WHEN abs(${x} - ${y}) - ${doubt} > ${bound} THEN false
    ELSE ${asItIs} coalesce(${isExactlyNear(type, a, b, { abs, rel }, bound)}, ${isShort(type, a, b)} AND ${isNear}) END`
}

const asDouble = ({ kind }: DataType, value: string): string =>
  kind === 'text' ? `try_cast(${value} AS DOUBLE)` : `${value}::DOUBLE`

/** Whether a double may stand for what a text says. */
const isShort = ({ kind }: DataType, a: string, b: string): string =>
  kind === 'text' ? `strlen(${a}) <= ${LONGEST_DOUBLE} AND strlen(${b}) <= ${LONGEST_DOUBLE}` : 'true'

/** SQL for the same by whole numbers of any size; the relative part is a double's. NULL of numbers with an exponent. */
function isExactlyNear(type: DataType, a: string, b: string, { abs, rel }: Tolerance, bound: string): string {
  const scale = scaleOf(type)
  const difference = `(${scaled(type, a)} - ${scaled(type, b)})`
  const most = floorScaled(abs, scale)
  const isNear = `${difference} BETWEEN '-${most}'::BIGNUM AND '${most}'::BIGNUM`
  if (rel === 0) return isNear
  return `(${isNear} OR abs(${difference}::DOUBLE) / 1e${scale} <= ${bound} * ${1 + LAST_BIT}::DOUBLE)`
}

function scaleOf(type: DataType): number {
  if (type.kind === 'integer') return 0
  return type.kind === 'decimal' ? type.scale : SPELT_DECIMALS
}

/** SQL for a number times 10^scale. */
function scaled(type: DataType, value: string): string {
  const text = `${value}::VARCHAR`
  if (type.kind === 'integer') return `${value}::BIGNUM`
  if (type.kind === 'decimal') return `replace(${text}, '.', '')::BIGNUM`
  return scaledText(type.kind === 'float' ? withoutExponent(text) : text)
}

/** NULL of what has an exponent, or more decimals. */
function scaledText(text: string): string {
  const isPlain = `regexp_full_match(${text}, '[+-]?(\\d+\\.?\\d{0,${SPELT_DECIMALS}}|\\.\\d{1,${SPELT_DECIMALS}})')`
  const decimals = `rpad(split_part(${text}, '.', 2), ${SPELT_DECIMALS}, '0')`
  return `CASE WHEN ${isPlain} THEN try_cast(split_part(${text}, '.', 1) || ${decimals} AS BIGNUM) END`
}

/** A float below 0.0001 as it is spelt, with the zeros that its exponent stands for: `0.000015` for `1.5e-05`. */
function withoutExponent(text: string): string {
  const [digits, zeros] = [
    `translate(split_part(${text}, 'e-', 1), '-.', '')`,
    `split_part(${text}, 'e-', 2)::INTEGER - 1`,
  ]
  const sign = `if(starts_with(${text}, '-'), '-', '')`
  return `CASE WHEN contains(${text}, 'e-') THEN ${sign} || '.' || repeat('0', ${zeros}) || ${digits} ELSE ${text} END`
}

/** A number as it is spelt, times 10^scale, cut to a whole one. */
function floorScaled(number: number, scale: number): bigint {
  const [mantissa = '', exponent = '0'] = String(number).split('e')
  const [whole = '', decimals = ''] = mantissa.split('.')
  const shift = Number(exponent) + scale - decimals.length
  const digits = BigInt(whole + decimals)
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
}
