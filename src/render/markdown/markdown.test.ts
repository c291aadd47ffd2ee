import { describe, expect, it } from 'vitest'
import { HOSTILE, html, shown } from '../../../tests/rendered-markdown.ts'
import { simulatedJob, simulatedReport } from '../../../tests/simulated-report.ts'
import { type SizedRecord, sizedLedger } from '../../../tests/sized-ledger.ts'
import type { Policy } from '../../model/config/policy.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { NOTHING_BESIDE } from '../../report/build/beside.ts'
import { freshRunOf } from '../../report/build/fresh.ts'
import { buildReport } from '../../report/build/report.ts'
import { candidate, SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { conditionsText } from '../site/conditions.ts'
import { overviewHeadline } from '../site/overview.ts'
import { parityWords } from '../site/parity.ts'
import { summaryMarkdown } from './summary.ts'

const BASE = SCENARIOS['second-candidate'] as Scenario
const STEP = {
  ...{ name: 'main', outcome: 'ok' as const, exitCode: 0, imageDigest: null },
  ...{ parts: [], stages: [], versions: {} },
}
const BUSY = { busyPercent: 81.6, seen: 'during', otherRuns: 0 } as const

function summaryOf(scenarios: readonly Scenario[], runs = 1, change = (record: RunRecord) => record) {
  const { records, jobs, report } = simulatedReport(scenarios)
  const fresh = records
    .slice(records.length - runs)
    .map((record) => freshRunOf(change(record), report, jobs[0], '2026-11-28'))
  return { runs: fresh, overview: report.overview, link: 'https://acme.github.io/jobs/' }
}

describe('a summary', () => {
  it('says of a run just made whether it is the same data, what changed, and what it took', () => {
    expect(summaryMarkdown(summaryOf([{ ...BASE, missing: [6] }]))).toMatchSnapshot()
  })

  it('says which columns differ, and names no winner', () => {
    const differs = { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [28] })] }
    expect(summaryMarkdown(summaryOf([differs]))).toMatchSnapshot()
  })

  it('says what may have caused a difference, and which columns follow another', () => {
    const differs = { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [28] })] }
    const summary = summaryOf([differs], 1, (record) => ({
      ...record,
      parity: {
        ...record.parity,
        findings: record.parity.findings.map((finding) => ({
          ...finding,
          columns: finding.columns.flatMap((column) => [
            { ...column, entries: ['round-double', '<b>gone</b>'] },
            { ...column, column: '<img>', follows: column.column },
          ]),
        })),
      },
    }))
    const text = summaryMarkdown(summary)
    expect(html(text)).toMatch(/<li>.*Polars: x.round\(mode=.*docs\/differences.md#round-double/)
    expect(html(text)).toContain('1 more column differs only in these rows: &lt;img&gt;')
    expect(html(text)).not.toMatch(/<img|gone/)
  })

  it('says that new code begins a new epoch', () => {
    const summary = summaryOf([BASE], 1, (record) => ({
      ...record,
      trials: record.trials.map((trial) =>
        trial.engine === 'polars' ? { ...trial, behaviour: 'f'.repeat(64) } : trial,
      ),
    }))
    expect(
      summary.runs[0]?.changes.map(({ engine, newCode }) => [
        engine.name,
        newCode.map(({ side, what }) => `${side}: ${what}`),
      ]),
    ).toEqual([
      ['polars', ['candidate: code']],
      ['duckdb', []],
    ])
  })

  it('shows a version that new code has as it is, and nothing in it takes effect', () => {
    const versions = (version: string) => (record: RunRecord) => ({
      ...record,
      trials: record.trials.map((trial) => ({
        ...trial,
        behaviour: version.length.toString(16).padStart(64, '0'),
        steps: [{ ...STEP, versions: { polars: version } }],
      })),
    })
    const { records, jobs, report } = simulatedReport([BASE], '2026-11-28', versions('2.0'))
    const last = records.at(-1)
    const runs = last
      ? [freshRunOf(versions('<img>@octocat `2.1`')(last), report, jobs[0], '2026-11-28')]
      : []
    const markdown = summaryMarkdown({ runs, overview: report.overview, link: null })
    expect(shown(markdown)).toContain('polars 2.0 → <img>@octocat `2.1`')
    expect(html(markdown)).not.toMatch(/<img|<code/)
    expect(markdown).not.toContain('@o')
  })

  it.each(HOSTILE)('keeps a baseline’s name in its cell, and nothing in it takes effect: %s', (name) => {
    const { overview } = summaryOf([BASE], 0)
    const jobs = overview.jobs.map((job) => ({ ...job, baseline: { ...job.baseline, name } }))
    const markdown = summaryMarkdown({ runs: [], overview: { ...overview, jobs }, link: null })
    expect(shown(markdown)).toContain(`× ${name}’`)
    expect(html(markdown).split('<details>')[0]?.match(/<th>/g)).toHaveLength(5)
    expect(html(markdown)).not.toMatch(/<(?:script|img|b|a|code|em|del)\b/)
  })

  it('speaks of parity, of the machine and of others who disturbed it in the words of the site', () => {
    const summary = summaryOf([BASE])
    const [run] = summary.runs
    if (!run) throw new Error('no run')
    const page = { ...run.page, trials: run.page.trials.map((trial) => ({ ...trial, disturbance: BUSY })) }
    const text = shown(summaryMarkdown({ ...summary, runs: [{ ...run, page }] }))
    for (const words of [
      ...parityWords(page).map(({ word, text: rest }) => `${word} ${rest}`),
      'The machine was busy: other work used up to 82 % of the cores in 6 of 6 trials',
      conditionsText(page),
      overviewHeadline(summary.overview),
    ])
      expect(text).toContain(words)
  })

  it('shows the newest days as characters, and says what they mean', () => {
    const [failed, days] = [{ name: 'polars', ratio: 0.3, failureRate: 0.2 }, { missing: [20, 21] }]
    const text = summaryMarkdown(summaryOf([{ ...BASE, ...days, candidates: [candidate(failed)] }], 0))
    const cells = /([■✕·]{14})<br>26 of 14–28/.exec(text)?.[1]
    expect(cells?.slice(5, 7)).toBe('··')
    expect(cells?.match(/✕/g)?.length).toBeGreaterThan(1)
    expect(text).toContain('A character a day: ■ counts, ✕ failed, · no run.')
  })

  it.each([
    [
      { differs: [28] },
      /^simulated: Different data from polars\. Verdict so far: simulated can’t leave Spark yet/,
    ],
    [
      { failureRate: 1, since: 28 },
      /^simulated: polars failed in 2 of 2 trials\. Verdict so far: simulated /,
    ],
  ])('begins with the run that it reports where that went wrong: %j', (changes, heading) => {
    const scenario = { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3, ...changes })] }
    expect(shown(summaryMarkdown(summaryOf([scenario])))).toMatch(heading)
  })

  /** Of a job that ran at three sizes, under a policy. */
  const sizedSummary = (policy: Partial<Policy> = {}, ...others: SizedRecord[]): string => {
    const records = sizedLedger([{ gigabytes: 4 }, { gigabytes: 8 }, ...others])
    const job = simulatedJob({ ...BASE, job: 'simulated' }, records)
    const { overview } = buildReport({
      ...{ records, jobs: [{ ...job, policy: { ...job.policy, ...policy } }], asOf: '2026-11-14' },
      ...{ beside: NOTHING_BESIDE, leftOut: [], tool: '0.0.0' },
    })
    return shown(summaryMarkdown({ runs: [], overview, link: null }))
  }

  it('says when to use which where a job was measured at several sizes', () => {
    expect(sizedSummary()).toMatch(/When to use which.*4 GB.*polars 0, spark 1.*5 GB.*8 GB/s)
    expect(shown(summaryMarkdown(summaryOf([BASE])))).not.toContain('When to use which')
  })

  it('names each price that it bills by, with its source and date', () => {
    const price = (source: string) => ({
      ...{ name: source, perHour: 1, currency: 'EUR', incrementSeconds: 1, minimumSeconds: 0 },
      ...{ source, asOf: '2026-11-01' },
    })
    const platform = (source: string) => ({
      ...{ prices: [price(source)], nodes: 1, startupSeconds: 0, idleSeconds: 0 },
    })
    const text = sizedSummary({ platforms: { spark: platform('contract'), polars: platform('invoice') } })
    expect(text).toContain(
      'Price for spark: contract: 1 EUR per node and hour; as of 2026-11-01; source: contract; billed by the second',
    )
    expect(text).toContain('Price for polars: invoice:')
  })

  it('says from which input on a baseline is still needed', () => {
    expect(sizedSummary()).toMatch(
      /simulated, polars:.*fallback above 3\d(\.\d)? GB.*4(\.\d)? times beyond what was measured/,
    )
  })

  it('does not call beyond what was measured where memory ran out there', () => {
    const lost = { gigabytes: 40, isOutOfMemory: true }
    expect(sizedSummary({ volumeBytes: 20e9 }, lost)).toMatch(
      /Keep spark as a fallback above .* In fact, 2 of 2 trials at 40 GB or more ran out of memory\./,
    )
  })

  it('begins with how many runs went wrong where there are several', () => {
    const differs = { ...BASE, candidates: [candidate({ name: 'polars', ratio: 0.3, differs: [28] })] }
    expect(shown(summaryMarkdown(summaryOf([differs], 2)))).toMatch(
      /^2 runs: 1 with different data\. Verdict so far: simulated can’t leave Spark yet/,
    )
  })

  it('before anything counts, begins with what the run showed', () => {
    const { runs, overview, link } = summaryOf([BASE])
    const none = { ...overview, jobs: [], comparisons: 0 }
    expect(shown(summaryMarkdown({ runs, overview: none, link }))).toMatch(
      /^simulated: Same data\. duckdb took 40 % of Spark’s time and polars 57 %\./,
    )
  })

  it('has a row for a job of which one engine ran, and says what is missing', () => {
    const { overview } = summaryOf([{ ...BASE, days: 3 }], 0)
    const jobs = overview.jobs.map((job) => ({ ...job, group: 'nothing' as const, candidates: [] }))
    const markdown = summaryMarkdown({ runs: [], overview: { ...overview, jobs }, link: null })
    expect(markdown).toContain('| – Nothing to judge yet | simulated | none yet |  | 3 runs of spark alone |')
    expect(markdown).toContain(
      '**Next:** Add the other engine to etl-compare.yml and run both: <code>etl-compare run simulated &#38;&#38; etl-compare ledger add results</code><br>Or record',
    )
    expect(markdown).not.toContain('In brackets')
  })

  it('stays below what GitHub takes: every run’s parity, those that differ first, and the verdicts before figures', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...BASE,
      job: `job ${index} ${'x'.repeat(200)}`,
      days: 3,
      candidates: [candidate({ name: 'polars', ratio: 0.3, differs: index === 59 ? [3] : [] })],
    }))
    const { records, jobs, report } = simulatedReport(many)
    const runs = records
      .filter(({ when }) => when.startsWith('2026-11-03'))
      .map((record) =>
        freshRunOf(
          record,
          report,
          jobs.find(({ name }) => name === record.job),
          '2026-11-28',
        ),
      )
    const markdown = summaryMarkdown({ runs, overview: report.overview, link: null })
    expect(markdown.length).toBeLessThanOrEqual(60_000)
    const text = shown(markdown)
    expect(text.match(/Same data: polars delivered/g)).toHaveLength(59)
    expect(text.indexOf('Different: polars')).toBeLessThan(text.indexOf('Same data: polars'))
    expect(text).toContain('Keep measuring')
    expect(text.match(/Geometric means/g)?.length).toBeLessThan(60)
    expect(markdown).toMatch(/\d+ parts are left out here: see the full report\.\n$/)
    expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length)
  })
})
