import type { Engine } from '../../model/config/model.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import type { Trial } from '../../model/record/schema.ts'

/** What maintenance came to: how long each task took, and what ended it early, if anything did. */
export interface Maintained {
  tasks: NonNullable<Trial['maintenance']>
  failure?: string
}

/**
 * Runs the tasks of an engine's `maintenance:` in order. One that the engine can't do has the reason instead of a time.
 *
 * @param run runs a command and returns what went wrong, if anything did
 */
export async function maintain(
  maintenance: NonNullable<Engine['maintenance']>,
  run: (command: readonly string[]) => Promise<string | undefined>,
): Promise<Maintained> {
  const tasks: Maintained['tasks'] = []
  for (const [name, command] of Object.entries(maintenance)) {
    if (typeof command === 'string') {
      tasks.push({ name, seconds: unmeasured(command) })
      continue
    }
    const begun = performance.now()
    const failure = await run(command)
    const seconds = failure === undefined ? (performance.now() - begun) / 1000 : unmeasured(failure)
    tasks.push({ name, seconds })
    if (failure !== undefined) return { tasks, failure: `maintenance ${name}: ${failure}` }
  }
  return { tasks }
}
