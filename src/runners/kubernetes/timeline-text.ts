import { formatBytes } from '../../model/units/bytes.ts'
import { isMetered, type MeterResult } from '../meter/meter.ts'
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

/** Something that happened. */
export interface Told {
  /** Milliseconds since 1970. */
  at: number
  words: string
}

/** What was seen of a pod. */
export const momentsOf = (facts: PodFacts): Told[] =>
  MOMENTS.flatMap((moment) => {
    const at = facts.times[moment]
    return at === undefined ? [] : [{ at, words: WORDS[moment](facts) }]
  })

/** What its program's meter knows, by its own clock; nothing where it found nothing. */
export const programMoments = (result: MeterResult | undefined): Told[] =>
  result && isMetered(result)
    ? [
        { at: result.startedAtMs, words: 'the program begins' },
        { at: result.startedAtMs + result.wallMs, words: 'the program has ended' },
      ]
    : []

/** A line a moment, in their order, in seconds since one of them. */
export const timelineText = (moments: readonly Told[], from = 0): string =>
  moments
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, words }) => `${seconds(at - from).padStart(9)} s  ${words}\n`)
    .join('')

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)
const size = (bytes: number): string => (bytes > 0 ? ` (${formatBytes(bytes)})` : '')
