import { describe, expect, it } from 'vitest'
import { judged, scenario } from '../../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate, type Scenario } from '../../simulate/scenario.ts'

const records = (days: number, changes: Partial<Scenario> = {}) =>
  simulateRecords(scenario({ days, ...changes }), 'x')

/** What `record` would have written of one engine. */
const alone = (record: RunRecord, engine: string, changes: Partial<RunRecord> = {}): RunRecord => ({
  ...record,
  event: 'record',
  trials: record.trials.filter((trial) => trial.engine === engine),
  ...changes,
  id: `${record.id}-${engine}${changes.id ?? ''}`,
})
const at = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`
const times = (record: RunRecord, factor: number): RunRecord => ({
  ...record,
  trials: record.trials.map((trial) => ({
    ...trial,
    measures: { ...trial.measures, totalMs: factor * Number(trial.measures.totalMs) },
  })),
})

describe('an observation of speed', () => {
  it('is one a day of either side: a baseline that ran all its partitions on one day was observed once', () => {
    const onOneDay = records(14).flatMap((record, day) => [
      alone(record, 'spark', { when: at('2026-10-31', day) }),
      alone(record, 'polars'),
    ])
    const { speed, window } = judged(onOneDay, { asOf: '2026-11-14' }).gates
    expect(speed).toMatchObject({ n: 1, days: { baseline: 1, candidate: 14 } })
    expect(window.days).toBe(1)
  })

  it('is the first partition of a day: more of them, run while the day looks slow, add none', () => {
    const once = records(14)
    const more = once.flatMap((record, day) =>
      Array.from({ length: day % 2 ? 3 : 0 }, (_, index) => ({
        ...times(record, 9),
        id: `${record.id}-more-${index}`,
        partition: `${record.partition}-more-${index}`,
        when: at(record.partition, 10 + index),
      })),
    )
    const asOf = '2026-11-14'
    expect(judged([...once, ...more], { asOf }).gates.speed.ratio).toEqual(
      judged(once, { asOf }).gates.speed.ratio,
    )
  })

  it('is there for a job whose partitions straddle midnight', () => {
    const hourly = records(14).flatMap((record) =>
      [1, 12, 23].flatMap((hour) => [
        alone(record, 'spark', {
          partition: `${record.partition}T${hour}`,
          when: at(record.partition, hour),
          id: `-${hour}`,
        }),
        alone(record, 'polars', {
          partition: `${record.partition}T${hour}`,
          when: new Date(Date.parse(at(record.partition, hour)) + 2 * 3_600_000).toISOString(),
          id: `-${hour}`,
        }),
      ]),
    )
    expect(judged(hourly, { asOf: '2026-11-15' }).gates.speed.n).toBe(14)
  })

  it('is that of the plan: a run of one side alone before it changes nothing', () => {
    const plans = records(14, { candidates: [candidate({ name: 'polars', ratio: 1.15, noise: 0.03 })] })
    const solo = plans.map((record) =>
      times(alone(record, 'polars', { when: at(record.partition, 2), id: '-solo' }), 0.7),
    )
    expect(judged([...plans, ...solo])).toMatchObject({ decision: 'keep', decisive: 'speed' })
    expect(judged([...plans, ...solo]).gates.speed.ratio).toEqual(judged(plans).gates.speed.ratio)
  })

  it('needs both sides within a week of each other', () => {
    const apart = records(14).flatMap((record, day) => [
      alone(record, 'spark'),
      alone(record, 'polars', {
        when: new Date(Date.parse(record.when) + (day < 7 ? 1 : 190) * 86_400_000).toISOString(),
      }),
    ])
    const { speed } = judged(apart, { asOf: '2027-05-23' }).gates
    expect(speed).toMatchObject({
      state: 'not yet',
      open: 'times',
      n: 7,
      without: { apart: 7, of: 14 },
      apart: { comparisons: 14, hours: 190 * 24 },
    })
  })

  it('says how far apart sides ran from half a day on', () => {
    const nightly = (hours: number) =>
      judged(
        records(14).flatMap((record) => [
          alone(record, 'spark'),
          alone(record, 'polars', {
            when: new Date(Date.parse(record.when) + hours * 3_600_000).toISOString(),
          }),
        ]),
        { asOf: '2026-11-20' },
      ).gates.speed
    expect(nightly(6)).toMatchObject({ state: 'pass', apart: null })
    expect(nightly(20)).toMatchObject({ state: 'pass', apart: { comparisons: 14, hours: 20 } })
  })
})

describe('classes of machines', () => {
  const onClass = (record: RunRecord, hostClass: string, factor = 1): RunRecord => ({
    ...record,
    trials: record.trials.map((trial) => ({
      ...trial,
      host: { ...trial.host, class: hostClass },
      measures: {
        ...trial.measures,
        totalMs: Number(trial.measures.totalMs) * (trial.engine === 'polars' ? factor : 1),
      },
    })),
  })
  const withRare = (count: number, factor: number) =>
    judged(records(20).map((record, day) => (day < count ? onClass(record, 'rare', factor) : record)))

  it('of a tenth of the observations must agree with the verdict', () => {
    const verdict = withRare(2, 4)
    expect(verdict.gates.speed).toMatchObject({ state: 'not yet', open: 'class', contradiction: 'rare' })
    expect(verdict.gates.speed.bounds[0]?.state).toBe('pass')
    expect(verdict.gates.speed.needs).toEqual({ least: 1, most: null })
  })

  it('that are rarer, or agree, change nothing', () => {
    expect(withRare(1, 4).gates.speed).toMatchObject({ state: 'pass', contradiction: null })
    expect(withRare(8, 1.5).gates.speed).toMatchObject({ state: 'pass', contradiction: null })
  })

  it('are judged together, shown apart', () => {
    expect(withRare(10, 1).gates.speed.classes.map(({ observations }) => observations)).toEqual([10, 10])
  })
})

describe('clocks', () => {
  const inUnits = (unit: number, ratio: number) =>
    judged(
      records(20, {
        dayNoise: 0,
        trialNoise: 0,
        candidates: [candidate({ name: 'polars', ratio, noise: 0.005 })],
      }).map((record) => ({
        ...record,
        trials: record.trials.map(({ measures, ...trial }) => ({
          ...trial,
          measures: { totalMs: unit * Math.round(Number(measures.totalMs) / unit) },
        })),
      })),
    )

  it('of whole minutes decide nothing that a second would, and say so', () => {
    const { speed } = inUnits(60_000, 1.03).gates
    expect(speed).toMatchObject({ open: 'clock', needs: null })
    expect(speed.clocks.widening).toBeGreaterThan(0.05)
    expect(inUnits(60_000, 0.25).decision).toBe('retire')
  })

  it('are not inferred from short jobs: what takes half a second can be retired', () => {
    const short = judged(
      records(20, { baselineSeconds: 11, candidates: [candidate({ name: 'polars', ratio: 0.05 })] }),
    )
    expect(short).toMatchObject({
      decision: 'retire',
      gates: { speed: { clocks: { baselineMs: 0, candidateMs: 0, widening: 0 } } },
    })
  })

  it('are not inferred from a steady job about a round time', () => {
    const steady = judged(
      records(28, {
        baselineSeconds: 300,
        dayNoise: 0.006,
        candidates: [candidate({ name: 'polars', ratio: 0.5, noise: 0.006 })],
      }),
    )
    expect(steady).toMatchObject({ decision: 'retire', gates: { speed: { clocks: { widening: 0 } } } })
  })
})

it('a time is missing where one of the candidate’s trials failed, whatever the others took', () => {
  const [first, ...rest] = records(14) as [RunRecord, ...RunRecord[]]
  const broken = first.trials.findIndex(({ engine }) => engine === 'polars')
  const trials = first.trials.map((trial, index) =>
    index === broken ? { ...trial, outcome: 'failed' as const } : trial,
  )
  expect(judged([{ ...first, trials }, ...rest]).gates.speed).toMatchObject({
    n: 13,
    without: { failed: 1, of: 14 },
  })
})

describe('the work clock', () => {
  const ready = (record: RunRecord, engine: string): RunRecord => ({
    ...record,
    trials: record.trials.map((trial) =>
      trial.engine === engine ? { ...trial, measures: { ...trial.measures, initMs: 8000 } } : trial,
    ),
  })
  const byWork = records(14).map((record) => ({ ...record, judged: 'work' as const }))
  const policy = { judged: 'work' as const, margins: { work: 1 } }

  it('is not compared where the start-up is in the work of one side only', () => {
    expect(
      judged(
        byWork.map((record) => ready(record, 'polars')),
        { policy },
      ).gates.speed,
    ).toMatchObject({
      open: 'times',
      n: 0,
      without: { unlike: 14 },
    })
  })

  it('is compared where both sides say when they are ready, or neither does', () => {
    expect(judged(byWork, { policy }).gates.speed.n).toBe(14)
    const both = byWork.map((record) => ready(ready(record, 'polars'), 'spark'))
    expect(judged(both, { policy }).gates.speed.n).toBe(14)
  })
})

it('a busy machine is counted, with the most that others used', () => {
  const busy = records(14).map((record, day) =>
    day > 3
      ? record
      : {
          ...record,
          trials: record.trials.map((trial) => ({
            ...trial,
            measures: { ...trial.measures, othersPercent: 40 + day },
          })),
        },
  )
  expect(judged(busy).gates.speed.disturbed).toEqual({ comparisons: 4, busyPercent: 43 })
  expect(judged(records(14)).gates.speed.disturbed).toBeNull()
})
