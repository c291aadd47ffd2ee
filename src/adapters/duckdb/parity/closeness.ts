import type { Tolerance } from '../../../core/config/model.ts'
import { type DataType, isNumber } from '../../../core/parity/data-type.ts'

const HALF_OF_HUGEINT = 2n ** 126n - 1n
const WIDEST_PRECISION = 38

/** SQL for a number that can be subtracted from another such exactly; NULL of one so big that this could overflow. */
export function subtractable(type: DataType, value: string): string {
  if (type.kind === 'integer') {
    const wide = type.name === 'UHUGEINT' ? `try_cast(${value} AS HUGEINT)` : `${value}::HUGEINT`
    if (!['HUGEINT', 'UHUGEINT'].includes(type.name)) return wide
    return `CASE WHEN ${wide} BETWEEN -${HALF_OF_HUGEINT} AND ${HALF_OF_HUGEINT} THEN ${wide} END`
  }
  if (type.kind === 'decimal') {
    const wide = `${value}::DECIMAL(${WIDEST_PRECISION},${type.scale})`
    const digits = '4'.padEnd(WIDEST_PRECISION, '0')
    const whole = digits.slice(0, WIDEST_PRECISION - type.scale)
    const most = `${whole}.${digits.slice(whole.length)}`.replace(/\.$/, '')
    return `CASE WHEN ${wide} BETWEEN -${most}::${decimal(type.scale)} AND ${most}::${decimal(type.scale)} THEN ${wide} END`
  }
  if (type.kind === 'text') return `try_cast(${value} AS DOUBLE)`
  return value
}

const decimal = (scale: number): string => `DECIMAL(${WIDEST_PRECISION},${scale})`

/**
 * SQL that is true of values within |a−b| <= abs + rel·max(|a|, |b|), and of equal ones; null for a type whose values
 * are no numbers. NaN and infinities are close to themselves alone; text is compared as the number that it is.
 * Integers and decimals are subtracted exactly.
 */
export function closeness(type: DataType, a: string, b: string, { abs, rel }: Tolerance): string | null {
  if (!isNumber(type) && type.kind !== 'text') return null
  const isExact = type.kind === 'integer' || type.kind === 'decimal'
  const [left, right] = [subtractable(type, a), subtractable(type, b)]
  const [x, y] = isExact ? [`${a}::DOUBLE`, `${b}::DOUBLE`] : [left, right]
  const exact = `abs((${left}) - (${right}))`
  const difference = isExact ? `coalesce(${exact}::DOUBLE, abs(${x} - ${y}))` : exact
  const isNear = `${difference} <= ${abs}::DOUBLE + ${rel}::DOUBLE * greatest(abs(${x}), abs(${y}))`
  return `(${a} IS NOT DISTINCT FROM ${b} OR (${isExact ? '' : `isfinite(${x}) AND isfinite(${y}) AND `}${isNear}))`
}
