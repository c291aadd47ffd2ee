import { mean } from './sample.ts'

/** One measurement: a size and what was needed there. */
export interface SizedValue {
  /** Bytes, above 0. */
  size: number
  /** Bytes of memory, seconds, or another amount above 0. */
  value: number
  /** Measurements with the same name were made at one moment; absent: at one of its own. */
  run?: string
}

/** What the measurements of one run come to. */
export interface RunMean {
  size: number
  value: number
  values: number[]
}

/** How measurements of one run differ from each other. */
export interface WithinRuns {
  /** Standard deviation as a share of the value. */
  relativeError: number
  degrees: number
  /** Measurements a run: the harmonic mean. */
  perRun: number
}

/** A point a run: its trials share the moment, the machine's state and the input. */
export function runMeans(values: readonly SizedValue[]): RunMean[] {
  const runs = Map.groupBy(values, ({ run }, index) => run ?? index)
  return [...runs.values()].map((own) => ({
    size: mean(own.map(({ size }) => size)),
    value: mean(own.map(({ value }) => value)),
    values: own.map(({ value }) => value),
  }))
}

/** @returns null where no run has two measurements */
export function withinRuns(runs: readonly RunMean[]): WithinRuns | null {
  const degrees = runs.reduce((sum, { values }) => sum + values.length - 1, 0)
  if (degrees < 1) return null
  const squares = runs.flatMap(({ value, values }) => values.map((each) => (each / value - 1) ** 2))
  const sum = squares.reduce((total, each) => total + each, 0)
  const perRun = runs.length / runs.reduce((total, { values: own }) => total + 1 / own.length, 0)
  return { relativeError: Math.sqrt(sum / degrees), degrees, perRun }
}
