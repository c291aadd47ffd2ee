import { lnBeta, lnIncompleteBeta } from './incomplete-beta.ts'
import { assertLevel } from './level.ts'

/** The 97.5 % quantile of the normal distribution: what lies above has a probability of 2.5 %. */
const Z = 1.959963984540054

/**
 * ln e, where e = 2^(a+b+1)·∫½..1 p^a(1−p)^b dp is the evidence that the candidate fails more often than the baseline.
 *
 * Of keys on which just one engine failed, it is the candidate with probability p. e is the mean, over p uniform in
 * (½, 1), of the likelihood ratio of p against ½: an e-process for p ≤ ½ (Grünwald, de Heide & Koolen, Safe Testing,
 * JRSS B 86, 2024; Ramdas et al., Statistical Science 38(4), 2023), so that e ≥ 1/α ever, however often one
 * looks, has probability ≤ α. In logs, since e itself passes 1e308 from 1,030 failures to none.
 *
 * @param candidateOnly keys on which only the candidate failed, a
 * @param baselineOnly keys on which only the baseline failed, b; a + b up to 10,000
 * @throws RangeError where a count is negative or no integer
 * @internal
 */
export function lnFailureEvidence(candidateOnly: number, baselineOnly: number): number {
  for (const count of [candidateOnly, baselineOnly])
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is no count`)
  const [a, b] = [candidateOnly + 1, baselineOnly + 1]
  return (a + b - 1) * Math.LN2 + lnBeta(a, b) + lnIncompleteBeta(0.5, b, a)
}

/**
 * Whether the candidate is shown to fail more often: e ≥ 1/α. At α/2 = 0.025 that takes 8 failures to none.
 *
 * @param alpha level, already shared out; 0 < alpha < 1
 * @throws RangeError where a parameter is impossible
 */
export function failsMoreOften(candidateOnly: number, baselineOnly: number, alpha: number): boolean {
  assertLevel(alpha)
  return lnFailureEvidence(candidateOnly, baselineOnly) >= -Math.log(alpha)
}

/**
 * Upper end of Wilson's 95 % interval for a failure rate, 0 to 1: what remains possible after so many failures in so many
 * trials (0 of 28: 12.1 %). It holds for a number of trials fixed beforehand, and is shown, not judged by.
 *
 * Source: Wilson, JASA 22, 1927; Brown, Cai & DasGupta, Statistical Science 16(2), 2001, equation 4.
 *
 * @throws RangeError where trials < 1 or failures are not between 0 and trials
 */
export function wilsonUpperBound(failures: number, trials: number): number {
  if (!(trials >= 1 && failures >= 0 && failures <= trials))
    throw new RangeError(`${failures} of ${trials} is no failure rate`)
  const rate = failures / trials
  const centre = rate + Z ** 2 / (2 * trials)
  const spread = Z * Math.sqrt((rate * (1 - rate)) / trials + Z ** 2 / (4 * trials ** 2))
  return Math.min(1, (centre + spread) / (1 + Z ** 2 / trials))
}
