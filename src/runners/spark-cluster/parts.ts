import { addMeasures, type Measures } from '../../model/measures/combine.ts'
import { isMeasured, unmeasured } from '../../model/measures/measure.ts'
import type { Part } from '../../model/record/schema.ts'
import { noUsage, usageOf } from '../../model/record/usage.ts'
import type { StepRun } from '../../trial/step-run.ts'
import type { ExecutorUse } from './event-log.ts'
import type { EndedCluster } from './own-cluster.ts'

const SHARED = unmeasured('the driver and the workers share these cores')
const NONE_RAN = 'no executor has run'
const NO_LOG = unmeasured('no event log of the program names an executor')
/** CPU of tasks' threads lacks Python, the JIT compiler and garbage collection; memory is sampled every 10 s. */
const NO_METER = 'nothing measures the workers, and event logs count a part of what executors used'
const ON_SERVER = 'nothing measures the workers, and a Spark Connect server keeps its event log itself'

/** What is known of a cluster of containers that has ended. */
interface OwnFacts extends EndedCluster {
  startMs: number
  /** Null where the program wrote no event log. */
  use: ExecutorUse | null
}

/**
 * A driver's run with what its cluster used: each container measured by its own meter, the cluster's start counted as the
 * container's start.
 */
export function onOwnCluster(run: StepRun, { master, workers, deaths, startMs, use }: OwnFacts): StepRun {
  const [own] = run.parts
  if (!own) return run
  const start = own.measures.startMs
  const driver = { startMs: (isMeasured(start) ? start : 0) + startMs, othersPercent: SHARED }
  const killed = workers.flatMap(({ oomKills }, index) =>
    oomKills ? [`the kernel killed ${oomKills} of worker-${index + 1}'s processes for lack of memory`] : [],
  )
  const mishaps = [...new Set([...deaths, ...killed])]
  return {
    ...run,
    // Of the driver alone they would not be those of the engine.
    samples: [],
    parts: [
      { ...own, name: 'driver', measures: { ...own.measures, ...driver } },
      { ...own, name: 'master', measures: usageOfAll([master]) },
      {
        ...own,
        name: 'executors',
        measures: usageOfAll(workers),
        paid: { ...paidOf(use), lost: lostOf(use, deaths) },
      },
    ],
    ...(mishaps.length > 0 && { mishap: mishaps.join('; ') }),
  }
}

/** Executors that another one replaced, and workers that nothing replaces. */
const lostOf = (use: ExecutorUse | null, deaths: readonly string[]): number =>
  deaths.length + (use ? Math.max(0, use.started - use.executors) : 0)

const usageOfAll = (runs: readonly StepRun[]): Measures =>
  addMeasures(runs.map(({ parts: [part] }) => usageOf(part?.measures ?? {})))

function paidOf(use: ExecutorUse | null): NonNullable<Part['paid']> {
  if (!use) return { coreHours: NO_LOG, memoryGbHours: NO_LOG, idleCoreHours: NO_LOG }
  const { started: _, ...paid } = use
  return paid
}

/** What is known of executors in pods of their own. */
interface PodsFacts {
  /** Of each that ran. */
  usages: readonly Measures[]
  /** How many ended before their driver, unasked. */
  lost: number
  /** What went wrong with them, in words. */
  mishaps: readonly string[]
  /** Null where the program wrote no event log. */
  use: ExecutorUse | null
}

/** A driver's run with what executors used that each had a meter inside; they came up while it ran. */
export function onPods(run: StepRun, { usages, lost, mishaps, use }: PodsFacts): StepRun {
  const [own] = run.parts
  if (!own) return run
  return {
    ...run,
    samples: [],
    parts: [
      { ...own, name: 'driver', measures: { ...own.measures, othersPercent: SHARED } },
      {
        name: 'executors',
        scope: 'whole',
        measures: usages.length > 0 ? addMeasures(usages) : noUsage(NONE_RAN),
        paid: { ...paidOf(use), lost: Math.max(lostOf(use, []), lost) },
      },
    ],
    ...(mishaps.length > 0 && { mishap: mishaps.join('; ') }),
  }
}

/** A driver's run with what the event log says of executors on machines that nothing measures. */
export function onForeignCluster(run: StepRun, use: ExecutorUse | null, isConnect: boolean): StepRun {
  const [own] = run.parts
  if (!own) return run
  const measures = noUsage(isConnect ? ON_SERVER : NO_METER)
  const executors: Part = {
    name: 'executors',
    scope: 'whole',
    measures,
    ...(!isConnect && { paid: paidOf(use) }),
  }
  return { ...run, samples: [], parts: [{ ...own, name: 'driver' }, executors] }
}
