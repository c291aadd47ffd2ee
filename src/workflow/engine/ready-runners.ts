import type { Context } from '../../context.ts'
import type { PlannedComparison } from '../../plan/plan.ts'
import { RUNNERS } from '../../runners/registry.ts'
import type { Ready, Surroundings } from '../../runners/runner.ts'

/** The runners that a run's plan needs. */
export interface ReadyRunners {
  of(name: string): Ready
}

/** Makes each runner ready once, with all of its steps. */
export async function prepareRunners(
  plans: readonly PlannedComparison[],
  around: Surroundings,
  context: Context,
): Promise<ReadyRunners> {
  const ready = new Map<string, Ready>()
  for (const runner of RUNNERS) {
    const steps = plans.flatMap(({ engines, runners }) =>
      engines.flatMap((engine) =>
        engine.steps.filter((_, index) => runners[engine.name]?.[index] === runner.name),
      ),
    )
    if (steps.length > 0) ready.set(runner.name, await runner.prepare(steps, around, context))
  }
  return {
    of: (name) => {
      const found = ready.get(name)
      if (!found) throw new Error(`The runner '${name}' is planned but not prepared.`)
      return found
    },
  }
}
