import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate, SCENARIOS, type Scenario } from '../simulate/scenario.ts'
import { gate, judged, judgedAfter, scenario } from './simulated-verdicts.ts'

/** `decision` or `decision (basis)`, and the days that each lasted. */
function course(name: keyof typeof SCENARIOS, engine = 'polars'): string[] {
  const records = simulateRecords(SCENARIOS[name] as Scenario, name)
  const words = records.map(({ key }) => {
    const { decision, basis, epoch } = judged(records, { name: engine, asOf: key })
    if (decision === 'measuring') return epoch ? 'measuring' : 'nothing'
    return decision === 'keep' ? `keep (${basis})` : decision
  })
  const changes = words.map((word, day) => (word === words[day - 1] ? '' : `day ${day + 1}: ${word}`))
  return changes.filter(Boolean)
}

describe('six ledgers of 28 days, judged day by day', () => {
  it.each([
    ['clear-win', 'polars', ['day 1: measuring', 'day 14: retire']],
    ['clear-loss', 'polars', ['day 1: measuring', 'day 6: keep (evidence)']],
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
    const then = records.filter(({ key }) => key <= asOf)
    expect(judged(records, { asOf })).toEqual(judged(then.toReversed(), { asOf }))
  })

  it('of an empty ledger says that nothing was measured, and what to do', () => {
    const verdict = judged([], { asOf: '2026-11-01' })
    expect(verdict).toMatchObject({ decision: 'measuring', epoch: null, gates: [] })
    expect(verdict.sentence).toMatch(/^Nothing to judge: .* the ledger has no run up to 2026-11-01\.$/)
    expect(verdict.nextSteps).toHaveLength(1)
  })

  it('of one engine only is that nothing was compared', () => {
    const records = simulateRecords(scenario({ days: 3 }), 'x').map((record) => ({
      ...record,
      trials: record.trials.filter(({ engine }) => engine === 'spark'),
    }))
    expect(judged(records).epoch).toBeNull()
  })

  it('never counts runs of pull requests', () => {
    const records = simulateRecords(scenario({ days: 20 }), 'x')
    const proposed = records.map((record) => ({ ...record, event: 'pull_request' as const }))
    expect(judged(proposed).epoch).toBeNull()
  })

  it('counts days, not runs: twenty runs in one day are one day', () => {
    const [first] = simulateRecords(scenario({ days: 1 }), 'x')
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...(first as RunRecord),
      id: `run-number-${index}`,
      key: `part-${index}`,
    }))
    const verdict = judged(many, { asOf: '2026-11-01' })
    expect(verdict.epoch).toMatchObject({ days: ['2026-11-01'], comparisons: 20 })
    expect(verdict.decision).toBe('measuring')
    expect(gate(verdict, 'window')?.missing).toBe('13 more days')
  })

  it('averages repeats of a key into one observation', () => {
    const [first, ...rest] = simulateRecords(scenario({ days: 6 }), 'x') as [RunRecord, ...RunRecord[]]
    const again = { ...first, id: 'again-and-again', when: '2026-11-01T09:00:00.000Z' }
    expect(judged([first, again, ...rest]).speed?.n).toBe(6)
  })

  it('has no interval before five observations, and says so', () => {
    const { speed, sentence } = judgedAfter(4)
    expect(speed).toMatchObject({ n: 4, bounds: [{ interval: null }] })
    expect(sentence).toContain('no interval before 5 observations')
  })

  it('begins anew with new code, and resumes with old code', () => {
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
    const { gates } = judgedAfter(14)
    const evidence = gates.find(({ name }) => name === 'failures')?.evidence
    expect(evidence).toContain('in 0 of 14 comparisons (the true rate may be up to 21.5 %)')
  })

  it('asks for a margin only where the policy has one', () => {
    expect(judgedAfter(14, {}, { policy: { limitMinutes: 5 } }).decision).toBe('retire')
    expect(judgedAfter(14, {}, { policy: { limitMinutes: 0.5 } })).toMatchObject({
      decision: 'keep',
      basis: 'evidence',
    })
    expect(gate(judgedAfter(14, {}, { policy: { margins: { total: 0.1 } } }), 'speed')?.state).toBe('fail')
  })

  it('shows machines of two classes apart, and judges them together', () => {
    const records = simulateRecords(scenario({ days: 14 }), 'x').map((record, day) =>
      day % 2 === 0
        ? record
        : {
            ...record,
            trials: record.trials.map((trial) => ({ ...trial, host: { ...trial.host, class: 'other' } })),
          },
    )
    const { speed } = judged(records)
    expect(speed?.strata.map(({ comparisons }) => comparisons)).toEqual([7, 7])
  })

  it('leaves out a clock that stood still, and counts nothing that was not measured', () => {
    const records = simulateRecords(scenario({ days: 6 }), 'x')
    const still = records.map((record, day) =>
      day > 0
        ? record
        : { ...record, trials: record.trials.map((trial) => ({ ...trial, measures: { totalMs: 0 } })) },
    )
    expect(judged(still).speed?.n).toBe(5)
  })
})

const codeOf = (record: RunRecord | undefined, engine: string): string =>
  record?.trials.find((trial) => trial.engine === engine)?.behaviour ?? ''

describe('time in a verdict', () => {
  it('that is up without a decision is evidence for nobody', () => {
    const { decision, basis, sentence } = judgedAfter(28, {
      candidates: [candidate({ name: 'polars', ratio: 1 })],
    })
    expect([decision, basis]).toEqual(['keep', 'undecided'])
    expect(sentence).toMatch(/^Not decided after 28 days.*that is no evidence for it\.$/)
  })

  it('ends after the calendar days that the policy allows, measured or not', () => {
    const verdict = judgedAfter(5, {}, { asOf: '2026-12-20' })
    expect(verdict).toMatchObject({ decision: 'keep', basis: 'undecided' })
  })

  it('that is missing is told in days, and that it will not suffice', () => {
    expect(judgedAfter(3).daysNeeded).toEqual({ least: 11, most: null, left: 25 })
    expect(judgedAfter(10).daysNeeded).toEqual({ least: 4, most: 4, left: 18 })
    const close = judgedAfter(20, { candidates: [candidate({ name: 'polars', ratio: 1 })] })
    expect(close.sentence).toMatch(
      /The window has 8 days left, which will probably not suffice at this spread: it would end undecided\.$/,
    )
  })
})
