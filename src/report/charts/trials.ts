import type { ComparisonPage, TrialBar } from '../model/comparison.ts'

export type PartKind = 'pull' | 'start' | 'init' | 'stage' | 'work' | 'rest'

/** A part of a trial: places from 0 to 1 of the longest. */
export interface TrialPart {
  kind: PartKind
  /** As the engine names its stage; else what kind says. */
  name: string
  seconds: number
  from: number
  to: number
}

export interface TrialLine {
  trial: TrialBar
  parts: TrialPart[]
  /** Where its bar ends. */
  end: number
}

/** Every trial in the order in which they ran, all on one scale. */
export function trialLines({ trials }: Pick<ComparisonPage, 'trials'>): TrialLine[] {
  const cut = trials.map((trial) => ({ trial, parts: partsOf(trial) }))
  const lengths = cut.map(({ parts }) => parts.reduce((sum, { seconds }) => sum + seconds, 0))
  const scale = 1 / Math.max(...lengths, Number.MIN_VALUE)
  return cut.map(({ trial, parts }) => {
    let at = 0
    const placed = parts.map((part) => {
      const from = at
      at += part.seconds * scale
      return { ...part, from, to: at }
    })
    return { trial, parts: placed, end: at }
  })
}

/** One after the other; where an engine reports no stages, its work is one part. */
function partsOf(trial: TrialBar): Pick<TrialPart, 'kind' | 'name' | 'seconds'>[] {
  const { pullMs, startMs, initMs, workMs, restMs, stages, totalMs } = trial
  const part = (kind: PartKind, milliseconds: number | null) =>
    milliseconds !== null && milliseconds > 0 ? [{ kind, name: kind, seconds: milliseconds / 1000 }] : []
  const work =
    stages.length > 0
      ? [
          ...stages.map(({ name, seconds }) => ({ kind: 'stage' as const, name, seconds })),
          ...part('rest', restMs),
        ]
      : part('work', workMs ?? (startMs === null && initMs === null ? totalMs : null))
  return [...part('pull', pullMs), ...part('start', startMs), ...part('init', initMs), ...work]
}
