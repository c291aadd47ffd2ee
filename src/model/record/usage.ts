import { addMeasures, combineMeasures, type Measures } from '../measures/combine.ts'
import { unmeasured } from '../measures/measure.ts'
import type { MeasureName } from '../measures/registry.ts'
import type { StepRecord } from './schema.ts'

/** What a meter sees of a process tree, besides its time. */
const USAGE = [
  'cpuSeconds',
  'cpuUserSeconds',
  'cpuSystemSeconds',
  'throttledSeconds',
  'peakAnonBytes',
  'peakKernelBytes',
  'readBytes',
  'writtenBytes',
] as const satisfies MeasureName[]

/** No CPU, memory and I/O, and why. */
export const noUsage = (reason: string): Measures =>
  Object.fromEntries(USAGE.map((name) => [name, unmeasured(reason)]))

/** Of measures, CPU, memory and I/O. */
export const usageOf = (measures: Measures): Measures =>
  Object.fromEntries(USAGE.flatMap((name) => (measures[name] === undefined ? [] : [[name, measures[name]]])))

/** The same of a command of this machine: what others used beside it is not known either. */
export const noUsageHere = (reason: string): Measures => ({
  ...noUsage(reason),
  othersPercent: unmeasured(reason),
})

/** A trial's measures from the parts of its steps; where CPU is null, so is its average, for the same reason. */
export function measuresOfSteps(steps: readonly Pick<StepRecord, 'parts'>[]): Measures {
  const combined = combineMeasures(
    steps.map(({ parts }) => addMeasures(parts.map(({ measures }) => measures))),
  )
  const { cpuSeconds } = combined
  return { ...combined, ...(typeof cpuSeconds === 'object' && { avgCpuPercent: cpuSeconds }) }
}
