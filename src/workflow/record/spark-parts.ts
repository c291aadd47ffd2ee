import { unmeasured } from '../../model/measures/measure.ts'
import { SPARK } from '../../model/record/deployment.ts'
import type { Host, Part, StepRecord } from '../../model/record/schema.ts'
import { isLocalMaster, MASTER, PLUGINS } from '../../model/record/spark-master.ts'
import { noUsage } from '../../model/record/usage.ts'
import type { SparkRun } from './read-results.ts'

const BEFORE = 'the event log begins when the application has started'
const NO_DRIVER = "event logs do not have the driver's usage"
/** CPU of tasks' threads lacks Python, the JIT compiler and garbage collection; memory is sampled every 10 s. */
const NO_EXECUTORS = 'event logs count a part of what executors used'

/**
 * The driver, which lived as long as the application, and the executors, which were paid for as long as they lived. In
 * local mode, the driver is the only executor.
 */
function partsOf(
  seconds: number,
  { coreHours, memoryGbHours, executors, master }: SparkRun,
  host: Host,
): Part[] {
  const times = {
    pullMs: unmeasured(BEFORE),
    startMs: unmeasured(BEFORE),
    initMs: unmeasured('event logs do not tell it: it is part of the work'),
    workMs: seconds * 1000,
  }
  const driver: Part = { name: 'driver', scope: 'whole', host, measures: { ...times, ...noUsage(NO_DRIVER) } }
  const paid = { coreHours, memoryGbHours, executors }
  if (master !== null && isLocalMaster(master)) return [{ ...driver, paid }]
  return [driver, { name: 'executors', scope: 'whole', host, measures: noUsage(NO_EXECUTORS), paid }]
}

/** What an event log says of how a program ran: the same that a step of our own runs has. */
export function stepOfSpark(
  seconds: number,
  run: SparkRun,
  host: Host,
): Pick<StepRecord, 'versions' | 'parts' | 'settings'> {
  const { version, master, plugins } = run
  const settings = {
    ...(master !== null && { [MASTER]: master }),
    ...(plugins !== null && { [PLUGINS]: plugins }),
  }
  return {
    versions: version === null ? {} : { [SPARK]: version },
    ...(Object.keys(settings).length > 0 && { settings }),
    parts: partsOf(seconds, run, host),
  }
}
