import { unmeasured } from '../../model/measures/measure.ts'
import type { Host, Part } from '../../model/record/schema.ts'
import { noUsage } from '../../model/record/usage.ts'
import type { SparkRun } from './read-results.ts'

const BEFORE = 'the event log begins when the application has started'
const NO_DRIVER = "event logs do not have the driver's usage"
/** CPU of tasks' threads lacks Python, the JIT compiler and garbage collection; memory is sampled every 10 s. */
const NO_EXECUTORS = 'event logs count a part of what executors used'

/** The driver, which lived as long as the application, and the executors, which were paid for as long as they lived. */
export function sparkParts(seconds: number, { coreHours, memoryGbHours }: SparkRun, host: Host): Part[] {
  const times = {
    pullMs: unmeasured(BEFORE),
    startMs: unmeasured(BEFORE),
    initMs: unmeasured('event logs do not tell it: it is part of the work'),
    workMs: seconds * 1000,
  }
  return [
    { name: 'driver', scope: 'whole', host, measures: { ...times, ...noUsage(NO_DRIVER) } },
    {
      name: 'executors',
      scope: 'whole',
      host,
      measures: noUsage(NO_EXECUTORS),
      paid: { coreHours, memoryGbHours },
    },
  ]
}
