import { expect, it } from 'vitest'
import { CLUSTER, deployedAs, POLARS, type RanAs } from '../../tests/deployed-ledger.ts'
import { newWords } from '../../tests/new-words.ts'
import { runRecord } from '../../tests/run-record.ts'
import { checkPort } from '../differences/check-port.ts'
import { UserError } from '../errors.ts'
import { unmeasured } from '../model/measures/measure.ts'
import type { RunRecord, Trial } from '../model/record/schema.ts'
import type { Attempt, Shortfall } from '../need/attempt.ts'
import { type Need, searchOf } from '../need/need.ts'
import { undeclaredText } from './comparison/undeclared.ts'
import { fingerprintText } from './fingerprints.ts'
import { listText } from './images.ts'
import { runsText, summariseRun } from './ledger/runs.ts'
import { needPlanText, needText, resumeText } from './need.ts'
import { portCheckText } from './port-check.ts'
import { portSummaryText } from './port-summary.ts'
import { asideText, missingText, problemText, recordedText, unfilledText } from './record.ts'
import { triedText, watchText } from './tried.ts'

const PAIRED = { input: 'in', output: 'out' }
const record = runRecord()
const [trial] = record.trials as [Trial, ...Trial[]]

it('the words of record', async () => {
  const said = (of: Partial<Trial>) => recordedText(record, { ...trial, ...of }, 'folder ledger', PAIRED)
  const texts = {
    'a run': said({}),
    'without input and output': recordedText(
      { ...record, input: { ...record.input, source: 'partition' } },
      trial,
      'folder ledger',
      {},
    ),
    'a run that failed, not measured': said({
      outcome: 'failed',
      reason: 'exited with 3',
      measures: { totalMs: 12_300, cpuSeconds: unmeasured('no Python') },
    }),
    'a busy machine': said({ measures: { othersPercent: 60 }, otherRuns: 1 }),
    'no record': problemText(new UserError('clockImplausible', { now: '1970-01-01' })),
    'a result in place of a record': asideText('etl-compare-records/1/result.json', '{}', {
      config: 'my jobs.yml',
      ledger: 'git:runs',
    }),
    'a result that no folder takes': asideText(undefined, '{}', {}),
    'an output that is nowhere': missingText('out/orders', 'runs/2026/11/20/20261120T031700Z-5f0c19ab.json'),
    placeholders: unfilledText(['job', '{partition}', '--size={size}']) ?? '',
  }
  await expect(newWords(texts)).toMatchFileSnapshot('record.snap.txt')
})

it('the words of lists', async () => {
  const alone = (of: Partial<Trial>): RunRecord => ({ ...record, trials: [{ ...trial, ...of }] })
  const older = { orders: { rows: 1, fingerprint: 'v1:0', older: { files: 1, of: 1 } } }
  const runs = [record, alone({}), alone({ tables: {} }), alone({ tables: older }), alone({ outcome: 'oom' })]
  const source = { name: 'acme/job:1', build: { context: 'docker/job' } }
  const image = { source, stacks: ['py'], engines: { orders: ['polars', 'duckdb'] } }
  const facts = { bytes: 4.5e6, architecture: 'amd64', id: `sha256:${'a1'.repeat(32)}` }
  const states = [
    { image, facts },
    { image, facts: undefined },
    { image: { ...image, source: { name: 'acme/other:1' }, stacks: [], engines: {} }, facts: undefined },
    { image, facts: undefined, problem: 'for arm64' },
  ] as unknown as Parameters<typeof listText>[0]
  const columns = [
    { name: 'id', family: 'number' },
    { name: 'tags', family: 'list<text>' },
  ]
  const table = { table: 'orders', rows: 9999, fingerprint: `v1:${'0'.repeat(32)}`, columns }
  const csv = { ...table, path: 'orders.csv', format: 'csv' as const, files: 1, bytes: 9 }
  const many = new Map([['spark', ['a', 'b', 'c', 'd', 'e', 'f', 'g']]])
  const texts = {
    'runs of a ledger': runsText(runs.map(summariseRun)),
    'runs on a cluster': runsText(
      deployedAs(runs.slice(0, 2), { spark: CLUSTER, polars: POLARS }).map(summariseRun),
    ),
    images: listText(states),
    fingerprints: fingerprintText([csv]),
    'many undeclared tables': undeclaredText(many) ?? '',
  }
  await expect(newWords(texts)).toMatchFileSnapshot('lists.snap.txt')
})

it('the words of try', async () => {
  const candidate: Trial = { ...trial, engine: 'duckdb', role: 'candidate' }
  const finding = { engine: 'duckdb', table: 'orders', passes: false, summary: '2 changed in amount' }
  const same = { ...finding, passes: true, summary: 'the same data' }
  const NEAR = 'equal within the declared tolerances (amount: abs 0.01)'
  const tried = (
    of: Partial<Trial>,
    findings: object[],
    from: string | null,
    engines: Record<string, RanAs> = {},
  ) => {
    const parity = { ...record.parity, findings: findings as RunRecord['parity']['findings'] }
    const made = { ...record, trials: [trial, { ...candidate, ...of }], parity }
    const [deployed = made] = deployedAs([made], engines)
    return triedText({ record: deployed, folder: 'results/try/orders/own', baselineFrom: from })
  }
  const texts = {
    same: tried({}, [{ ...same, outcome: 'exact' }], '2026-11-20T03:17:00.000Z'),
    'same as declared': tried({}, [{ ...same, outcome: 'within-tolerance', summary: NEAR }], null),
    different: tried({}, [{ ...finding, outcome: 'different' }], null),
    'of other types': tried({}, [{ ...finding, outcome: 'coerced', summary: 'equal values of …' }], null),
    'on a cluster': tried({}, [{ ...same, outcome: 'exact' }], null, { spark: CLUSTER, duckdb: POLARS }),
    failed: tried({ outcome: 'failed', reason: 'exited with 3' }, [], null),
    'a call that it lacks': tried(
      { outcome: 'unsupported', reason: 'job.py, line 3: Observation' },
      [],
      null,
    ),
    watching: watchText(3),
  }
  await expect(newWords(texts)).toMatchFileSnapshot('tried.snap.txt')
})

it('the words of need', async () => {
  const MIB = 2 ** 20
  const ON_CLUSTER: Attempt['deployment'] = {
    kind: 'spark',
    software: 'Spark 4.1.4',
    place: { mode: 'cluster', executors: { least: 2, most: 2 } },
  }
  const { job, size, partition, baseline, parity } = record
  const ran = (mebibytes: number, kind?: Shortfall['kind'], totalMs = 20_000): Attempt => ({
    engine: 'polars',
    memoryBytes: mebibytes * MIB,
    outcome: kind === undefined ? 'ok' : 'failed',
    shortfall: kind === undefined ? null : { kind, reason: `of ${kind}` },
    measures: { totalMs, peakAnonBytes: 400 * MIB },
    folder: 'less/polars/1',
  })
  const found = (attempts: Attempt[], of: Partial<Need> = {}): Need => ({
    ...{ version: 1, id: record.id, tool: '0.1.0', when: record.when },
    ...{ job, size, partition, baseline, parity, engines: ['polars'], ended: {} },
    limits: { cpus: 2, memoryBytes: 1024 * MIB },
    tolerance: { share: 0.1, bytes: 64 * MIB },
    attempts: [ran(1024), ...attempts],
    ...of,
  })
  const said = (...given: Parameters<typeof found>) => needText(found(...given), 'results/need/orders/own')
  const search = searchOf(found([]), 'polars')
  const plan = { job: { name: job }, size, partition, limits: found([]).limits, engines: [1, 2] }
  const plans = [plan] as unknown as Parameters<typeof needPlanText>[0]['plans']
  const texts = {
    'the plan': needPlanText({ plans, engines: ['polars'], search }).join('\n'),
    'a plan that goes to a given distance': needPlanText({
      ...{ plans, engines: ['polars', 'duckdb'] },
      search: { ...search, tolerance: { share: 0, bytes: 8 * MIB } },
    }).join('\n'),
    'the least': said([ran(400, 'memory'), ran(450, undefined, 27_000), ran(450), ran(200, 'memory')]),
    'on a cluster': said([{ ...ran(450), deployment: ON_CLUSTER }, ran(450), ran(400, 'memory')]),
    'nothing failed': said([ran(70), ran(70)]),
    'other outputs, and other ways to fail': said([ran(400, 'output'), ran(450)], {
      parity: { ...parity, outcome: 'different', passes: false },
    }),
    timeout: said([ran(400, 'timeout'), ran(450)]),
    disk: said([ran(400, 'disk'), ran(450)]),
    exit: said([ran(400, 'exit'), ran(450)]),
    'a success below a failure': said([ran(400, 'exit'), ran(450), ran(450), ran(200)]),
    'an amount that worked once': said([ran(400), ran(400, 'memory'), ran(450), ran(450)]),
    'a search that ended early': said([ran(300, 'memory')], { ended: { polars: 'the daemon is gone' } }),
    'a search that was interrupted': said([ran(300, 'memory'), ran(600)]),
    'no success that repeats': said(Array.from({ length: 15 }, (_, index) => ran(500 + index, 'exit'))),
    'not enough with all memory': said([], { attempts: [ran(1024, 'memory')] }),
    'no limit': said([], { ended: { polars: 'no cgroup can be created' } }),
    interrupted: resumeText('results/need/orders/own'),
  }
  await expect(newWords(texts)).toMatchFileSnapshot('need.snap.txt')
})

it('the words of port-check', async () => {
  const use = (what: string, line: number, text: string) => ({ what, line, column: 5, text, cell: '' })
  const sums = [4, 7, 8, 9, 12, 12].map((line) => use('function:sum', line, `sum(${'v'.repeat(line ** 2)})`))
  const uses = [use('function:max_by', 3, 'max_by(v, k)'), use('function:rank', 14, 'rank()'), ...sums]
  const odd = [use('function:new_in_spark_9', 5, 'new_in_spark_9()')]
  const unknown = [use('dynamic-sql', 6, 'f"…"')]
  const program = { file: 'job.py', uses: [...uses, ...odd], unknown, names: [] }
  const check = checkPort([program], 'duckdb')
  const write = use('write:parquet', 15, 'parquet(path)')
  const lacking = [use('method:rdd', 3, 'orders.rdd'), use('function:rank', 14, 'rank()'), write]
  const asItIs = { ...program, uses: lacking, unknown: [] }
  const tried = { ...asItIs, uses: [use('function:pmod', 9, 'pmod(a, b)')] }
  const shown = ['sum-of-doubles', 'sum-of-integers', 'max-by-null', 'rank-ties']
  const texts = {
    'to DuckDB': portCheckText(
      { ...check, met: check.met.filter(({ entry }) => shown.includes(entry.id)) },
      80,
    ),
    'as it is on Sail': portCheckText(checkPort([asItIs], 'sail'), 80),
    'of nothing': portCheckText(checkPort([], 'polars'), 80),
    'in short': portSummaryText(
      [
        check,
        checkPort([], 'polars'),
        checkPort([], 'sail'),
        checkPort([asItIs], 'sail'),
        checkPort([tried], 'sqlframe'),
        checkPort([{ ...tried, uses: [...tried.uses, ...lacking], unknown }], 'sqlframe'),
      ],
      80,
    ),
  }
  await expect(newWords(texts)).toMatchFileSnapshot('port-check.snap.txt')
})
