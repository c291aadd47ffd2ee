import { describe, expect, it } from 'vitest'
import { failing, judged, judgedAfter, scenario } from '../../../tests/simulated-verdicts.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate } from '../../simulate/scenario.ts'
import { diffCommand } from './diff-command.ts'
import { factorText } from './factors.ts'
import { evidenceText } from './gates.ts'
import { nextSteps } from './next-steps.ts'
import { notesOf } from './notes.ts'
import { sentenceOf } from './sentence.ts'

const records = (days: number) => simulateRecords(scenario({ days }), 'x')
const equal = { candidates: [candidate({ name: 'polars', ratio: 1 })] }
const notesText = (verdict: Parameters<typeof notesOf>[0]) => notesOf(verdict).join('\n')

describe('the sentence', () => {
  it('to retire says for how long, how often it failed and what the interval is', () => {
    expect(sentenceOf(judgedAfter(14))).toMatch(
      /^Retire spark: over 14 days polars delivered the same data, failed alone in 0 of 14 comparisons \(the true rate may be up to 21\.5 %\), and took 0\.\d\d× as long as spark \(interval 0\.\d\d–0\.\d\d, limit 1\)\.$/,
    )
  })

  it('to keep says what the limit was, and the ratio that nobody asked for', () => {
    expect(sentenceOf(judgedAfter(14, {}, { policy: { limitMinutes: 0.5 } }))).toMatch(
      /^Keep spark: polars took \d\d\.\d s \(interval .*–.*, limit 30 s\), 0\.\d\d× as long as spark \(interval .*–.*\), which is not judged\. spark misses the limit of 30 s too: it took .*\.$/,
    )
  })

  it('of the first days is provisional: what was seen, and what it cannot show', () => {
    expect(sentenceOf(judgedAfter(1))).toMatch(
      /^Keep measuring, at least 13 more days\. Provisional, after 1 day: every trial of polars was faster than every trial of spark on the same input \(0\.\d\d×–0\.\d\d×\), and the outputs were equal on 1 different input\. This cannot show failures \(up to 79\.3 % of runs may fail\), other loads, weekends or month-end\.$/,
    )
  })

  it('says that speed is settled, and what the remaining days are for', () => {
    expect(sentenceOf(judgedAfter(10))).toMatch(
      /^Keep measuring, about 4 more days\. Still open after 10 days with both engines: window and failures\. polars took .*\. Speed is settled; the remaining days are for failures, weekends and month-end\.$/,
    )
  })

  it('of a slower candidate says so before the window is full', () => {
    const slower = { candidates: [candidate({ name: 'polars', ratio: 1.8 })] }
    expect(sentenceOf(judgedAfter(8, slower))).toContain('So far polars is slower: it took 1.')
  })

  it('says where the remaining days will probably not be enough', () => {
    expect(sentenceOf(judgedAfter(20, equal))).toMatch(
      / includes the limit 1\)\. At the current spread, the 8 remaining days will probably not be enough\.$/,
    )
  })

  it('of no decision says that it is no evidence', () => {
    expect(sentenceOf(judgedAfter(28, equal))).toMatch(
      /^Not decided after 28 days: polars took .* includes the limit 1\)\. Keep spark for now\. This is not evidence for it\.$/,
    )
  })

  it('names missing times, not spread, where both sides fail', () => {
    const both = records(20).map((record, day) =>
      day % 3 === 2 ? failing(failing(record, 'polars', 'all'), 'spark', 'all') : record,
    )
    const sentence = sentenceOf(judged(both))
    expect(sentence).toContain('6 of 20 have none (polars failed in 6)')
    expect(sentence).not.toContain('spread')
  })

  it('names what no number of days brings', () => {
    const input = { source: 'path', sha256: '0'.repeat(64), bytes: 1, files: 1 }
    const same = records(28).map((record) => ({ ...record, input }))
    const needs = 'parity needs 4 more different inputs; the last 27 comparisons had no new one'
    expect(sentenceOf(judged(same))).toContain(`Not decided after 28 days: ${needs}.`)
    expect(sentenceOf(judged(same, { asOf: '2026-11-16' }))).toContain(
      'Days alone will not settle parity: it needs 4 more different inputs',
    )
  })

  it('names another policy that a weekly job needs', () => {
    const weekly = simulateRecords(scenario({ days: 15 }), 'x').filter((_, day) => day % 7 === 0)
    expect(sentenceOf(judged(weekly))).toContain(
      'set window: { days: 6, most: 16, within: 112 } in the policy',
    )
  })

  it('of times that are all equal says that they are', () => {
    const still = {
      dayNoise: 0,
      trialNoise: 0,
      candidates: [candidate({ name: 'polars', ratio: 0.5, noise: 0 })],
    }
    expect(sentenceOf(judgedAfter(14, still))).toContain('took 0.50× as long as spark every time (limit 1)')
  })

  it('says that the engines ran on different machines', () => {
    const apart = records(14).map((record) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'spark' ? trial : { ...trial, host: { ...trial.host, class: 'x2idn.metal' } },
      ),
    }))
    expect(sentenceOf(judged(apart))).toMatch(
      /They ran on different machines: spark on .*, polars on x2idn\.metal\.$/,
    )
  })

  it('says when it was last measured, where that is long ago', () => {
    expect(sentenceOf(judgedAfter(14, {}, { asOf: '2028-01-01' }))).toMatch(
      /Last measured on 2026-11-14, 413 days before 2028-01-01\.$/,
    )
    expect(sentenceOf(judgedAfter(14, {}, { asOf: '2026-11-20' }))).not.toContain('Last measured')
  })

  it('names failures at a size that is not judged', () => {
    const lost = records(14).map((record) => ({
      ...failing(record, 'polars', 'all', 'oom'),
      id: `${record.id}-large`,
      size: 'large',
    }))
    expect(sentenceOf(judged([...records(14), ...lost], { asOf: '2026-11-14' }))).toMatch(
      /At large with 4 cores, 16 GiB, which is not judged here, polars ran out of memory in 28 of 28 trials\.$/,
    )
  })

  it('says what is declared', () => {
    const ignoring = records(14).map((record) => ({
      ...record,
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((each) => ({ ...each, ignored: ['loaded_at'] })),
      },
    }))
    expect(sentenceOf(judged(ignoring))).toContain(
      'the same data except for declared differences (orders.loaded_at is ignored), failed alone',
    )
  })

  it('names what nobody compared', () => {
    const more = records(14).map((record) => ({
      ...record,
      trials: record.trials.map((trial) => ({ ...trial, undeclared: ['audit'] })),
    }))
    expect(sentenceOf(judged(more))).toContain(
      'the same data except for undeclared tables, which were not compared (audit), failed alone',
    )
  })

  it('of nothing measured says that', () => {
    const failed = records(3).map((record) => failing(record, 'polars', 'all'))
    expect(sentenceOf(judged(failed))).toContain('So far polars has no times yet.')
  })
})

describe('notes', () => {
  it('say which epoch counts, and what of the policy is not in force', () => {
    const changed = { candidates: [candidate({ name: 'polars', ratio: 0.3, changes: [15] })] }
    const notes = notesOf(judgedAfter(16, changed, { policy: { alpha: 0.01 } }))
    expect(notes).toContain(
      'Epoch 2 began on 2026-11-15 with new code for polars. 14 comparisons of other code do not count.',
    )
    expect(notes).toContain(
      "The policy's alpha of 0.01 takes effect with the next epoch. This one began with 0.05 and keeps it.",
    )
  })

  it('say that newer days took a decision back', () => {
    const drift = simulateRecords(
      scenario({
        days: 40,
        candidates: [candidate({ name: 'polars', ratio: 0.8, drift: 0.015, noise: 0.02 })],
      }),
      'x',
    )
    const notes = drift.map(({ partition }) => notesText(judged(drift, { asOf: partition })))
    expect(
      notes.some((note) => /The ratio had passed after \d+ observations\. With later ones/.test(note)),
    ).toBe(true)
    expect(notesText(judgedAfter(14))).not.toContain('later ones')
  })

  it('say what was measured and is not judged', () => {
    const [first] = records(1) as [RunRecord]
    const large = { ...first, id: 'one-large-run', size: '20GB', partition: 'x' }
    expect(notesText(judged([...records(14), large], { asOf: '2026-11-14' }))).toContain(
      'Measured, but not judged here: 20GB with 4 cores, 16 GiB (polars ran on 1 day).',
    )
  })

  it('say which clock widens the interval', () => {
    const coarse = records(14).map((record) => ({
      ...record,
      trials: record.trials.map((trial) => ({
        ...trial,
        measures: { totalMs: 60_000 * Math.ceil(Number(trial.measures.totalMs) / 60_000) },
      })),
    }))
    expect(notesText(judged(coarse))).toMatch(/counts in 1 min.*The interval is .* % wider/)
  })

  it('say that the machine was busy, in the sentence too where that was often', () => {
    const busy = (days: number) =>
      judged(
        records(14).map((record, day) => ({
          ...record,
          trials: record.trials.map((trial) => ({
            ...trial,
            measures: { ...trial.measures, othersPercent: day < days ? 60 : 0 },
          })),
        })),
      )
    expect(notesText(busy(1))).toContain(
      'The machine was busy in 1 of 14 comparisons: other work used up to 60 % of the cores.',
    )
    expect(sentenceOf(busy(1))).not.toContain('busy')
    expect(sentenceOf(busy(7))).toMatch(/The machine was busy with other work in 7 of 14 comparisons\.$/)
  })

  it('say that partitions of one day are one observation', () => {
    const [first] = records(1) as [RunRecord]
    const partitions = ['a', 'b', 'c'].map((partition) => ({
      ...first,
      id: `record-${partition}`,
      partition,
    }))
    expect(notesOf(judged(partitions, { asOf: '2026-11-01' }))[0]).toBe(
      '3 comparisons on 1 day: the first of each day is an observation of speed, and the others count only for parity and failures.',
    )
  })
})

describe('what to do next', () => {
  it('names the margin that would pass today where days will not suffice', () => {
    for (const days of [20, 28]) {
      const [step = ''] = nextSteps(judgedAfter(days, equal), {})
      const total = Number(/margins: \{ total: (\d\.\d+) \}/.exec(step)?.[1])
      expect(judgedAfter(days, equal, { policy: { margins: { total } } }).decision).toBe('retire')
    }
  })

  it('proposes no margin that nobody would call acceptable', () => {
    const wild = { candidates: [candidate({ name: 'polars', ratio: 1, noise: 3 })] }
    expect(nextSteps(judgedAfter(28, wild), {}).join()).not.toContain('margins:')
  })

  it('never promises fewer days of averaging', () => {
    const alike = { candidates: [candidate({ name: 'polars', ratio: 0.95, correlation: 0.98 })] }
    const steps = nextSteps(judgedAfter(25, alike), {}).join('\n')
    expect(steps).toContain('averageDays: 2')
    expect(steps).toContain('It takes more days, not fewer')
  })

  it('is a diff with the options that are in force', () => {
    expect(diffCommand({ job: 'orders', baseline: 'spark', candidate: 'polars' }, '2026-11-20', {})).toBe(
      'etl-compare diff SPARK_OUTPUT POLARS_OUTPUT --job orders --engine polars --keep 2026-11-20',
    )
    const invocation = { config: 'conf/my jobs.yml', ledger: 'branch:runs' }
    expect(diffCommand({ job: 'orders', baseline: 'old', candidate: 'new' }, "a 'b'", invocation)).toBe(
      "etl-compare diff OLD_OUTPUT NEW_OUTPUT --job orders --engine new --baseline old --keep 'a '\\''b'\\''' --config 'conf/my jobs.yml' --ledger branch:runs",
    )
  })
})

describe('gates in words', () => {
  it('of parity: a waiver is no declaration, and what it covers is not equal', () => {
    const waiver = { table: 'orders', owner: 'ana', reason: 'known', expires: '2026-12-31' }
    const differing = { candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [14] })] }
    const verdict = judgedAfter(14, differing, { policy: { waivers: [waiver] } })
    expect(evidenceText(verdict, 'parity')).toBe(
      'equal in 13 of 14 comparisons, on 14 different inputs; waived in 1 by ana until 2026-12-31: known',
    )
    expect(sentenceOf(verdict)).not.toContain('declared')
  })

  it('of capacity: peaks without a known size are not «no peak»', () => {
    const unseen = records(14).map((record) => ({
      ...record,
      input: { source: 'partition', sha256: record.input.sha256, bytes: 0, files: 0 },
    }))
    expect(evidenceText(judged(unseen), 'capacity')).toMatch(/^peak .*; the size of the input is unknown$/)
  })

  it('of an undecided verdict name what needs work, not what days would have brought', () => {
    const verdict = judgedAfter(28, {}, { policy: { margins: { work: 0.5 } } })
    expect(sentenceOf(verdict)).toMatch(
      /^Not decided after 28 days: speed needs margins: total in the policy/,
    )
  })
})

describe('the factor infrastructure', () => {
  const platform = { prices: [], nodes: 1, startupSeconds: 0, idleSeconds: 0 }

  it('favours whoever needs fewer machines in production, not whoever was measured', () => {
    const favours = (spark: number) =>
      judgedAfter(
        14,
        {},
        { policy: { platforms: { spark: { ...platform, nodes: spark }, polars: platform } } },
      ).factors.find(({ name }) => name === 'infrastructure')?.favours
    expect([favours(3), favours(1)]).toEqual(['candidate', 'neither'])
    expect(judgedAfter(14).factors.find(({ name }) => name === 'infrastructure')?.favours).toBe('unknown')
  })

  it('does not say «on one machine» of results that name none', () => {
    const imported = records(14).map((record) => ({
      ...record,
      trials: record.trials.map((trial) => ({ ...trial, host: { ...trial.host, class: 'unknown' } })),
    }))
    expect(factorText(judged(imported), 'infrastructure')).toMatch(/on machines that are not recorded/)
    expect(factorText(judgedAfter(14), 'infrastructure')).toMatch(/on one machine with 4 cores, 16 GiB/)
  })
})
