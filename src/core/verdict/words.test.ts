import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { candidate } from '../simulate/scenario.ts'
import { failing, gate, judged, judgedAfter, scenario } from './simulated-verdicts.ts'

describe('what a verdict tells', () => {
  const records = (days: number) => simulateRecords(scenario({ days }), 'x')

  it('a sentence says what was asked, with an interval', () => {
    expect(judgedAfter(14, {}, { policy: { limitMinutes: 0.5 } }).sentence).toMatch(
      /^Keep spark: polars took \d\d\.\d s \(.* to .*\), 30 s are allowed, 0\.\d\d times as long as the baseline \(.* to .*\), which is not asked\.$/,
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

  it('a ratio of two engines on two kinds of machine is told as that', () => {
    const apart = records(14).map((record) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'spark' ? trial : { ...trial, host: { ...trial.host, class: 'x2idn.metal' } },
      ),
    }))
    const verdict = judged(apart)
    expect(verdict.sentence).toMatch(/They ran on different machines: spark on .*, polars on x2idn\.metal\.$/)
    expect(verdict.factors.find(({ name }) => name === 'infrastructure')).toMatchObject({
      favours: 'unknown',
    })
  })

  it('what is declared stands in the sentence', () => {
    const ignoring = records(14).map((record) => ({
      ...record,
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((each) => ({ ...each, ignored: ['loaded_at'] })),
      },
    }))
    expect(judged(ignoring).sentence).toContain(
      'the same data, but for what is declared (orders.loaded_at is ignored), and',
    )
  })

  it('what only work can mend is not told in days', () => {
    const older = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [5] })] }
    expect(judgedAfter(14, older).sentence).toMatch(
      /^Keep measuring: .* No number of days closes parity: it needs a waiver for 2026-11-05, or new code\./,
    )
  })

  it('notes say which epoch counts, and what of the policy is not in force', () => {
    const changed = { candidates: [candidate({ name: 'polars', ratio: 0.3, changes: [15] })] }
    const { notes } = judgedAfter(16, changed, { policy: { alpha: 0.01 } })
    expect(notes).toContain(
      'epoch 2 began on 2026-11-15, when the code of polars was another than before: 14 comparisons of other code do not count',
    )
    expect(notes).toContain("the policy's alpha: 0.01 is for the next epoch; this one began with 0.05")
  })

  it('a decision that newer days have taken back is told', () => {
    const slower = simulateRecords(
      scenario({
        days: 40,
        candidates: [candidate({ name: 'polars', ratio: 0.8, drift: 0.015, noise: 0.02 })],
      }),
      'x',
    )
    const notes = slower.map(({ key }) => judged(slower, { asOf: key }).notes.join())
    expect(
      notes.some((note) => /the ratio had passed after \d+ observations; with later ones/.test(note)),
    ).toBe(true)
    expect(judgedAfter(14).notes.join()).not.toContain('later ones')
  })

  it('what would pass today is told where days will not suffice', () => {
    const even = { candidates: [candidate({ name: 'polars', ratio: 1 })] }
    for (const days of [20, 28]) {
      const step = judgedAfter(days, even).nextSteps[0] ?? ''
      const total = Number(/margins: \{ total: (\d\.\d+) \}/.exec(step)?.[1])
      expect(judgedAfter(days, even, { policy: { margins: { total } } }).decision).toBe('retire')
    }
  })

  it('the strip counts the days that the window counts', () => {
    const paused = records(60).filter((_, day) => day < 5 || day > 55)
    const verdict = judged(paused)
    expect(verdict.epoch).toMatchObject({ windowDays: 4, completeDays: { length: 9 } })
    expect(gate(verdict, 'window')?.evidence).toMatch(/^4 days since 2026-12-27/)
  })

  it('nothing that was measured is told as that', () => {
    const failed = records(3).map((record) => failing(record, 'polars', 'all'))
    expect(judged(failed).sentence).toContain('So far polars has no times yet.')
  })

  it('a waiver is no declaration, and what it covers is not equal', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-12-31' }
    const differing = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [14] })] }
    const verdict = judgedAfter(14, differing, { policy: { waivers: [waiver] } })
    expect(gate(verdict, 'parity')?.evidence).toMatch(
      /^equal in 13 of 14 comparisons, 14 .*; waived in 1 of 14/,
    )
    expect(verdict.sentence).not.toContain('declared')
  })

  it('an undecided verdict names what needs work, not what days would have brought', () => {
    const verdict = judgedAfter(28, {}, { policy: { margins: { work: 0.5 } } })
    expect(verdict.sentence).toMatch(/^Not decided after 28 days: speed needs margins: total in the policy/)
  })

  it('peaks without a known size are not «no peak»', () => {
    const unseen = records(14).map((record) => ({
      ...record,
      input: { source: 'key', sha256: record.input.sha256, bytes: 0, files: 0 },
    }))
    expect(gate(judged(unseen), 'capacity')?.evidence).toMatch(/^peak .* nobody saw how large the input was$/)
  })

  it('machines of production, not those that both were measured on, favour somebody', () => {
    const platform = { prices: [], nodes: 1, startupSeconds: 0, idleSeconds: 0 }
    const favours = (spark: number) =>
      judgedAfter(
        14,
        {},
        { policy: { platforms: { spark: { ...platform, nodes: spark }, polars: platform } } },
      ).factors.find(({ name }) => name === 'infrastructure')?.favours
    expect([favours(3), favours(1)]).toEqual(['candidate', 'neither'])
    expect(judgedAfter(14).factors.find(({ name }) => name === 'infrastructure')?.favours).toBe('unknown')
  })

  it('keys of one day are told to be one observation', () => {
    const [first] = records(1) as [RunRecord]
    const keys = ['a', 'b', 'c'].map((key) => ({ ...first, id: `record-${key}`, key }))
    expect(judged(keys, { asOf: '2026-11-01' }).notes[0]).toBe(
      '3 comparisons on 1 day: what ran on one day is one observation',
    )
  })
})
