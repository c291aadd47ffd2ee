import type { Sample } from './step-run.ts'

export const MOST_POINTS = 300

/**
 * At most 300 points of a trial: neighbours are merged, keeping the highest memory and the latest CPU of each group,
 * so that a peak stays visible.
 */
export function thinSamples(samples: readonly Sample[]): Sample[] {
  const group = Math.ceil(samples.length / MOST_POINTS)
  if (group <= 1) return [...samples]
  return Array.from({ length: Math.ceil(samples.length / group) }, (_, index): Sample => {
    const members = samples.slice(index * group, (index + 1) * group)
    const last = members.at(-1) ?? [0, 0, 0]
    return [last[0], Math.max(...members.map(([, anon]) => anon)), last[2]]
  })
}

/** Samples of a trial's steps on one time axis. */
export function joinSamples(
  steps: readonly { samples: readonly Sample[]; milliseconds: number }[],
): Sample[] {
  const joined: Sample[] = []
  let [offset, cpu] = [0, 0]
  for (const { samples, milliseconds } of steps) {
    joined.push(...samples.map(([ms, anon, seconds]): Sample => [offset + ms, anon, cpu + seconds]))
    offset += milliseconds
    cpu += samples.at(-1)?.[2] ?? 0
  }
  return joined
}
