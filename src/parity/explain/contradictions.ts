import type { DataType } from '../../types/data-type.ts'
import { trimmed } from '../recognise/blanks.ts'
import { perSecondOf } from '../recognise/times.ts'
import type { Folded } from './patterns.ts'

/**
 * SQL for what an equal value would be that contradicts a reason given for others: a number that is no 32-bit float, where
 * a side is said to round to one. Undefined where none does. Such a reason is one of some rows, not of the column.
 */
export function contradictionOf(
  { reason, details }: Pick<Folded, 'reason' | 'details'>,
  type: DataType,
): string | undefined {
  switch (reason) {
    case 'time-zone':
      return 't IS NOT NULL'
    case 'time-precision':
      return isFiner(`${details.unit}`, type)
    case 'factor':
      return 'fx <> 0'
    case 'epoch-unit':
      return 't <> 0'
    case 'calendar':
      return 'ya < 1582'
    case 'float-precision':
      return 'try_cast(fx AS FLOAT)::DOUBLE <> fx'
    case 'double-precision':
      return 'i <> try_cast(fx AS HUGEINT)'
    case 'overflow':
      return isBeyond(Number(details.bits))
    case 'trimming':
      return `a <> ${trimmed('a')}`
    default:
      return undefined
  }
}

const SECONDS: Record<string, bigint> = { day: 86_400n, s: 1n }
const PARTS: Record<string, bigint> = { ms: 1000n, us: 1_000_000n }

/** A time that has a part finer than a unit. */
function isFiner(unit: string, type: DataType): string | undefined {
  const perSecond = perSecondOf(type)
  const size = perSecond * (SECONDS[unit] ?? 0n) || perSecond / (PARTS[unit] ?? perSecond + 1n)
  return size > 1n ? `t % ${size} <> 0` : undefined
}

const isBeyond = (bits: number): string => `fx < -${2 ** (bits - 1)}::DOUBLE OR fx >= ${2 ** bits}::DOUBLE`
