import type { Engine } from '../model/config/model.ts'

/** Who executes an engine's steps. */
export type Runner = 'process' | 'docker'

/** Runners a user may ask for; `auto` is processes where all engines can, else containers where all can. */
export const RUNNER_CHOICES = ['auto', 'process', 'docker'] as const
export type RunnerChoice = (typeof RUNNER_CHOICES)[number]

/** Whether all of an engine's steps have a place there. */
const canRun = ({ steps }: Engine, runner: Runner): boolean =>
  steps.every(({ place }) => (runner === 'process' ? place.process : place.container) !== undefined)

/**
 * Each engine's runner: one for all where that can be, since start-up and limits differ between them.
 *
 * @returns by engine; undefined for one that can't run as asked
 */
export function chooseRunners(
  engines: readonly Engine[],
  choice: RunnerChoice,
): Record<string, Runner | undefined> {
  const common = (['process', 'docker'] as const).find((runner) =>
    engines.every((engine) => canRun(engine, runner)),
  )
  const ofEngine = (engine: Engine): Runner | undefined => {
    if (choice !== 'auto') return canRun(engine, choice) ? choice : undefined
    return common ?? (['process', 'docker'] as const).find((runner) => canRun(engine, runner))
  }
  return Object.fromEntries(engines.map((engine) => [engine.name, ofEngine(engine)]))
}

/** `processes`, `containers`, or which engine is what. */
export function describeRunners(runners: Record<string, Runner | undefined>): string {
  const words = { process: 'processes', docker: 'containers' }
  const names = Object.entries(runners)
  const [first] = names
  const isOne = names.every(([, runner]) => runner === first?.[1])
  if (isOne && first?.[1]) return words[first[1]]
  return (['process', 'docker'] as const)
    .map(
      (runner) =>
        `${names
          .filter(([, each]) => each === runner)
          .map(([name]) => name)
          .join(' and ')} as ${words[runner]}`,
    )
    .join(', ')
}
