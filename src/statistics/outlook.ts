import { halfWidthFactor, MIN_OBSERVATIONS } from './confidence-sequence.ts'
import { isConstant, mean, standardDeviation } from './sample.ts'
import { studentTQuantile } from './student-t.ts'

/** How many more observations until the confidence sequence passes or fails; 0 to 0 where it does already. */
export interface Outlook {
  fewest: number
  /** Null where even no effect at all is compatible with what was seen: then it may never be decided. */
  most: number | null
}

/** Ten years of days: whoever has to wait longer has no use for a number. */
const HORIZON = 3650
/** The range's ends each lie at one tenth of the predictive distribution. */
const TAIL = 0.9

/**
 * How many more observations the decision against `bound` is likely to take: a range that held in about nine of ten
 * simulated histories or more, with days that are independent or resemble their neighbours a little (docs/statistics.md).
 *
 * With effect δ = |x̄ − bound|/s now, that after m observations lies within δ ± t·√((1/n − 1/m)·(I² + δ²/2 + δ²)), t the
 * 90 % quantile of Student's t and I the inflation. The variances are, times n, that of the mean, which dependence
 * multiplies by I²; that of s (Hedges & Olkin, Statistical Methods for Meta-Analysis, 1985, chapter 5); and that of I
 * itself, since ln I is Fisher's z of the autocorrelation, whose variance is about 1/n (Bartlett, Supplement to the JRSS 8,
 * 1946). What is seen already is taken off. `fewest` is when the upper end first exceeds the half-width, `most` when
 * the lower end does.
 *
 * @param x natural logs, oldest first
 * @param bound ln(margin), or 0 where x is against a limit
 * @param alpha level, already shared out
 * @param inflation the one used for the decision, 1 or more, and measured from x
 * @returns in observations: times `averageDays` for days. Null before the fifth
 * @throws RangeError where a parameter is impossible
 */
export function outlook(x: readonly number[], bound: number, alpha: number, inflation = 1): Outlook | null {
  const n = x.length
  if (n < MIN_OBSERVATIONS) return null
  if (isConstant(x)) return { fewest: 0, most: 0 }
  const effect = Math.abs(mean(x) - bound) / standardDeviation(x)
  const needed = (m: number) => inflation * halfWidthFactor(m, alpha)
  if (effect > needed(n)) return { fewest: 0, most: 0 }
  const spread = studentTQuantile(TAIL, n - 1) * Math.sqrt(inflation ** 2 + 1.5 * effect ** 2)
  const drift = (m: number) => spread * Math.sqrt(1 / n - 1 / m)
  const first = (isDecided: (m: number) => boolean) => {
    for (let m = n + 1; m <= n + HORIZON; m += 1) if (isDecided(m)) return m - n
    return undefined
  }
  return {
    fewest: first((m) => effect + drift(m) > needed(m)) ?? HORIZON,
    most: first((m) => effect - drift(m) > needed(m)) ?? null,
  }
}
