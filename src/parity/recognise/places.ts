/** What binary fractions and sums of them may be off by: of a whole number, and at most. */
const [SHARE, LEAST, MOST] = [1e-10, 1e-9, 1e-4]

/** SQL that is true of a double without decimals beyond a place, but for what binary fractions are off by. */
export const hasDecimals = (value: string, power: string): string =>
  `(abs(${value} * ${power} - round(${value} * ${power})) <= least(${MOST}, ${LEAST} + ${SHARE} * abs(${value} * ${power})))`
