import type { Folded } from './patterns.ts'

/**
 * SQL for what an equal value would be that contradicts a reason given for others: a number that is no 32-bit float, where
 * a side is said to round to one. Undefined where none does. Such a reason is one of some rows, not of the column.
 */
export function contradictionOf({ reason, details }: Pick<Folded, 'reason' | 'details'>): string | undefined {
  switch (reason) {
    case 'time-zone':
      return 't IS NOT NULL'
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
      return beyondBits(Number(details.bits))
    default:
      return undefined
  }
}

const beyondBits = (bits: number): string => `fx < -${2 ** (bits - 1)}::DOUBLE OR fx >= ${2 ** bits}::DOUBLE`
