import { formatBytes } from '../../model/units/bytes.ts'
import { MOMENTS, type Moment, type PodFacts } from './timeline.ts'

const WORDS: Record<Moment, (facts: PodFacts) => string> = {
  asked: () => 'asked for',
  scheduled: ({ node }) => `scheduled to ${node ?? 'a node'}`,
  pulling: () => 'image pull begins',
  pulled: ({ pull }) =>
    `image pulled${pull ? `${size(pull.imageBytes)}: ${seconds(pull.milliseconds)} s by its node` : ''}`,
  running: () => 'seen to run',
  ended: ({ exit, takenAway }) => takenAway ?? `seen to have ended${exit ? ` with ${exit.exitCode}` : ''}`,
  removed: () => 'removed',
}

/**
 * A pod's life, a line a moment, in seconds since it was asked for.
 *
 * @param more moments that somebody else knows: those of its program, by its own clock
 */
export function timelineText(facts: PodFacts, more: readonly { at: number; words: string }[]): string {
  const { asked = 0 } = facts.times
  const seen = MOMENTS.flatMap((moment) => {
    const at = facts.times[moment]
    return at === undefined ? [] : [{ at, words: WORDS[moment](facts) }]
  })
  return [...seen, ...more]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, words }) => `${seconds(at - asked).padStart(9)} s  ${words}\n`)
    .join('')
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)
const size = (bytes: number): string => (bytes > 0 ? ` (${formatBytes(bytes)})` : '')
