import { mean, median } from './sample.ts'

/** The counted trials of one ABBA block that ended well: seconds each, or any other measure above 0. */
export interface Block {
  baseline: readonly number[]
  candidate: readonly number[]
}

/**
 * A comparison's d, a natural log of candidate/baseline (ln 0.9: the candidate takes 10 % less): the median over its
 * blocks of mean ln(candidate) − mean ln(baseline).
 *
 * In an ABBA block both engines have the same mean position, so that a linear drift of the machine cancels (Box, Hunter
 * & Hunter, Statistics for Experimenters, chapter 3, blocking); the median forgives one disturbed block of three.
 * Blocks that lack an engine are passed over.
 *
 * @returns null where no block has both engines
 * @throws RangeError where a measure is not above 0
 */
export function comparisonDifference(blocks: readonly Block[]): number | null {
  const whole = blocks.filter(({ baseline, candidate }) => baseline.length > 0 && candidate.length > 0)
  return whole.length === 0 ? null : median(whole.map(blockDifference))
}

/**
 * The same against an absolute limit: a natural log of candidate seconds/limit seconds, median over blocks.
 *
 * @param limit in the unit of the trials, above 0
 * @returns null where no block has the candidate
 * @throws RangeError where a measure or the limit is not above 0
 */
export function comparisonAgainstLimit(
  blocks: readonly Pick<Block, 'candidate'>[],
  limit: number,
): number | null {
  const whole = blocks.filter(({ candidate }) => candidate.length > 0)
  return whole.length === 0 ? null : median(whole.map(({ candidate }) => meanLog(candidate) - log(limit)))
}

/** d of one ABBA block: mean ln(candidate) − mean ln(baseline). @throws RangeError for an engine without a trial */
const blockDifference = ({ baseline, candidate }: Block): number => meanLog(candidate) - meanLog(baseline)

const meanLog = (values: readonly number[]) => mean(values.map(log))

function log(value: number): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${value} has no logarithm`)
  return Math.log(value)
}
