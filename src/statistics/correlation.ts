import { isConstant, mean } from './sample.ts'

/**
 * Pearson's correlation of pairs, −1 to 1.
 *
 * @returns null where either side is constant, so that there is none
 */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [x, y] = [pairs.map(([left]) => left), pairs.map(([, right]) => right)]
  if (pairs.length < 2 || isConstant(x) || isConstant(y)) return null
  const [centreX, centreY] = [mean(x), mean(y)]
  let [products, squaresX, squaresY] = [0, 0, 0]
  for (const [left, right] of pairs) {
    products += (left - centreX) * (right - centreY)
    squaresX += (left - centreX) ** 2
    squaresY += (right - centreY) ** 2
  }
  return products / Math.sqrt(squaresX * squaresY)
}
