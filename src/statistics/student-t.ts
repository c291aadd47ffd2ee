import { lnIncompleteBeta } from './incomplete-beta.ts'

const MOST_STEPS = 2_000

/**
 * Quantile of Student's t: the value that a t with so many degrees of freedom stays below with probability `p`.
 *
 * Source: P(T > t) = I_{ν/(ν+t²)}(ν/2, 1/2)/2 (Abramowitz & Stegun 26.5.27), inverted by bisection to the last digits.
 *
 * @param degrees degrees of freedom, 1 or more
 * @throws RangeError where p is outside (0, 1) or degrees below 1
 */
export function studentTQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability of ${p} is outside (0, 1)`)
  if (!(degrees >= 1)) throw new RangeError(`${degrees} degrees of freedom are too few`)
  if (p === 0.5) return 0
  return p < 0.5 ? -upperQuantile(p, degrees) : upperQuantile(1 - p, degrees)
}

/** t > 0 with P(T > t) = tail. */
function upperQuantile(tail: number, degrees: number): number {
  const exceeds = (t: number) => upperTail(t, degrees) > tail
  let [low, high] = [0, 1]
  while (exceeds(high)) [low, high] = [high, high * 2]
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (exceeds(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const upperTail = (t: number, degrees: number) =>
  Math.exp(lnIncompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)) / 2
