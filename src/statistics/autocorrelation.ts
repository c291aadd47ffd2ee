import { MIN_OBSERVATIONS } from './confidence-sequence.ts'
import { isConstant, mean } from './sample.ts'

/** Beyond it an inflation says nothing but that there is no knowing. */
const MOST = 0.9

/**
 * How much neighbours in time resemble each other, −1 to 1:
 * Σ(x_t − x̄)(x_{t+1} − x̄)/Σ(x_t − x̄)² (Box & Jenkins, Time Series Analysis, chapter 2).
 *
 * Without any dependence it is −1/n on average and lies within ±2/√n nineteen times out of twenty.
 *
 * @param x oldest first
 * @returns null below three values or where all are equal
 */
export function lag1Autocorrelation(x: readonly number[]): number | null {
  if (x.length < 3 || isConstant(x)) return null
  const centre = mean(x)
  let [before, products, squares] = [0, 0, 0]
  for (const value of x) {
    const deviation = value - centre
    products += before * deviation
    squares += deviation ** 2
    before = deviation
  }
  return products / squares
}

/**
 * By how much the confidence sequence is widened for the autocorrelation seen: √((1+ρ)/(1−ρ)), the factor by which an
 * AR(1) process widens the standard error of a mean (Zwiers & von Storch, J. Climate 8,
 * 1995: the equivalent sample size). ρ = r₁ + 1/n takes away the bias that r₁ has without dependence (Kendall, Biometrika 41, 1954);
 * below 0 it counts as 0 and above 0.9 as 0.9.
 *
 * Never below 1, so that a guarantee for independent observations still holds. bench/statistics.ts prints the difference it makes.
 *
 * @param x oldest first
 * @returns 1 before the fifth observation and where all are equal
 */
export function dependenceInflation(x: readonly number[]): number {
  if (x.length < MIN_OBSERVATIONS) return 1
  const seen = lag1Autocorrelation(x)
  if (seen === null) return 1
  const rho = Math.min(MOST, Math.max(0, seen + 1 / x.length))
  return Math.sqrt((1 + rho) / (1 - rho))
}
