import { Application } from '../../application/application.ts'
import { EventLines } from '../../application/events/event-lines.ts'
import type { Listener, Told } from '../../application/events/events.ts'
import { Tasks } from '../../application/tasks.ts'
import { UserError } from '../../errors.ts'
import { discoverLogs } from '../../eventlog/discover.ts'
import { readLog } from '../../eventlog/read-log.ts'
import { type Measurement, unmeasured } from '../../model/measures/measure.ts'

/** What a program's event logs say of its executors. */
export interface ExecutorUse {
  coreHours: Measurement
  memoryGbHours: Measurement
  /** Of the core-hours, those in which no task ran. */
  idleCoreHours: Measurement
  /** At once, at the most. */
  executors: number
  /** All that came up, those that replaced others too. */
  started: number
}

const MS_AN_HOUR = 3_600_000

/** Core-milliseconds that tasks ran for. */
class BusyCores implements Listener {
  ms = 0
  readonly #tasks = new Tasks()
  #taskCpus = 1

  configured({ 'Spark Properties': settings }: Told['configured']): void {
    this.#taskCpus = Math.max(1, Number(settings['spark.task.cpus'] ?? 1) || 1)
  }

  taskEnded(task: Told['taskEnded']): void {
    this.ms += this.#tasks.ended(task) * this.#taskCpus
  }

  stageEnded({ 'Stage Info': info }: Told['stageEnded']): void {
    this.#tasks.stageEnded(info['Stage ID'])
  }
}

/**
 * Adds up what the event logs in a folder say of executors, of each of the program's applications.
 *
 * @returns null where there is none, or no executor came up
 */
export async function readExecutorUse(folder: string): Promise<ExecutorUse | null> {
  const { signal } = new AbortController()
  const sources = await discoverLogs([folder], signal).catch((error: unknown) => {
    if (error instanceof UserError) return []
    throw error
  })
  const applications = []
  for (const source of sources) {
    const [application, busy] = [new Application(), new BusyCores()]
    await readLog(source, new EventLines([application, busy]), signal)
    applications.push({ paid: application.facts().paid, busyMs: busy.ms })
  }
  const paid = applications.map((each) => each.paid)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const started = sum(paid.map(({ executors }) => executors))
  if (started === 0) return null
  const coreMs = sum(paid.map((each) => each.coreMs))
  const byteMs = paid.map((each) => each.byteMs)
  const known = byteMs.filter((each) => each !== null)
  return {
    coreHours: coreMs / MS_AN_HOUR,
    memoryGbHours:
      known.length < byteMs.length ? unmeasured('no-memory-setting') : sum(known) / 1e9 / MS_AN_HOUR,
    // A task may outlive its executor's last sign by a little.
    idleCoreHours: Math.max(0, coreMs - sum(applications.map(({ busyMs }) => busyMs))) / MS_AN_HOUR,
    executors: Math.max(...paid.map(({ mostExecutors }) => mostExecutors)),
    started,
  }
}
