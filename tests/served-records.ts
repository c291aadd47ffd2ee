import { isMeasured, unmeasured } from '../src/model/measures/measure.ts'
import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { scenario } from './simulated-verdicts.ts'

const ENDLESS = unmeasured('a service runs until it is stopped')

/** A trial whose time in seconds was its p95 latency in tens of milliseconds. */
function served(trial: Trial): Trial {
  const { totalMs, peakAnonBytes = null } = trial.measures
  if (!isMeasured(totalMs)) return trial
  const measures = {
    workMs: ENDLESS,
    coldStartMs: 900,
    p95Ms: totalMs / 100,
    peakAnonBytes: peakAnonBytes ?? ENDLESS,
  }
  return { ...trial, measures }
}

/** A simulated history of services, the baseline of which has a p95 of 2.4 s. */
export const servedRecords = (days: number, changes: Parameters<typeof scenario>[0] = {}): RunRecord[] =>
  simulateRecords(scenario({ days, ...changes }), 'a service').map((record) => ({
    ...record,
    judged: 'p95',
    trials: record.trials.map(served),
  }))
