/** Enough digits that bills of a run can be told apart: `0.0032 USD`, `1.28 USD`, `1,240 USD`. */
export function moneyText(amount: number, currency: string): string {
  const size = Math.abs(amount)
  const fraction = size >= 100 ? 0 : 2
  const digits =
    size >= 1
      ? { minimumFractionDigits: fraction, maximumFractionDigits: fraction }
      : { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }
  return `${amount.toLocaleString('en', digits)} ${currency}`
}

/** `0.0034 to 0.0043 USD`; one amount where both are told alike. */
export const moneyRange = (least: number, most: number, currency: string): string =>
  `${[...new Set([moneyText(least, ''), moneyText(most, '')])].map((text) => text.trim()).join(' to ')} ${currency}`
