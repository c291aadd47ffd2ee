import { expect, it } from 'vitest'
import { CLUSTER, deployedAs, LOCAL_SPARK, POLARS, SAIL, SILENT } from '../../../tests/deployed-ledger.ts'
import { newWords } from '../../../tests/new-words.ts'
import { failing, hourly, scenario, verdictOn } from '../../../tests/simulated-verdicts.ts'
import { sizedLedger } from '../../../tests/sized-ledger.ts'
import { GRIDS, PROCESSORS } from '../../model/config/carbon.ts'
import type { Platform } from '../../model/config/platforms.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { candidate, type Scenario, type SimulatedCandidate } from '../../simulate/scenario.ts'
import { verdictText } from './terminal.ts'

const records = (days: number, changes: Partial<Scenario> = {}) =>
  simulateRecords(scenario({ days, ...changes }), 'x')
const polars = (changes: Partial<SimulatedCandidate>): Partial<Scenario> => ({
  candidates: [candidate({ name: 'polars', ratio: 0.3, ...changes })],
})

type Options = Parameters<typeof verdictOn>[1]
type Model = [what: string, records: readonly RunRecord[], options?: Options]

/** With other trials on each day. */
const withTrials = (days: number, change: (trial: Trial, day: number) => Trial) =>
  records(days).map((record, day) => ({
    ...record,
    trials: record.trials.map((trial) => change(trial, day)),
  }))
const bothFailing = (record: RunRecord) => failing(failing(record, 'polars', 'all'), 'spark', 'all')
const only = (record: RunRecord, engine: string): RunRecord => ({
  ...record,
  id: `${record.id}-${engine}`,
  trials: record.trials.filter((trial) => trial.engine === engine),
})
const ofPolars = (change: (trial: Trial, day: number) => Partial<Trial>) => (trial: Trial, day: number) =>
  trial.engine === 'polars' ? { ...trial, ...change(trial, day) } : trial
const withFindings = (change: Partial<RunRecord['parity']['findings'][number]>) =>
  records(28).map((record) => ({
    ...record,
    parity: {
      ...record.parity,
      findings: record.parity.findings.map((finding) => ({ ...finding, ...change })),
    },
  }))

const input = { source: 'path', sha256: '0'.repeat(64), bytes: 1, files: 1 }
const LATER = { asOf: '2026-11-28' }
const [first, second] = records(2) as [RunRecord, RunRecord]
const platform = (perHour: number, changes: Partial<Platform> = {}): Platform => ({
  prices: [{ name: 'node', perHour, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 }],
  ...{ nodes: 1, startupSeconds: 0, idleSeconds: 0, ...changes },
})
const listPrice = (name: string, asOf: string) => ({
  ...{ name, perHour: 0.192, currency: 'USD', incrementSeconds: 1, minimumSeconds: 60 },
  ...{ region: 'us-east-1', source: 'a price list', asOf },
})
const { asOf: _, ...undated } = listPrice('emr', '')
const surcharge = { ...undated, readOn: '2026-11-01', unit: 'vCPU', units: 4, unverified: true }
const carbon = { vcpus: 4, processor: PROCESSORS['aws-m6i'], grid: GRIDS['us-central1'] }
const priced = (spark: Platform, ours: Platform) => ({
  policy: { platforms: { spark, polars: ours }, margins: { cost: 1 } },
})
const cluster = { nodes: 3, startupSeconds: 480, idleSeconds: 300 }
const cancelled = (measures: Trial['measures'] = {}): Partial<Trial> => ({ outcome: 'cancelled', measures })
const atSize = (bytes: number, ratio: number) => {
  const [run] = records(1, { bytes, ...polars({ ratio, noise: 0 }) }) as [RunRecord]
  return [...records(6), { ...run, id: 'of-another-size', size: 'large' }]
}
/** As of the first day on which later observations have taken a decision back. */
function reopened(): Model {
  const all = records(40, polars({ ratio: 0.8, drift: 0.015, noise: 0.02 }))
  const asOf = all
    .map(({ partition }) => partition)
    .find((day) => {
      const verdict = verdictOn(all, { asOf: day })
      return verdict.decision !== 'nothing' && verdict.gates.speed.bounds.some(({ before }) => before)
    })
  if (asOf === undefined) throw new Error('nothing was taken back')
  return ['a decision that later days took back', all, { asOf }]
}

const MODELS: Model[] = [
  ['fourteen days', records(14)],
  [
    'days on which it was slower',
    withTrials(
      28,
      ofPolars((trial, day) => (day % 10 === 0 ? { measures: { ...trial.measures, totalMs: 900_000 } } : {})),
    ),
  ],
  ['long ago', records(14), { asOf: '2028-01-01' }],
  ['with declared differences', withFindings({ ignored: ['loaded_at'] })],
  ['with tables that nobody compared', withTrials(14, (trial) => ({ ...trial, undeclared: ['audit'] }))],
  [
    'where every time is the same',
    records(14, { dayNoise: 0, trialNoise: 0, ...polars({ ratio: 0.5, noise: 0 }) }),
  ],
  [
    'on different machines',
    withTrials(
      14,
      ofPolars(({ host }) => ({ host: { ...host, class: 'x2idn.metal' } })),
    ),
  ],
  [
    'on machines that are not recorded',
    withTrials(14, (trial) => ({ ...trial, host: { ...trial.host, class: 'unknown' } })),
  ],
  [
    'under other conditions',
    withTrials(
      28,
      ofPolars(() => ({ runner: 'process', cache: 'evicted' })),
    ),
  ],
  [
    'on a machine that was busy once',
    withTrials(14, (trial, day) => ({
      ...trial,
      measures: { ...trial.measures, othersPercent: day < 1 ? 60 : 0 },
    })),
  ],
  [
    'on a machine that was often busy',
    withTrials(14, (trial, day) => ({
      ...trial,
      measures: { ...trial.measures, othersPercent: day < 7 ? 60 : 0 },
    })),
  ],
  [
    'by clocks that count in minutes',
    withTrials(14, (trial) => ({
      ...trial,
      measures: { totalMs: 60_000 * Math.ceil(Number(trial.measures.totalMs) / 60_000) },
    })),
  ],
  [
    'though it failed at a size that is not judged',
    [
      ...records(14),
      ...records(14).map((record) => ({
        ...failing(record, 'polars', 'all', 'oom'),
        id: `${record.id}-large`,
        size: 'large',
      })),
    ],
    { asOf: '2026-11-14' },
  ],
  [
    'with a waiver',
    records(14, polars({ differs: [14] })),
    { policy: { waivers: [{ table: 'orders', owner: 'ana', reason: 'known', expires: '2026-12-31' }] } },
  ],
  [
    'interrupted twice',
    withTrials(
      28,
      ofPolars((_, day) => (day === 5 || day === 20 ? cancelled() : {})),
    ),
    LATER,
  ],
  [
    'where hourly comparisons that are no observations say the opposite',
    hourly(records(14)),
    { asOf: '2026-11-14' },
  ],
  [
    'with platforms and a volume',
    records(14),
    {
      policy: {
        volumeBytes: 5e9,
        platforms: { spark: platform(1, cluster), polars: platform(1) },
        margins: { total: 1, cost: 1 },
      },
    },
  ],
  [
    'at a higher price that nothing limits',
    records(14),
    { policy: { runsPerDay: 24, platforms: { spark: platform(1), polars: platform(20) } } },
  ],
  [
    'with platforms, where the candidate failed',
    records(28, polars({ failureRate: 0.1 })),
    { ...LATER, policy: { runsPerDay: 24, platforms: { spark: platform(1), polars: platform(1) } } },
  ],
  ['for the limit in minutes', records(28), { ...LATER, policy: { margins: {}, limitSeconds: 30 } }],
  [
    'with dated prices, runs a day, a migration and carbon',
    records(14),
    {
      policy: {
        runsPerDay: 24,
        migration: { days: 10, perDay: 600, currency: 'USD', daysTo: {} },
        platforms: {
          spark: platform(1, { ...cluster, carbon, prices: [listPrice('ec2', '2025-03-02'), surcharge] }),
          polars: platform(1, {
            carbon,
            areNodesAssumed: true,
            prices: [listPrice('runner', '2026-01-01')],
          }),
        },
      },
    },
  ],
  [
    'with prices by which it is perhaps not cheaper',
    records(14),
    { policy: { ...priced(platform(1), platform(3.2)).policy, runsPerDay: 1 } },
  ],
  ['for the cost', records(14), priced(platform(1), platform(10))],
  [
    'for runs out of memory',
    records(14).map((record) => ({
      ...failing(record, 'polars', 'all', 'oom'),
      input: { ...record.input, bytes: 20e9 },
    })),
    { policy: { volumeBytes: 5e9, maxFailures: 99 } },
  ],
  ['a difference', records(14, polars({ differs: [14] }))],
  [
    'a candidate that hung',
    withTrials(
      28,
      ofPolars((_, day) => (day % 3 === 1 ? cancelled({ totalMs: 3_600_000 }) : {})),
    ),
    LATER,
  ],
  ['as equal as both are', records(28, polars({ ratio: 1 }))],
  ['too few different inputs', records(28).map((record) => ({ ...record, input }))],
  ['no rows', withFindings({ baselineRows: 0, engineRows: 0 }), LATER],
  ['no margin of the judged clock', records(28), { policy: { margins: { work: 0.5 } } }],
  [
    'for interruptions',
    withTrials(
      60,
      ofPolars((_, day) => (day % 4 === 1 ? cancelled() : {})),
    ),
    { asOf: '2026-12-30' },
  ],
  ['as a weekly job needs another window', records(15).filter((_, day) => day % 7 === 0)],
  ['after a day', records(1)],
  [
    'after a day, of three partitions',
    ['a', 'b', 'c'].map((partition) => ({ ...first, id: `record-${partition}`, partition })),
    { asOf: '2026-11-01' },
  ],
  ['where the candidate is slower', records(8, polars({ ratio: 1.8 }))],
  ['with speed settled', records(10)],
  ['for too few days that remain', records(20, polars({ ratio: 1 }))],
  ['for other inputs', records(28).map((record) => ({ ...record, input })), { asOf: '2026-11-16' }],
  ['where all trials failed', records(3).map((record) => failing(record, 'polars', 'all'))],
  ['where both failed', records(20).map((record, day) => (day % 3 === 2 ? bothFailing(record) : record))],
  ['where both failed on the only day', records(1).map(bothFailing)],
  ['where both failed last', records(9).map((record, day) => (day < 7 ? record : bothFailing(record)))],
  [
    'where the baseline has no times',
    withTrials(28, (trial, day) =>
      trial.engine === 'spark' && day % 2 === 0 ? { ...trial, measures: {} } : trial,
    ),
    LATER,
  ],
  [
    'where the baseline was interrupted',
    withTrials(28, (trial, day) =>
      trial.engine === 'spark' && day % 2 === 0 ? { ...trial, ...cancelled() } : trial,
    ),
    LATER,
  ],
  [
    'where the candidate ran alone',
    records(28).map((record, day) => (day % 2 === 1 ? record : only(record, 'polars'))),
    LATER,
  ],
  [
    'where interrupted runs were run again',
    records(28).flatMap((record) => [
      {
        ...record,
        id: `${record.id}-first`,
        trials: record.trials.map((trial) => ofPolars(() => cancelled())(trial, 0)) as Trial[],
      },
      { ...record, when: record.when.replace('T0', 'T1') },
    ]),
    LATER,
  ],
  [
    'where code changes every day',
    withTrials(
      20,
      ofPolars((_, day) => ({ behaviour: String(day).padStart(64, 'c') })),
    ),
  ],
  ['code and policy that changed', records(16, polars({ changes: [15] })), { policy: { alpha: 0.01 } }],
  [
    'under one partition for all runs',
    records(20).map((record) => ({ ...record, partition: 'all' })),
    { asOf: '2026-11-20' },
  ],
  ['where neighbouring days are alike', records(25, polars({ ratio: 0.95, correlation: 0.98 }))],
  [
    'with a size beside the judged one',
    [...records(13), { ...first, id: 'one-large-run', size: '20GB', partition: 'x' }],
    { asOf: '2026-11-13' },
  ],
  [
    'where input has no size',
    records(13).map((record) => ({
      ...record,
      input: { source: 'partition', sha256: record.input.sha256, bytes: 0, files: 0 },
    })),
  ],
  ['faster at all sizes', atSize(12e9, 0.5), { asOf: '2026-11-06' }],
  ['slower at a larger size', atSize(12e9, 3), { asOf: '2026-11-06' }],
  [
    'at several sizes and limits',
    sizedLedger([
      { gigabytes: 0.5 },
      { gigabytes: 1 },
      { gigabytes: 20 },
      ...[1, 1, 2].map((cpus) => ({ gigabytes: 5, cpus })),
      { gigabytes: 5, memoryGiB: 2, isOutOfMemory: true },
    ]),
    { asOf: '2026-11-14', policy: { volumeBytes: 5e9, growth: 0.5, limitSeconds: 240, margins: {} } },
  ],
  [
    'with failures at limits that must hold',
    sizedLedger([{ gigabytes: 5, memoryGiB: 2, isOutOfMemory: true }]),
    {
      asOf: '2026-11-14',
      policy: { margins: { total: 4 } },
      limits: [16, 2].map((gib) => ({ cpus: 4, memoryBytes: gib * 2 ** 30 })),
    },
  ],
  [
    'with room up to some size',
    sizedLedger([{ gigabytes: 4 }, { gigabytes: 8 }]),
    { asOf: '2026-11-14', policy: { volumeBytes: 5e9, margins: { total: 4 } } },
  ],
  [
    'with a volume far beyond what was measured',
    sizedLedger([{ gigabytes: 0.5 }, { gigabytes: 1 }]),
    { asOf: '2026-11-14', policy: { volumeBytes: 20e9 } },
  ],
  [
    'on a node smaller than what ran',
    sizedLedger([{ gigabytes: 1 }, { gigabytes: 10 }]),
    {
      asOf: '2026-11-14',
      policy: { platforms: { polars: { ...platform(1), node: 'tiny', memoryBytes: 2 ** 29 } } },
    },
  ],
  reopened(),
  ['off the cluster, with Spark', deployedAs(records(14), { spark: CLUSTER, polars: LOCAL_SPARK })],
  ['off the cluster, with the code', deployedAs(records(14), { spark: CLUSTER, polars: SAIL })],
  ['off the cluster, with nothing', deployedAs(records(14), { spark: CLUSTER, polars: POLARS })],
  ['from Spark to another of its kind', deployedAs(records(14), { spark: LOCAL_SPARK, polars: LOCAL_SPARK })],
  ['from Spark on one machine, with the code', deployedAs(records(14), { spark: LOCAL_SPARK, polars: SAIL })],
  [
    'the cluster, for speed',
    deployedAs(records(14, polars({ ratio: 1.8 })), { spark: CLUSTER, polars: LOCAL_SPARK }),
  ],
  [
    'the cluster, undecided',
    deployedAs(records(28, polars({ ratio: 1 })), { spark: CLUSTER, polars: LOCAL_SPARK }),
  ],
  [
    'the cluster, for a difference',
    deployedAs(records(14, polars({ differs: [14] })), { spark: CLUSTER, polars: LOCAL_SPARK }),
  ],
  [
    'Spark as it is',
    deployedAs(records(14, polars({ ratio: 1.8 })), { spark: LOCAL_SPARK, polars: LOCAL_SPARK }),
  ],
  ['what nobody said', deployedAs(records(14), { spark: CLUSTER, polars: SILENT })],
  [
    'against what is declared',
    deployedAs(records(14), { spark: CLUSTER, polars: LOCAL_SPARK }),
    { engines: { polars: { spark: 'none' } } },
  ],
  ['no runs', [], LATER],
  ['other jobs', records(5).map((each) => ({ ...each, job: 'sales' })), LATER],
  ['pull requests only', records(5).map((each) => ({ ...each, event: 'pull_request' as const })), LATER],
  ['another size', records(5).map((each) => ({ ...each, size: 'small' })), LATER],
  ['one side', records(5).map((each) => only(each, 'spark')), LATER],
  ['other partitions', [only(first, 'spark'), only(second, 'polars')], LATER],
  ['other input', [only(first, 'spark'), { ...only(first, 'polars'), input }], LATER],
]

it('the words of verdicts', async () => {
  const texts = MODELS.map(([what, ledger, options]) => {
    const verdict = verdictOn(ledger, options)
    return [`${verdict.decision}: ${what}`, verdictText(verdict, {})]
  })
  await expect(newWords(Object.fromEntries(texts))).toMatchFileSnapshot('words.snap.txt')
})
