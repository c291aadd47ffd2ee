import { autoregressive, type Noise } from '../../tests/seeded-noise.ts'
import { times } from './table.ts'

/** A history of so many days, whose truth is known: no effect, the mean is 0. */
export type History = (noise: Noise, days: number) => number[]

const independent =
  (draw: (noise: Noise) => number): History =>
  (noise, days) =>
    times(days, () => draw(noise))

export const correlated =
  (rho: number): History =>
  (noise, days) =>
    autoregressive(noise, days, rho)

/** Each day is the last one and noise; the mean that it is asked for is the one it began at. */
const randomWalk: History = (noise, days) => {
  let at = 0
  return times(days, () => {
    at += noise.normal()
    return at
  })
}

/** Student's t with three degrees of freedom. */
const heavyTail = (noise: Noise) => {
  const chiSquared = times(3, noise.normal).reduce((sum, value) => sum + value ** 2, 0)
  return noise.normal() / Math.sqrt(chiSquared / 3)
}

const lognormal = (sigma: number) => (noise: Noise) =>
  Math.exp(sigma * noise.normal()) - Math.exp(sigma ** 2 / 2)

/** On some days the candidate takes five times as long, on all others so much less that the mean log is 0. */
const rarelySlow = (part: number, s: number) => (noise: Noise) =>
  s * noise.normal() + Math.log(5) * ((noise.uniform() < part ? 1 : 0) - part)

export const NO_EFFECT: readonly [string, History][] = [
  ['normal, independent', correlated(0)],
  ['AR(1) 0.1', correlated(0.1)],
  ['AR(1) 0.3', correlated(0.3)],
  ['AR(1) 0.5', correlated(0.5)],
  ['AR(1) 0.7', correlated(0.7)],
  ['AR(1) 0.9', correlated(0.9)],
  ['random walk', randomWalk],
  ['heavy tails on both sides, t(3)', independent(heavyTail)],
  ['lognormal d, σ 0.5 (skewness 1.7)', independent(lognormal(0.5))],
  ['lognormal d, σ 1 (skewness 6.2)', independent(lognormal(1))],
  ['2 % of days take 5 times as long, s 0.1', independent(rarelySlow(0.02, 0.1))],
  ['2 % of days, s 0.03', independent(rarelySlow(0.02, 0.03))],
  ['5 % of days, s 0.1', independent(rarelySlow(0.05, 0.1))],
  ['5 % of days, s 0.03', independent(rarelySlow(0.05, 0.03))],
]
