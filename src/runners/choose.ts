import type { Engine } from '../model/config/model.ts'
import { RUNNERS, runnerNamed } from './registry.ts'
import type { Runner } from './runner.ts'

/** Runners a user may ask for; `auto` is the first that all engines can run on. */
export const RUNNER_CHOICES: readonly string[] = ['auto', ...RUNNERS.map(({ name }) => name)]

const canRunAll = ({ steps }: Engine, runner: Runner): boolean =>
  steps.every(({ place }) => runner.canRun(place))

/**
 * The runner of each engine's steps: one for all where that can be, since start-up and limits differ between them.
 *
 * @param choice one of `RUNNER_CHOICES`
 * @returns by engine, a name a step; undefined for an engine that can't run as asked
 */
export function chooseRunners(
  engines: readonly Engine[],
  choice: string,
): Record<string, string[] | undefined> {
  const allowed = RUNNERS.filter(({ name, isNamed }) => isNamed || choice === 'auto' || name === choice)
  const asked = RUNNERS.find(({ name }) => name === choice)
  const named = (engine: Engine) =>
    asked && canRunAll(engine, asked)
      ? undefined
      : allowed.find((runner) => runner.isNamed && canRunAll(engine, runner))
  const free = engines.filter((engine) => !named(engine))
  const common = allowed.find((runner) => free.every((engine) => canRunAll(engine, runner)))
  const ofEngine = (engine: Engine): string[] | undefined => {
    const own = named(engine) ?? common ?? allowed.find((runner) => canRunAll(engine, runner))
    const each = engine.steps.map(({ place }) => own ?? allowed.find((runner) => runner.canRun(place)))
    return each.every((runner) => runner !== undefined) ? each.map(({ name }) => name) : undefined
  }
  return Object.fromEntries(engines.map((engine) => [engine.name, ofEngine(engine)]))
}

/** Each step of an engine, and who runs it. */
export const stepsOnRunners = ({ steps }: Engine, names: readonly string[] = []) =>
  steps.map((step, index) => ({ step, runner: runnerNamed(names[index] ?? '') }))

/** The name of what ran an engine: its steps' runner, or several joined by `+`. */
export const joinRunners = (names: readonly string[]): string => [...new Set(names)].join('+')

/** Whether a step of some engines takes this machine's cores and memory. */
export const runHere = (runners: Readonly<Record<string, readonly string[] | undefined>>): boolean =>
  Object.values(runners).some((names) => names?.some((name) => runnerNamed(name).isHere))

/** `processes`, `containers`, or which engine is what. */
export function describeRunners(runners: Record<string, readonly string[]>): string {
  const engines = Map.groupBy(Object.keys(runners), (engine) => joinRunners(runners[engine] ?? []))
  const inOrder = [...engines].toSorted(([a], [b]) => placeOf(a) - placeOf(b))
  return inOrder
    .map(([joined, names]) => {
      const words = joined.split('+').map((name) => runnerNamed(name).plural)
      return `${inOrder.length > 1 ? `${names.join(' and ')} as ` : ''}${words.join(' and ')}`
    })
    .join(', ')
}

const placeOf = (joined: string): number => RUNNERS.findIndex(({ name }) => name === joined.split('+')[0])
