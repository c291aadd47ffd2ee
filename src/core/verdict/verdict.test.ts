import { describe, expect, it } from 'vitest'
import type { Table } from '../config/model.ts'
import { type Policy, toPolicy } from '../config/policy.ts'
import type { RunRecord } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate, SCENARIOS, type Scenario } from '../simulate/scenario.ts'
import { judge } from './judge.ts'
import type { GateName, Verdict } from './verdict.ts'

const DEFAULT = toPolicy(undefined, undefined)
const scenario = (changes: Partial<Scenario> = {}): Scenario => ({
  ...(SCENARIOS['clear-win'] as Scenario),
  ...changes,
})

function judged(
  records: readonly RunRecord[],
  {
    policy = {},
    name = 'polars',
    asOf = records.at(-1)?.key ?? '',
    tables = {} as Record<string, Table>,
  } = {} as {
    policy?: Partial<Policy>
    name?: string
    asOf?: string
    tables?: Record<string, Table>
  },
): Verdict {
  const limits = records[0]?.limits ?? { cpus: null, memoryBytes: null }
  const subject = { job: 'simulated', baseline: 'spark', candidate: name, size: 'own', limits }
  return judge(records, subject, { ...DEFAULT, ...policy }, tables, asOf)
}
const judgedAfter = (
  days: number,
  changes: Partial<Scenario> = {},
  options: Parameters<typeof judged>[1] = {},
) => judged(simulateRecords(scenario({ days, ...changes }), 'a test'), options)
const gate = ({ gates }: Verdict, name: GateName) => gates.find((each) => each.name === name)

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
    expect(verdict.sentence).toMatch(/^Nothing was measured yet/)
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
    expect(evidence).toContain('in 0 of 14 comparisons (up to 21.5 % remain possible)')
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

describe('parity in a verdict', () => {
  const differing = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [14] })] }

  it('that fails in the newest comparison says: mend the candidate', () => {
    expect(judgedAfter(14, differing)).toMatchObject({ decision: 'keep', basis: 'fix-candidate' })
  })

  it('stays open where an older comparison differs and nobody mended it', () => {
    const older = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [5] })] }
    const verdict = judgedAfter(14, older)
    expect(verdict.decision).toBe('measuring')
    expect(gate(verdict, 'parity')?.evidence).toContain('different on 2026-11-05')
  })

  it('passes with a waiver while it lasts, and shows who answers for it', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-11-20' }
    const waived = judgedAfter(14, differing, { policy: { waivers: [waiver] } })
    expect(waived.decision).toBe('retire')
    expect(gate(waived, 'parity')?.evidence).toContain(
      'waived in 1 of 14 comparisons by ana until 2026-11-20: known',
    )
    const expired = judgedAfter(14, differing, {
      policy: { waivers: [{ ...waiver, expires: '2026-11-13' }] },
    })
    expect(expired.decision).toBe('keep')
  })

  it('passes once the difference is declared, though the record was made before', () => {
    const orders = {
      name: 'orders',
      key: [],
      ignore: [],
      tolerance: {},
      accept: { amount: ['unexplained'] },
    }
    expect(judgedAfter(14, differing, { tables: { orders } }).decision).toBe('retire')
  })

  it('needs as many different inputs as the policy says', () => {
    const records = simulateRecords(scenario({ days: 14 }), 'x')
    const input = { source: 'path', sha256: '0'.repeat(64), bytes: 1, files: 1 }
    const verdict = judged(records.map((record) => ({ ...record, input })))
    expect(gate(verdict, 'parity')).toMatchObject({ state: 'not yet', missing: '4 more different inputs' })
  })
})

describe('evidence that a sceptic would bring up', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')
  const failing = (record: RunRecord, engine: string, how: 'all' | 'one'): RunRecord => {
    const isHit = (trial: RunRecord['trials'][number]) =>
      trial.engine === engine &&
      (how === 'all' || trial === record.trials.find((each) => each.engine === engine))
    return {
      ...record,
      trials: record.trials.map((trial) => (isHit(trial) ? { ...trial, outcome: 'failed' as const } : trial)),
    }
  }

  it('days without an output of the candidate keep it from being retired for, whatever the baseline did', () => {
    const late = records(24).map((record, day) =>
      day < 14 ? record : failing(failing(record, 'polars', 'all'), 'spark', 'one'),
    )
    expect(judged(late).decision).not.toBe('retire')
    expect(gate(judged(late), 'speed')?.missing).toMatch(/10 of 24 have none/)
  })

  it('has no time of a day on which one of the candidate’s trials failed', () => {
    const once = records(14).map((record, day) => (day === 0 ? failing(record, 'polars', 'one') : record))
    expect(judged(once).speed?.n).toBe(13)
  })

  it('a difference at another size is one', () => {
    const [last] = simulateRecords(
      scenario({ days: 1, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [1] })] }),
      'x',
    ) as [RunRecord]
    const small = { ...last, id: 'a-small-one', size: 'small' }
    expect(judged([...records(14), small], { asOf: '2026-11-14' })).toMatchObject({ basis: 'fix-candidate' })
  })

  it('a margin is of the clock that the epoch began with', () => {
    const policy = { judged: 'work' as const, margins: { total: 0.2, work: 9 } }
    expect(judged(records(14), { policy })).toMatchObject({ decision: 'keep', basis: 'evidence' })
  })

  it('runs out of memory at twice the volume count against it', () => {
    const large = records(14).map((record, day) => ({
      ...(day === 3 ? failing(record, 'polars', 'all') : record),
      input: { ...record.input, bytes: 20e9 },
    }))
    const { gates } = judged(large, { policy: { volumeBytes: 5e9, maxFailures: 9 } })
    expect(gates.find(({ name }) => name === 'capacity')).toMatchObject({
      state: 'not yet',
      evidence: '2 of 28 trials at 10 GB or more failed',
    })
  })

  it('a sentence says what was asked, with an interval', () => {
    expect(judgedAfter(14, {}, { policy: { limitMinutes: 0.5 } }).sentence).toMatch(
      /^Keep spark: polars took \d\d\.\d s \(.* to .*\), 30 s are allowed\.$/,
    )
    expect(judgedAfter(14).sentence).toMatch(
      /took 0\.\d\d times as long \(0\.\d+ to 0\.\d+\), at most 1 is asked\.$/,
    )
  })

  it('of times that are all equal is decided by their value, and said so', () => {
    const still = {
      dayNoise: 0,
      trialNoise: 0,
      candidates: [candidate({ name: 'polars', ratio: 0.5, noise: 0 })],
    }
    expect(judgedAfter(14, still).sentence).toMatch(/took 0\.50 times as long every time/)
  })
})

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
      /days would be needed, and the window has 8 left: it will end undecided\.$/,
    )
  })
})

describe('capacity in a verdict', () => {
  it('decides only where a volume is declared', () => {
    expect(gate(judgedAfter(14), 'capacity')?.deciding).toBe(false)
    expect(gate(judgedAfter(14, {}, { policy: { volumeBytes: 2e9 } }), 'capacity')).toMatchObject({
      deciding: true,
      state: 'pass',
    })
  })

  it('stays open where twice the volume lies beyond what sizes that are all alike can tell', () => {
    const verdict = judgedAfter(14, {}, { policy: { volumeBytes: 5e9 } })
    expect(gate(verdict, 'capacity')).toMatchObject({ state: 'not yet' })
    expect(verdict.decision).toBe('measuring')
    expect(verdict.daysNeeded?.most).toBeNull()
  })
})
