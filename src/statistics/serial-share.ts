import { fitLine, type NoGrowth } from './growth.ts'
import { leverage } from './least-squares.ts'
import { studentTQuantile } from './student-t.ts'

/** A time at a number of cores, or of workers. */
export interface CountTime {
  count: number
  /** Seconds, above 0. */
  seconds: number
  /** Times with the same name were measured at one moment. */
  run: string
}

/** The part of the time on one that more do not shorten, with its 95 % interval; all from 0 to 1. */
export interface SerialShare {
  value: number
  lower: number
  upper: number
  /** Seconds on one, by the fit. */
  oneSeconds: number
  /** Different numbers of them; two cannot show whether the law holds. */
  counts: number
}

/** Why there is none: besides what no line fits, times that contradict the law. */
export type NoSerialShare = NoGrowth | { why: 'slower-with-more' } | { why: 'faster-than-added' }

/**
 * Amdahl's serial share (AFIPS 1967): seconds = a + b/count, the share is a/(a + b). Its interval is Fieller's for a ratio
 * (Journal of the RSS B 16, 1954): all shares s for which (1 − s)·a − s·b may be 0.
 */
export function serialShare(times: readonly CountTime[]): SerialShare | NoSerialShare {
  const fit = fitLine(times.map(({ count, seconds, run }) => ({ size: 1 / count, value: seconds, run })))
  if ('why' in fit) return fit
  // b is of the largest 1/count.
  const a = fit.a
  const b = fit.b / fit.largest
  const t = studentTQuantile(0.975, fit.degrees)
  const excess = (s: number) => {
    const variance = fit.relativeError ** 2 * leverage(fit.covariance, [1 - s, -s / fit.largest])
    return ((1 - s) * a - s * b) ** 2 - t ** 2 * variance
  }
  const { lower, upper } = rootsOf(excess)
  if (upper < 0) return { why: 'faster-than-added' }
  if (lower > 1) return { why: 'slower-with-more' }
  return {
    value: withinOne(a / (a + b)),
    lower: withinOne(lower),
    upper: withinOne(upper),
    oneSeconds: a + b,
    counts: new Set(times.map(({ count }) => count)).size,
  }
}

/** Between which a quadratic is not above 0: everything, where it opens downwards. */
function rootsOf(quadratic: (s: number) => number): { lower: number; upper: number } {
  const [at0, atHalf, at1] = [0, 0.5, 1].map(quadratic) as [number, number, number]
  const square = 2 * (at0 + at1 - 2 * atHalf)
  const linear = at1 - at0 - square
  if (square <= 0) return { lower: 0, upper: 1 }
  const half = Math.sqrt(Math.max(0, linear ** 2 - 4 * square * at0)) / (2 * square)
  const middle = -linear / (2 * square)
  return { lower: middle - half, upper: middle + half }
}

const withinOne = (share: number): number => Math.min(1, Math.max(0, share))
