import type { EngineMark, Hue } from '../model/shared.ts'

/** Whose mark an engine has: in a job, its baseline; else the same on every page. */
export type Marks = (name: string, baseline: string) => EngineMark

const HUES: readonly Hue[] = ['candidate-1', 'candidate-2', 'candidate-3']

/**
 * Gives colours to the candidates of most jobs first, then in the order of the configuration, so that an engine that many jobs share keeps its colour
 * when a job of its own comes and goes.
 *
 * @param jobs names of the candidates of each
 */
export function marksOf(jobs: readonly (readonly string[])[]): Marks {
  const counts = new Map<string, number>()
  for (const name of jobs.flat()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const byUse = [...counts].toSorted(([, n], [, m]) => m - n).map(([name]) => name)
  return (name, baseline) => ({
    name,
    hue: name === baseline ? 'baseline' : (HUES[byUse.indexOf(name)] ?? 'other'),
  })
}
