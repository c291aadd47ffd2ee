import { z } from 'zod'
import { isMeasured, type Measurement } from '../model/measures/measure.ts'
import type { Trial } from '../model/record/schema.ts'
import { mean } from '../statistics/sample.ts'

/** A task of an engine's maintenance: its mean time over the trials, or why there is none. */
export const maintenanceTask = z.strictObject({
  engine: z.string(),
  task: z.string(),
  seconds: z.number().nullable(),
  reason: z.string().nullable(),
})
export type MaintenanceTask = z.infer<typeof maintenanceTask>

export function maintenanceOf(trials: readonly Pick<Trial, 'engine' | 'maintenance'>[]): MaintenanceTask[] {
  const all = trials.flatMap(({ engine, maintenance = [] }) =>
    maintenance.map((task) => ({ engine, ...task })),
  )
  const groups = Map.groupBy(all, ({ engine, name }) => JSON.stringify([engine, name]))
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ engine, name: task }) => ({ engine, task, ...timeOf(group) })),
  )
}

/** Not known where it is not of one trial. */
function timeOf(tasks: readonly { seconds: Measurement }[]): Pick<MaintenanceTask, 'seconds' | 'reason'> {
  const times = tasks.map(({ seconds }) => seconds)
  const unknown = times.find((seconds) => typeof seconds === 'object')
  return unknown
    ? { seconds: null, reason: unknown.reason }
    : { seconds: mean(times.filter(isMeasured)), reason: null }
}
