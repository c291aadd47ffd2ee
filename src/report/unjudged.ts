/** What ran on a piece of input besides the trials that its figures are of. */
export interface Unjudged {
  /** Whether all of it ran before those. */
  isEarlier: boolean
  /** Engines that ran with other code; none of a run that is merely another one. */
  changed: string[]
}

interface Ran {
  engine: string
  behaviour: string
  isJudged: boolean
}

/**
 * Null where all trials are judged.
 *
 * @param trials in the order they ran
 */
export function unjudgedOf(trials: readonly Ran[]): Unjudged | null {
  const others = trials.filter(({ isJudged }) => !isJudged)
  if (others.length === 0) return null
  const known = new Set(trials.filter(({ isJudged }) => isJudged).map(({ behaviour }) => behaviour))
  const changed = others.filter(({ behaviour }) => !known.has(behaviour)).map(({ engine }) => engine)
  return {
    isEarlier:
      trials.findLastIndex(({ isJudged }) => !isJudged) < trials.findIndex(({ isJudged }) => isJudged),
    changed: [...new Set(changed)],
  }
}
