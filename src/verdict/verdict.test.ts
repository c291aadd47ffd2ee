import { describe, expect, it } from 'vitest'
import { judged, judgedAfter, scenario, verdictOn } from '../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate, SCENARIOS, type Scenario } from '../simulate/scenario.ts'

/** `decision` or `decision (basis)`, and the days that each lasted. */
function course(name: keyof typeof SCENARIOS, engine = 'polars'): string[] {
  const records = simulateRecords(SCENARIOS[name] as Scenario, name)
  const words = records.map(({ partition }) => {
    const verdict = verdictOn(records, { name: engine, asOf: partition })
    return verdict.decision === 'keep' ? `keep (${verdict.basis})` : verdict.decision
  })
  const changes = words.map((word, day) => (word === words[day - 1] ? '' : `day ${day + 1}: ${word}`))
  return changes.filter(Boolean)
}

describe('six ledgers of 28 days, judged day by day', () => {
  it.each([
    ['clear-win', 'polars', ['day 1: measuring', 'day 14: retire']],
    ['clear-loss', 'polars', ['day 1: measuring', 'day 14: keep (evidence)']],
    ['no-difference', 'polars', ['day 1: measuring', 'day 28: keep (undecided)']],
    [
      'parity-breaks',
      'polars',
      ['day 1: measuring', 'day 9: keep (fix-candidate)', 'day 10: measuring', 'day 23: retire'],
    ],
    ['second-candidate', 'polars', ['day 1: measuring', 'day 14: retire']],
    ['second-candidate', 'duckdb', ['day 1: nothing', 'day 12: measuring', 'day 25: retire']],
    ['flaky', 'polars', ['day 1: measuring', 'day 23: keep (fix-candidate)']],
  ])('%s, %s', (name, engine, expected) => {
    expect(course(name, engine)).toEqual(expected)
  })
})

describe('a verdict', () => {
  it('is the same for the same evidence, whatever came after', () => {
    const records = simulateRecords(scenario(), 'x')
    const asOf = '2026-11-15'
    const then = records.filter(({ partition }) => partition <= asOf)
    expect(judged(records, { asOf })).toEqual(judged(then.toReversed(), { asOf }))
  })

  it('of one engine only is that nothing was compared', () => {
    const records = simulateRecords(scenario({ days: 3 }), 'x').map((record) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark'),
    }))
    expect(verdictOn(records).decision).toBe('nothing')
  })

  it('never counts runs of pull requests', () => {
    const records = simulateRecords(scenario({ days: 20 }), 'x')
    const proposed = records.map((record) => ({ ...record, event: 'pull_request' as const }))
    expect(verdictOn(proposed).decision).toBe('nothing')
  })

  it('counts days, not runs: twenty runs in one day are one day', () => {
    const [first] = simulateRecords(scenario({ days: 1 }), 'x')
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...(first as RunRecord),
      id: `run-number-${index}`,
      partition: `part-${index}`,
    }))
    const verdict = judged(many, { asOf: '2026-11-01' })
    expect(verdict.epoch).toMatchObject({ days: ['2026-11-01'], comparisons: 20 })
    expect(verdict.decision).toBe('measuring')
    expect(verdict.gates.window.days).toBe(1)
    expect(verdict.gates.speed.n).toBe(1)
  })

  it('counts repeats of a partition once', () => {
    const [first, ...rest] = simulateRecords(scenario({ days: 6 }), 'x') as [RunRecord, ...RunRecord[]]
    const again = { ...first, id: 'again-and-again', when: '2026-11-01T09:00:00.000Z' }
    expect(judged([first, again, ...rest]).gates.speed.n).toBe(6)
  })

  it('has no interval before five observations, but what the trials showed', () => {
    const { speed } = judgedAfter(4).gates
    expect(speed).toMatchObject({ n: 4, open: 'few', bounds: [{ interval: null }] })
    expect(speed.trials?.upper).toBeLessThan(1)
  })

  it('keeps the baseline for its speed no sooner than it would retire it', () => {
    const slower = { candidates: [candidate({ name: 'polars', ratio: 1.8 })] }
    expect(judgedAfter(13, slower)).toMatchObject({
      decision: 'measuring',
      daysNeeded: { least: 1 },
      gates: { speed: { state: 'fail' } },
    })
    expect(judgedAfter(14, slower)).toMatchObject({ decision: 'keep', basis: 'evidence', decisive: 'speed' })
  })

  it('begins again with new code, and resumes with old code', () => {
    const changed = { candidates: [candidate({ name: 'polars', ratio: 0.3, changes: [15] })] }
    const records = simulateRecords(scenario({ days: 16, ...changed }), 'x')
    expect(judged(records).epoch).toMatchObject({ number: 2, comparisons: 2 })
    const [old] = records
    const back = records.map((record, day) =>
      day < 15
        ? record
        : {
            ...record,
            trials: record.trials.map((trial) => ({ ...trial, behaviour: codeOf(old, trial.engine) })),
          },
    )
    expect(judged(back).epoch).toMatchObject({ number: 1, comparisons: 15 })
  })

  it('never says 0 % of failures', () => {
    const { failures } = judgedAfter(14).gates
    expect(failures).toMatchObject({ candidateAlone: 0, of: 14 })
    expect(failures.bound).toBeCloseTo(0.215, 3)
  })

  it('asks for a margin only where the policy has one', () => {
    expect(judgedAfter(14, {}, { policy: { limitSeconds: 300 } }).decision).toBe('retire')
    expect(judgedAfter(14, {}, { policy: { limitSeconds: 30 } })).toMatchObject({
      decision: 'keep',
      basis: 'evidence',
    })
    expect(judgedAfter(14, {}, { policy: { margins: { total: 0.1 } } }).gates.speed.state).toBe('fail')
  })

  it('leaves out a clock that stood still, and counts nothing that was not measured', () => {
    const records = simulateRecords(scenario({ days: 6 }), 'x')
    const still = records.map((record, day) =>
      day > 0
        ? record
        : { ...record, trials: record.trials.map((trial) => ({ ...trial, measures: { totalMs: 0 } })) },
    )
    expect(judged(still).gates.speed.n).toBe(5)
  })
})

const codeOf = (record: RunRecord | undefined, engine: string): string =>
  record?.trials.find((trial) => trial.engine === engine)?.behaviour ?? ''

describe('time in a verdict', () => {
  it('that is up without a decision is evidence for nobody', () => {
    const even = { candidates: [candidate({ name: 'polars', ratio: 1 })] }
    expect(judgedAfter(28, even)).toMatchObject({
      decision: 'keep',
      basis: 'undecided',
      decisive: 'window',
      gates: { speed: { open: 'spread' } },
    })
  })

  it('that is missing is counted in days', () => {
    expect(judgedAfter(3).daysNeeded).toEqual({ least: 11, most: null, left: 25 })
    expect(judgedAfter(10).daysNeeded).toEqual({ least: 4, most: 4, left: 18 })
  })
})

describe('evidence of other sizes and limits', () => {
  it('is named, not judged', () => {
    const records = simulateRecords(scenario({ days: 14 }), 'x')
    const large = records.map((record) => ({
      ...record,
      id: `${record.id}-large`,
      size: 'large',
      trials: record.trials.map((trial) =>
        trial.engine === 'polars' ? { ...trial, outcome: 'oom' as const, measures: {} } : trial,
      ),
    }))
    expect(judged([...records, ...large], { asOf: '2026-11-14' })).toMatchObject({
      decision: 'retire',
      elsewhere: [
        { size: 'large', days: 14, lastDay: '2026-11-14', trials: 28, failed: 28, outOfMemory: 28 },
      ],
    })
  })
})
