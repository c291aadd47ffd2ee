import type { SummaryRow } from '../../report/summary.ts'

/** `0.25×`: two significant digits below ten, none after the point above. */
export const ratioText = (ratio: number): string =>
  `${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toPrecision(2)}×`

/** Who is not told apart from the best; `≈` where the baseline is among them. */
export const winnerText = ({
  winners,
  isWithinNoise,
}: Pick<SummaryRow, 'winners' | 'isWithinNoise'>): string => (isWithinNoise ? '≈' : winners.join(' ≈ '))
