import { isMeasured, type Measurement, unmeasured } from './measure.ts'
import { MEASURES, type MeasureName, measureNames } from './registry.ts'

export type Measures = Partial<Record<MeasureName, Measurement>>

/**
 * The measures of a whole from those of its parts, by each measure's own rule: sums of time and CPU, maximum of
 * memory. Null in one part is null in the whole, with that part's reason. Derived measures are filled in.
 */
export function combineMeasures(parts: readonly Measures[]): Measures {
  const combined: Measures = {}
  for (const name of measureNames) {
    const { combine } = MEASURES[name]
    const values = parts.map((part) => part[name]).filter((value) => value !== undefined)
    if (combine === 'derived' || values.length === 0) continue
    combined[name] = combineValues(values, combine)
  }
  return { ...combined, ...derived(combined) }
}

function combineValues(values: Measurement[], how: 'sum' | 'max'): Measurement {
  const missing = values.find((value) => !isMeasured(value))
  if (missing !== undefined) return missing
  const numbers = values.filter(isMeasured)
  return how === 'sum' ? numbers.reduce((sum, value) => sum + value, 0) : Math.max(...numbers)
}

/** Start and init are missing where there is no container, or the engine is silent: then they are part of the rest. */
function derived({ startMs, initMs, workMs, cpuSeconds }: Measures): Measures {
  if (!isMeasured(workMs)) return {}
  const executionMs = workMs + orZero(initMs)
  const result: Measures = { executionMs, totalMs: executionMs + orZero(startMs) }
  if (isMeasured(cpuSeconds)) {
    result.avgCpuPercent =
      executionMs > 0 ? (cpuSeconds / (executionMs / 1000)) * 100 : unmeasured('it ended at once')
  }
  return result
}

const orZero = (value: Measurement | undefined): number => (isMeasured(value) ? value : 0)
