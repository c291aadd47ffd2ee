import type { Comparison, Frame } from '../evidence/comparison.ts'
import { crossover } from '../statistics/crossover.ts'
import { geometricMean } from '../statistics/ratio.ts'
import { formatBytes } from '../units/bytes.ts'
import { hasTime } from './gates/bounds.ts'
import type { SizeTimes, VerdictFacts } from './verdict.ts'

/**
 * What both sides took at each size that both ran at, ascending.
 *
 * @param bySize comparisons, a list a size
 */
export function timesBySize(
  bySize: readonly (readonly Comparison[])[],
  judged: Frame['judged'],
): SizeTimes[] {
  const times = bySize.flatMap((all): SizeTimes[] => {
    const comparisons = all.filter((each) => each.input.bytes > 0 && hasTime(each, judged))
    const seconds = (side: 'baseline' | 'candidate') =>
      comparisons.flatMap(({ blocks }) => blocks[judged].flatMap((block) => block[side]))
    const [baseline, candidate] = [seconds('baseline'), seconds('candidate')]
    if (baseline.length === 0 || candidate.length === 0) return []
    return [
      {
        bytes: Math.round(geometricMean(comparisons.map(({ input }) => input.bytes))),
        baselineSeconds: geometricMean(baseline) / 1000,
        candidateSeconds: geometricMean(candidate) / 1000,
      },
    ]
  })
  return [...new Map(times.map((each) => [each.bytes, each])).values()].toSorted((a, b) => a.bytes - b.bytes)
}

/** Who takes less time at which size, by the means: never said of sizes that nobody measured. */
export function crossoverText({ sizes, subject: { baseline, candidate } }: VerdictFacts): string {
  const largest = sizes.at(-1)
  if (!largest) return ''
  const upTo = formatBytes(largest.bytes)
  if (sizes.length === 1) return `one size was measured, ${upTo}`
  const found = crossover(
    sizes.map(({ bytes, baselineSeconds, candidateSeconds }) => ({
      size: bytes,
      baseline: baselineSeconds,
      candidate: candidateSeconds,
    })),
  )
  if (found.value !== null) {
    const [above, below] = found.cheaperAbove === 'baseline' ? [baseline, candidate] : [candidate, baseline]
    return `by their means, ${above} takes less time above about ${formatBytes(found.value)}, ${below} below`
  }
  if (found.reason === 'crosses-again') return 'by their means, who takes less time changes more than once'
  if (found.reason === 'equal') return `by their means, both take the same time up to ${upTo}`
  const faster = found.reason === 'candidate-cheaper' ? candidate : baseline
  return `by their means, ${faster} takes less time at all ${sizes.length} sizes, up to ${upTo}`
}
