import { isMeasured, type Measurement, unmeasured } from './measure.ts'
import { MEASURES, type MeasureDefinition, type MeasureName, measureNames } from './registry.ts'

export type Measures = Partial<Record<MeasureName, Measurement>>

/**
 * A trial's measures from those of its steps, which ran one after the other, by each measure's own rule. Null in one
 * step is null in the trial, with that step's reason; a pull or a container's start is that of the steps that had one.
 *
 * The total has all start-up, told or not. `workMs` is without it where every step told when it was ready; else it has
 * all of it, and `initMs` is null.
 */
export function combineMeasures(steps: readonly Measures[]): Measures {
  const combined: Measures = {}
  for (const name of measureNames) {
    const { combine, among }: MeasureDefinition = MEASURES[name]
    const values = stepsWith(among, steps)
      .map((step) => step[name])
      .filter((value) => value !== undefined)
    if (combine === 'derived' || values.length === 0) continue
    combined[name] = combineValues(values, combine)
  }
  return { ...combined, ...derived(steps, combined), ...othersOver(steps) }
}

/**
 * Measures of what ran at the same time, such as a driver and its executors: all is added up, memory too, so that its sum is
 * the most that they can have held at once. Times are those of the one that has them.
 */
export function addMeasures(beside: readonly Measures[]): Measures {
  const [first = {}, ...others] = beside
  if (others.length === 0) return first
  const added: Measures = {}
  for (const name of measureNames) {
    const values = beside.map((each) => each[name]).filter((value) => value !== undefined)
    const [only] = values
    if (only === undefined) continue
    added[name] = MEASURES[name].combine === 'derived' ? only : combineValues(values, 'sum')
  }
  return added
}

/** Those that have a measure; all, where none has. */
function stepsWith(name: MeasureName | undefined, steps: readonly Measures[]): readonly Measures[] {
  const having = steps.filter((step) => name !== undefined && isMeasured(step[name]))
  return having.length > 0 ? having : steps
}

function combineValues(values: Measurement[], how: 'sum' | 'max'): Measurement {
  const missing = values.find((value) => !isMeasured(value))
  if (missing !== undefined) return missing
  const numbers = values.filter(isMeasured)
  return how === 'sum' ? sum(numbers) : Math.max(...numbers)
}

const PARTLY_SILENT = unmeasured('not every step reported when it was ready, so start-up is part of the work')

/** Start and init are missing where there is no container, or the engine is silent: then they are part of the rest. */
function derived(steps: readonly Measures[], { startMs, initMs, workMs, cpuSeconds }: Measures): Measures {
  if (!isMeasured(workMs)) return {}
  const toldMs = sum(steps.map((step) => orZero(step.initMs)))
  const executionMs = workMs + toldMs
  const result: Measures = { executionMs, totalMs: executionMs + orZero(startMs) }
  if (toldMs > 0 && !isMeasured(initMs)) Object.assign(result, { initMs: PARTLY_SILENT, workMs: executionMs })
  if (isMeasured(cpuSeconds)) {
    result.avgCpuPercent =
      executionMs > 0 ? (cpuSeconds / (executionMs / 1000)) * 100 : unmeasured('it ended immediately')
  }
  return result
}

/** What others used is a mean over the time of the steps that were long enough to tell. */
function othersOver(steps: readonly Measures[]): Measures {
  const [first] = steps.map(({ othersPercent }) => othersPercent).filter((value) => value !== undefined)
  if (first === undefined) return {}
  const totalMs = sum(steps.map((step) => (isMeasured(step.othersPercent) ? executionOf(step) : 0)))
  const weighted = steps.map((step) => orZero(step.othersPercent) * executionOf(step))
  return { othersPercent: totalMs > 0 ? sum(weighted) / totalMs : first }
}

const orZero = (value: Measurement | undefined): number => (isMeasured(value) ? value : 0)

const executionOf = ({ initMs, workMs }: Measures): number => orZero(initMs) + orZero(workMs)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
