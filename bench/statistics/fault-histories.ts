import { toPolicy } from '../../src/model/config/policy.ts'
import type { RunRecord } from '../../src/model/record/schema.ts'
import { simulateRecords } from '../../src/simulate/records.ts'
import { candidate, SCENARIOS, type Scenario } from '../../src/simulate/scenario.ts'
import { judge } from '../../src/verdict/judge.ts'
import type { Noise } from '../../tests/seeded-noise.ts'
import { firstLook, LEVEL, type Rule, WIDENED, WINDOW, widened } from './rules.ts'
import { share, type Table, times } from './table.ts'

const DAYS = 28
const JOB = { policy: toPolicy(), tables: {}, undeclared: 'warn' as const }
const HOUR_MS = 3_600_000

/** A history that goes wrong in its own way; «retire» is wrong in all of them. */
interface Fault {
  title: string
  /** Candidate/baseline, in truth. */
  ratio: number
  make(records: RunRecord[], noise: Noise): RunRecord[]
}

const alone = (record: RunRecord, engine: string, changes: Partial<RunRecord>): RunRecord => ({
  ...record,
  event: 'record',
  ...changes,
  id: `${record.id}-${engine}${changes.id ?? ''}`,
  trials: record.trials.filter((trial) => trial.engine === engine),
})

const timed = (record: RunRecord, factorOf: (engine: string) => number): RunRecord => ({
  ...record,
  trials: record.trials.map((trial) => ({
    ...trial,
    measures: { ...trial.measures, totalMs: Number(trial.measures.totalMs) * factorOf(trial.engine) },
  })),
})
const times2 = (engine: string, factor: number) => (each: string) => (each === engine ? factor : 1)

const later = (when: string, hours: number): string =>
  new Date(Date.parse(when) + hours * HOUR_MS).toISOString()

const FAULTS: Fault[] = [
  {
    title: 'the baseline ran all keys on one slow day (× 1.5)',
    ratio: 1.1,
    make: (records) =>
      records.flatMap((record, day) => [
        timed(alone(record, 'spark', { when: later('2026-10-31T00:00:00.000Z', day % 24) }), () => 1.5),
        alone(record, 'polars', {}),
      ]),
  },
  {
    title: 'half a year between the sides, machines a fifth quicker since',
    ratio: 1,
    make: (records) =>
      records.flatMap((record) => [
        alone(record, 'spark', { when: later(record.when, -180 * 24) }),
        timed(alone(record, 'polars', {}), () => 0.8),
      ]),
  },
  {
    title: 'the candidate alone at a quiet hour before each plan (× 0.7)',
    ratio: 1.13,
    make: (records) =>
      records.flatMap((record) => [
        timed(alone(record, 'polars', { when: later(record.when, -1) }), () => 0.7),
        record,
      ]),
  },
  {
    title: 'four more keys on each day whose first looks slow',
    ratio: 1,
    make: (records, noise) =>
      records.flatMap((record) => {
        const ratio = ratioOf(record)
        if (ratio < 1) return [record]
        // What ran on one day is alike, but for a little: on its best hours the candidate looks quicker.
        const more = times(4, () => Math.exp(0.05 * noise.normal() - 0.05))
        return [
          record,
          ...more.map((factor, index) => ({
            ...timed(record, times2('polars', factor / ratio)),
            id: `${record.id}-more-${index}`,
            partition: `${record.partition}-more-${index}`,
            when: later(record.when, index + 1),
          })),
        ]
      }),
  },
  {
    title: 'a class of machines on 4 of 28 days where the candidate takes twice as long',
    ratio: 0.7,
    make: (records) =>
      records.map((record, day) =>
        day % 7 === 3
          ? {
              ...timed(record, times2('polars', 2 / 0.7)),
              trials: timed(record, times2('polars', 2 / 0.7)).trials.map((trial) => ({
                ...trial,
                host: { ...trial.host, class: 'another class' },
              })),
            }
          : record,
      ),
  },
  {
    title: 'the candidate hangs on a quarter of the days, and is interrupted',
    ratio: 0.3,
    make: (records, noise) =>
      records.map((record) =>
        noise.uniform() < 0.25
          ? {
              ...record,
              trials: record.trials
                .filter(({ engine, order }) => engine === 'polars' && order <= 2)
                .map((trial) => ({
                  ...trial,
                  outcome: 'cancelled' as const,
                  measures: { totalMs: 4 * HOUR_MS },
                })),
            }
          : record,
      ),
  },
  {
    title: 'other data on one day of the first week, equal ever since',
    ratio: 0.3,
    make: (records) =>
      records.map((record, day) =>
        day === 3
          ? {
              ...record,
              parity: {
                ...record.parity,
                outcome: 'different' as const,
                passes: false,
                findings: record.parity.findings.map((each) => ({
                  ...each,
                  outcome: 'different' as const,
                  passes: false,
                })),
              },
            }
          : record,
      ),
  },
]

/** Whether the ratio of a record's first two trials favours anybody. */
function ratioOf({ trials }: RunRecord): number {
  const of = (engine: string) => Number(trials.find((trial) => trial.engine === engine)?.measures.totalMs)
  return of('polars') / of('spark')
}

/** How often faults in the evidence end in «retire» on a day from 14 to 28; it is wrong in all of them. */
export function faultHistories(noise: Noise, replications: number): Table {
  return {
    title: 'Wrong «retire» on a day from 14 to 28, where the evidence is at fault',
    header: ['', 'every comparison an observation', '**the verdict**'],
    rows: FAULTS.map((fault, index) => {
      const histories = times(replications, () => historyOf(fault, noise, index))
      return [
        fault.title,
        share(histories.filter(isRetiredNaively).length, replications),
        share(histories.filter(isRetired).length, replications),
      ]
    }),
  }
}

function historyOf({ ratio, make }: Fault, noise: Noise, index: number): RunRecord[] {
  const scenario: Scenario = {
    ...(SCENARIOS['clear-win'] as Scenario),
    days: DAYS,
    candidates: [candidate({ name: 'polars', ratio, noise: 0.08 })],
  }
  return make(simulateRecords(scenario, `${index} ${noise.uniform()}`), noise)
}

const dayOf = (day: number) => new Date(Date.UTC(2026, 10, day)).toISOString().slice(0, 10)

/** Looked at weekly: more looks, more chances to be wrong, and as many as there is time for here. */
const LOOKS = [14, 18, 23, 28]

function isRetired(records: RunRecord[]): boolean {
  const [first] = records
  if (!first) return false
  const { job, baseline, size, limits } = first
  const subject = { job, baseline, candidate: 'polars', size, limits }
  return LOOKS.some((day) => judge(records, subject, JOB, dayOf(day)).decision === 'retire')
}

/** What a spreadsheet would do: the first time of each side of every partition is an observation. */
function isRetiredNaively(records: RunRecord[]): boolean {
  const rule: Rule = { ...WIDENED, look: widened(LEVEL) }
  const byPartition = [...Map.groupBy(records, ({ partition }) => partition).values()]
  const x = byPartition.flatMap((ofKey) => {
    const first = (engine: string) =>
      ofKey
        .toSorted((a, b) => (a.when < b.when ? -1 : 1))
        .flatMap(({ trials }) => trials)
        .find((trial) => trial.engine === engine && trial.outcome === 'ok')?.measures.totalMs
    const [baseline, own] = [first('spark'), first('polars')]
    return baseline === undefined || own === undefined ? [] : [Math.log(Number(own) / Number(baseline))]
  })
  return firstLook(x, rule, ({ outcome, day }) => outcome === 'pass' && day >= WINDOW) !== undefined
}
