import type { RunRecord, StepRecord } from '../src/model/record/schema.ts'

/** What a step says of how it ran. */
export type RanAs = Pick<StepRecord, 'versions' | 'parts'> & Partial<Pick<StepRecord, 'settings'>>

const whole = { scope: 'whole' as const, measures: {} }
const process = [{ name: 'process', ...whole }]

/** As records of real runs have it. */
export const CLUSTER: RanAs = {
  versions: { Spark: '3.5.7' },
  settings: { 'spark.master': 'yarn' },
  parts: [
    { name: 'driver', ...whole },
    { name: 'executors', ...whole, paid: { coreHours: 1, memoryGbHours: 4, executors: 4 } },
  ],
}
export const LOCAL_SPARK: RanAs = {
  versions: { pyspark: '4.1.4' },
  settings: { 'spark.master': 'local[4]' },
  parts: process,
}
export const SAIL: RanAs = { versions: { pysail: '0.7.2', 'pyspark-client': '4.1.3' }, parts: process }
export const POLARS: RanAs = { versions: { polars: '2.1.0' }, parts: process }
export const SILENT: RanAs = { versions: {}, parts: process }

/** The same runs, whose records say what ran each engine, and where. */
export const deployedAs = (records: readonly RunRecord[], engines: Record<string, RanAs>): RunRecord[] =>
  records.map((record) => ({
    ...record,
    trials: record.trials.map((trial) => {
      const { [trial.engine]: ran = SILENT } = engines
      const step = { name: 'main', outcome: trial.outcome, exitCode: 0, imageDigest: null, stages: [] }
      return { ...trial, steps: [{ ...step, ...ran }] }
    }),
  }))
