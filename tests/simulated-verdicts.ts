import type { Limits, Table } from '../src/model/config/model.ts'
import { type Policy, toPolicy } from '../src/model/config/policy.ts'
import type { RunRecord } from '../src/model/record/schema.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { judge } from '../src/verdict/judge.ts'
import type { DeclaredEngines } from '../src/verdict/move.ts'
import type { Judged, Verdict } from '../src/verdict/verdict.ts'

const DEFAULT = toPolicy()
/** The clear win, changed. */
export const scenario = (changes: Partial<Scenario> = {}): Scenario => ({
  ...(SCENARIOS['clear-win'] as Scenario),
  ...changes,
})

/** The verdict on a simulated ledger that has a comparison. */
export function judged(...args: Parameters<typeof verdictOn>): Judged {
  const verdict = verdictOn(...args)
  if (verdict.decision === 'nothing') throw new Error(`nothing to judge: ${verdict.noEvidence.why}`)
  return verdict
}

/** The verdict on a simulated ledger, by default as of its last day, under the default policy. */
export function verdictOn(
  records: readonly RunRecord[],
  {
    policy = {},
    name = 'polars',
    asOf = records.at(-1)?.partition ?? '',
    tables = {} as Record<string, Table>,
    undeclared = 'warn' as 'warn' | 'ignore',
    limits: declared = [] as readonly Limits[],
    engines = {} as DeclaredEngines | undefined,
  } = {} as {
    policy?: Partial<Policy>
    name?: string
    asOf?: string
    tables?: Record<string, Table>
    undeclared?: 'warn' | 'ignore'
    limits?: readonly Limits[]
    engines?: DeclaredEngines | undefined
  },
): Verdict {
  const limits = records[0]?.limits ?? { cpus: null, memoryBytes: null }
  const subject = { job: 'simulated', baseline: 'spark', candidate: name, size: 'own', limits }
  const job = {
    policy: { ...DEFAULT, ...policy },
    tables,
    undeclared,
    limits: declared,
    ...(engines && { engines }),
  }
  return judge(records, subject, job, asOf)
}

export const judgedAfter = (
  days: number,
  changes: Partial<Scenario> = {},
  options: Parameters<typeof judged>[1] = {},
) => judged(simulateRecords(scenario({ days, ...changes }), 'a test'), options)

/** A record in which all trials of an engine failed, or its first. */
export const failing = (
  record: RunRecord,
  engine: string,
  how: 'all' | 'one',
  outcome: 'failed' | 'oom' = 'failed',
): RunRecord => {
  const isHit = (trial: RunRecord['trials'][number]) =>
    trial.engine === engine &&
    (how === 'all' || trial === record.trials.find((each) => each.engine === engine))
  return {
    ...record,
    trials: record.trials.map((trial) => (isHit(trial) ? { ...trial, outcome } : trial)),
  }
}

/** Three comparisons an hour apart in place of each: the first is an observation, the others say the opposite. */
export const hourly = (records: readonly RunRecord[]): RunRecord[] =>
  records.flatMap((record) =>
    [0, 1, 2].map((hour) => ({
      ...record,
      id: `${record.id}-${hour}`,
      partition: `${record.partition}-${hour}`,
      when: record.when.replace(/T\d\d/, `T1${hour}`),
      trials: record.trials.map((trial) =>
        trial.engine === 'polars' && hour > 0
          ? { ...trial, measures: { ...trial.measures, totalMs: 900_000 } }
          : trial,
      ),
    })),
  )
