import { mean } from '../../statistics/sample.ts'
import type { ComparisonPage, TrialBar } from '../model/comparison.ts'
import type { EngineMark } from '../model/shared.ts'
import { type Axis, axisFromZero } from './axis.ts'
import { line } from './plot.ts'
import { thinned } from './thin.ts'

export const USAGE_HEIGHT = 220
const MOST_TICKS = 4
const ROOM = 1.08
const MOST_AVERAGES = 60

/** Memory, or cores in use, over the time of a trial of each engine, from a common zero. */
export interface UsagePlot {
  time: Axis
  axis: Axis
  series: { engine: EngineMark; path: string; points: Usage[]; most: number }[]
}

export type UsageMeasure = 'memoryBytes' | 'cores'

interface Usage {
  seconds: number
  value: number
}

type Sample = NonNullable<TrialBar['samples']>[number]

/** Undefined where no trial has samples of it. */
export function usageOf(
  { trials }: Pick<ComparisonPage, 'trials'>,
  what: UsageMeasure,
): UsagePlot | undefined {
  const shown = firstOfEach(trials).flatMap(({ engine, samples }) => {
    const all = samples?.flatMap((sample) => pointOf(sample, what)) ?? []
    const points = what === 'cores' ? averaged(all) : all
    return points.length > 1 ? [{ engine, points }] : []
  })
  if (shown.length === 0) return undefined
  const all = shown.flatMap(({ points }) => points)
  const time = axisFromZero(Math.max(...all.map(({ seconds }) => seconds)), 'seconds', MOST_TICKS)
  const most = Math.max(...all.map(({ value }) => value))
  const axis = axisFromZero(most * ROOM, what === 'cores' ? 'cores' : 'bytes', MOST_TICKS)
  return {
    time,
    axis,
    series: shown.map(({ engine, points: measured }) => {
      const points = thinned(measured)
      return {
        engine,
        path: line(
          points.map(({ seconds, value }) => [time.scale.at(seconds), axis.scale.at(value)] as const),
          USAGE_HEIGHT,
        ),
        points,
        most: Math.max(...measured.map(({ value }) => value)),
      }
    }),
  }
}

/** Cores in use jump from sample to sample: their mean over a part of the trial says more. A sample is of the time since the one before. */
function averaged(points: readonly Usage[]): Usage[] {
  const width = (points.at(-1)?.seconds ?? 0) / MOST_AVERAGES
  const lasting = points.map((point, index) => ({
    ...point,
    lasted: point.seconds - (points[index - 1]?.seconds ?? 0),
  }))
  const parts = Map.groupBy(lasting, ({ seconds }) =>
    Math.min(MOST_AVERAGES - 1, Math.floor(seconds / width)),
  )
  return [...parts.values()].map((part) => {
    const whole = part.reduce((sum, { lasted }) => sum + lasted, 0)
    const used = part.reduce((sum, { value, lasted }) => sum + value * lasted, 0)
    const seconds = mean(part.map((each) => each.seconds))
    return { seconds, value: whole > 0 ? used / whole : (part[0]?.value ?? 0) }
  })
}

/** The first good trial of each engine. */
export const firstOfEach = (trials: readonly TrialBar[]): TrialBar[] =>
  [...Map.groupBy(trials, ({ engine }) => engine.name).values()].flatMap((ofEngine) => {
    const good = ofEngine.find(({ outcome, warmup }) => outcome === 'ok' && !warmup)
    return good ? [good] : []
  })

function pointOf(sample: Sample, what: UsageMeasure): Usage[] {
  const value = sample[what]
  return value === null ? [] : [{ seconds: sample.ms / 1000, value }]
}
