import { type Case, guarded } from '../case.ts'
import { partly, type Reason } from '../reason.ts'
import { ofNumbers } from './steps.ts'

/** One in 256 pairs of small integers is apart by a multiple of 256 for no reason. */
const BYTE_BITS = 8

/** `part` is the width in bits; only where both are whole. */
function wraps(widths: readonly number[], isCandidate: string): Case {
  const wrapsAt = (bits: number): string =>
    `(i - j) % ${2n ** BigInt(bits)} = 0 AND (${['i', 'j'].map((whole) => within(whole, bits)).join(' OR ')})`
  const part = `CASE ${widths.map((bits) => `WHEN ${wrapsAt(bits)} THEN ${bits}`).join(' ')} ELSE 0 END`
  return { when: guarded(`f >= 256 AND (i - j) % 256 = 0${isCandidate}`, `${part} > 0`), part }
}

const within = (whole: string, bits: number): string =>
  `${whole} BETWEEN ${-(2n ** BigInt(bits - 1))} AND ${2n ** BigInt(bits) - 1n}`

export const overflow: Reason = {
  id: 'overflow',
  entries: ['integer-overflow'],
  explain: (_sides, { bits = '', ...details } = {}) => {
    const [power, integer] =
      bits === '' ? ['n', 'an n-bit'] : [bits, `${bits === 8 ? 'an' : 'a'} ${bits}-bit`]
    return `overflow: the values differ by a multiple of 2^${power}, as when ${integer} integer wraps${partly(details)}`
  },
  declare: 'by-hand',
  ...ofNumbers([wraps([32, 16, BYTE_BITS], ' AND f < 9e15')], () => [wraps([64, 32, 16, BYTE_BITS], '')]),
  mayBeChance: (part) => part === BYTE_BITS,
  details: ([commonest]) => ({ bits: commonest?.part ?? '' }),
  refutedBy: ({ bits }) => `fx < -${2 ** (Number(bits) - 1)}::DOUBLE OR fx >= ${2 ** Number(bits)}::DOUBLE`,
}
