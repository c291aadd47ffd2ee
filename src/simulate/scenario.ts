/** The baseline and the output table of every scenario. */
export const [BASELINE, TABLE] = ['spark', 'orders'] as const

/** What happens in a made-up ledger: a baseline and candidates, run side by side once a day. */
export interface Scenario {
  job: string
  /** UTC day of the first run: `2026-11-01`. */
  from: string
  days: number
  /** Bytes of input on the first day, and growth a year: 0.3 is 30 %. */
  bytes: number
  growth: number
  /** Trials an engine and day, even. */
  trials: number
  /** Seconds of the baseline's total on the first day. */
  baselineSeconds: number
  /** Standard deviation of ln(time) between days that all engines share, and between single trials. */
  dayNoise: number
  trialNoise: number
  candidates: SimulatedCandidate[]
  /** Days, from 1, on which nothing ran. */
  missing: number[]
}

export interface SimulatedCandidate {
  name: string
  /** Candidate/baseline of the total time: 0.5 is twice as fast. */
  ratio: number
  /** Change of ln(ratio) a day: drift. */
  drift: number
  /** Standard deviation of ln(ratio) between days, and its correlation from day to day. */
  noise: number
  correlation: number
  /** Chance that a trial of it fails. */
  failureRate: number
  peakBytes: number
  /** First day, from 1, on which it runs. */
  since: number
  /** Days, from 1, on which its output differs. */
  differs: number[]
  /** Days, from 1, on which new code of it runs for the first time. */
  changes: number[]
}

const BASE: Scenario = {
  job: 'simulated',
  from: '2026-11-01',
  days: 28,
  bytes: 5_000_000_000,
  growth: 0,
  trials: 2,
  baselineSeconds: 240,
  dayNoise: 0.08,
  trialNoise: 0.03,
  candidates: [],
  missing: [],
}

/** One that has no effect, changed. @internal */
export const candidate = (changes: Partial<SimulatedCandidate> & { name: string }): SimulatedCandidate => ({
  ratio: 1,
  drift: 0,
  noise: 0.1,
  correlation: 0,
  failureRate: 0,
  peakBytes: 1_500_000_000,
  since: 1,
  differs: [],
  changes: [],
  ...changes,
})

/** Ledgers that show what a verdict does, by name; 28 days each. */
export const SCENARIOS: Record<string, Scenario> = {
  'clear-win': { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3 })] },
  'clear-loss': { ...BASE, candidates: [candidate({ name: 'polars', ratio: 1.8 })] },
  'no-difference': { ...BASE, candidates: [candidate({ name: 'polars', ratio: 1 })] },
  'parity-breaks': {
    ...BASE,
    candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [9], changes: [10] })],
  },
  'second-candidate': {
    ...BASE,
    candidates: [
      candidate({ name: 'polars', ratio: 0.6 }),
      candidate({ name: 'duckdb', ratio: 0.4, since: 12 }),
    ],
  },
  flaky: { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3, failureRate: 0.2 })] },
}
