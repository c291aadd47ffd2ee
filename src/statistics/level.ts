/** What α is shared among. */
export interface Shares {
  /** Candidates judged against one baseline, `k`: 1 or more. */
  candidates: number
  /** Number of the epoch by first appearance, `j`: 1, 2, … */
  epoch: number
}

/**
 * The level α' left for one candidate in one epoch: α/(k·j·(j+1)).
 *
 * Since Σ 1/(j·(j+1)) = 1, all false decisions at one size and limits, over the candidates that begin together and however
 * many epochs, have together at most probability α (Bonferroni's inequality); nobody has to know beforehand how many
 * epochs there will be. Other sizes, limits and names are other tests: docs/statistics.md.
 *
 * @throws RangeError where α is outside (0, 1) or a share is no positive integer
 */
export function levelFor(alpha: number, { candidates, epoch }: Shares): number {
  assertLevel(alpha)
  for (const share of [candidates, epoch])
    if (!Number.isInteger(share) || share < 1) throw new RangeError(`${share} is no positive integer`)
  return alpha / (candidates * epoch * (epoch + 1))
}

/** @throws RangeError where α is outside (0, 1) */
export function assertLevel(alpha: number): void {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`a level of ${alpha} is outside (0, 1)`)
}
