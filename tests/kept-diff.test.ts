import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'
import { openLedger } from '../src/ledger/open.ts'
import type { Gates } from '../src/verdict/verdict.ts'
import { etlCompare, scratch } from './etl-compare.ts'

const KEY = '2026-11-20'
const LEDGER = ['--ledger', 'ledger']
const KEEP = ['--job', 'orders', '--engine', 'polars', '--keep', KEY, ...LEDGER]

const SPARK = 'SELECT i AS id, i / 3.0 AS score, 1 AS batch FROM range(9) t(i)'
/** One score is apart by a float's last digit. */
const POLARS = 'SELECT i AS id, i / 3.0 + if(i = 7, 4.5e-16, 0) AS score, 2 AS batch FROM range(9) t(i)'

const config = (declared: string) => `version: 1
jobs:
  orders:
    baseline: spark
    input: in
    engines:
      spark: { run: [spark.sh] }
      polars: { run: [polars.sh] }
    tables:
      orders: { key: [id]${declared} }
`
const TOLERANT = config(', ignore: [batch], tolerance: { score: { rel: 1e-9 } }')

/** Both engines' outputs, one of a folder of files and one of a file, recorded apart. */
async function recorded(files: Record<string, string>, outputs = { spark: SPARK, polars: POLARS }) {
  const folder = await scratch(files)
  const places = { spark: 'spark/orders/part-0.parquet', polars: 'polars/orders.parquet' }
  await mkdir(join(folder.path, 'spark/orders'), { recursive: true })
  await mkdir(join(folder.path, 'polars'))
  await using db = await openDuckDB()
  for (const engine of ['spark', 'polars'] as const) {
    const made = join(folder.path, `${engine}.made`)
    await db.run(`COPY (${outputs[engine]}) TO ${literal(made)} (FORMAT parquet)`)
    const work = ['--partition', KEY, '--output', engine, ...LEDGER, '--', 'cp', made, places[engine]]
    const { code } = await etlCompare(['record', '--job', 'orders', '--engine', engine, ...work], folder.path)
    expect(code).toBe(0)
  }
  return folder
}

const recordsIn = async (folder: string) => (await openLedger('ledger', folder).read()).records

async function judgedParity(folder: string): Promise<Gates['parity']> {
  const { stdout } = await etlCompare(['judge', '--json', ...LEDGER], folder)
  return JSON.parse(stdout).verdicts[0].gates.parity
}

describe('diff --keep', () => {
  it('closes what fingerprints leave open: judge names the command, and believes what it found', async () => {
    await using folder = await recorded({ 'etl-compare.yml': TOLERANT })
    expect(await judgedParity(folder.path)).toMatchObject({
      open: 'uncompared',
      uncompared: { partition: KEY, closes: 'diff' },
    })
    const { stdout: steps } = await etlCompare(['judge', ...LEDGER], folder.path)
    const named = /To see what differs: etl-compare (diff SPARK_OUTPUT POLARS_OUTPUT --job .*)$/m.exec(
      steps,
    )?.[1]
    const command = named?.replace(/SPARK_OUTPUT|POLARS_OUTPUT/g, (name) =>
      (name.split('_')[0] ?? '').toLowerCase(),
    )
    const { code, stdout, stderr } = await etlCompare(command?.split(' ') ?? [], folder.path)
    expect(stdout).toMatch(/^✓ orders: .*\(score: rel 1e-9\)/m)
    expect(stderr).toBe(
      `… comparing orders\netl-compare: kept the comparison of orders · polars · partition ${KEY}; folder ledger\n`,
    )
    expect(code).toBe(0)
    const report = JSON.parse((await etlCompare(['report', '--json', ...LEDGER], folder.path)).stdout)
    expect(report.jobs[0].comparisonPages[0].parity[0].state).toBe('pass')
    expect(await judgedParity(folder.path)).toMatchObject({
      equal: 1,
      inputs: { count: 1, areSeen: false },
      declared: [
        { table: 'orders', column: 'batch', by: 'ignore' },
        { table: 'orders', column: 'score', by: 'tolerance' },
      ],
    })
  })

  it('is a record without trials or values, which the ledger lists as a diff and exports no row of', async () => {
    await using folder = await recorded({ 'etl-compare.yml': TOLERANT })
    await etlCompare(['diff', 'spark', 'polars', ...KEEP], folder.path)
    const [, , kept] = await recordsIn(folder.path)
    expect(kept).toMatchObject({
      event: 'record',
      partition: KEY,
      size: 'own',
      baseline: 'spark',
      trials: [],
    })
    expect(kept?.parity).toMatchObject({
      outcome: 'within-tolerance',
      findings: [{ engine: 'polars', table: 'orders', columns: [{ column: 'score', count: 1, beyond: 0 }] }],
      differences: null,
    })
    expect(JSON.stringify(kept)).not.toContain('2.33333')
    const list = await etlCompare(['ledger', 'list', ...LEDGER], folder.path)
    expect(list.stdout).toMatch(/diff: polars .*spark +✓ within-tolerance/)
    expect(list.stderr).toContain('2 runs and 1 diff, folder ledger.')
    const exported = await etlCompare(['ledger', 'export', 'trials.parquet', ...LEDGER], folder.path)
    expect(exported.stdout).toContain('2 trials of 2 runs')
  })

  it('says that parity fails, and how, where nothing is declared', async () => {
    await using folder = await recorded({ 'etl-compare.yml': config(', ignore: [batch]') })
    expect(await judgedParity(folder.path)).toMatchObject({
      state: 'fail',
      differences: [{ partition: KEY, tables: [{ kind: 'columns', values: ['score'] }], isVague: true }],
    })
    expect((await etlCompare(['diff', 'spark', 'polars', ...KEEP], folder.path)).code).toBe(1)
    expect(await judgedParity(folder.path)).toMatchObject({
      state: 'fail',
      differences: [
        { partition: KEY, tables: [{ kind: 'found', summary: '1 row changed in score' }], isVague: false },
      ],
    })
  })

  it('knows outputs that were recorded before a column was ignored', async () => {
    await using folder = await recorded(
      { 'etl-compare.yml': config('') },
      { spark: SPARK, polars: SPARK.replace('1 AS batch', '2 AS batch') },
    )
    await writeFile(join(folder.path, 'etl-compare.yml'), config(', ignore: [batch]'))
    expect((await judgedParity(folder.path)).uncompared?.reason).toMatchObject({
      why: 'declared',
      columns: ['batch'],
    })
    const { stderr } = await etlCompare(['diff', 'spark', 'polars', ...KEEP], folder.path)
    expect(stderr).not.toContain('judge')
    expect((await judgedParity(folder.path)).declared).toEqual([
      { table: 'orders', column: 'batch', by: 'ignore' },
    ])
  })

  it('compares by its options what no configuration declares, a CSV with Parquet', async () => {
    await using folder = await scratch({ 'polars.made': 'id,score\n0,0.5\n1,1.5000000000000002\n' })
    const select = 'SELECT i AS id, i + 0.5 AS score FROM range(2) t(i)'
    await using db = await openDuckDB()
    await db.run(`COPY (${select}) TO ${literal(join(folder.path, 'spark.made'))} (FORMAT parquet)`)
    const record = (engine: string, output: string, ...work: string[]) =>
      etlCompare(
        [
          'record',
          '--job',
          'typed',
          '--engine',
          engine,
          '--partition',
          KEY,
          '--output',
          output,
          ...LEDGER,
          '--',
          ...work,
        ],
        folder.path,
      )
    await record('spark', 'spark.parquet', 'cp', 'spark.made', 'spark.parquet')
    await record('polars', 'out.csv', 'cp', 'polars.made', 'out.csv')
    const judged = async () => (await etlCompare(['judge', 'typed', ...LEDGER], folder.path)).stdout
    expect(await judged()).toContain('✕ parity')
    const options = ['--key', 'id', '--rel', 'score=1e-9', '--accept', 'text-for-type']
    const keep = ['--job', 'typed', '--engine', 'polars', '--keep', KEY, ...LEDGER]
    const { code } = await etlCompare(['diff', 'spark.parquet', 'out.csv', ...options, ...keep], folder.path)
    expect(code).toBe(0)
    expect(await judged()).toContain('parity    equal in 1 of 1 comparison')
  })

  it('of other data has no effect, and says so', async () => {
    await using folder = await recorded({ 'etl-compare.yml': TOLERANT })
    const { code, stderr } = await etlCompare(['diff', 'spark', 'spark', ...KEEP], folder.path)
    expect(stderr).toContain(
      `the ledger has no run of polars with this output for partition ${KEY}. Until it has one, judge cannot use this comparison`,
    )
    expect(code).toBe(0)
    expect((await judgedParity(folder.path)).state).toBe('not yet')
  })

  it('that cannot reach the ledger saves the record, and ends as it would', async () => {
    await using folder = await recorded({ 'etl-compare.yml': TOLERANT })
    const keep = ['--job', 'orders', '--engine', 'polars', '--keep', KEY, '--ledger', 'spark.made']
    const { code, stderr } = await etlCompare(['diff', 'spark', 'polars', ...keep], folder.path)
    const saved = /add it later: etl-compare ledger add (\S+)/.exec(stderr)?.[1] ?? ''
    expect(code).toBe(0)
    expect(JSON.parse(await readFile(join(folder.path, saved), 'utf8')).trials).toEqual([])
    expect((await etlCompare(['ledger', 'add', saved, ...LEDGER], folder.path)).code).toBe(0)
    expect((await judgedParity(folder.path)).equal).toBe(1)
  })

  it.each<[string, string[], RegExp]>([
    [
      'a ledger without a partition',
      ['--job', 'orders', '--engine', 'polars', '--ledger', 'l'],
      /also needs --keep/,
    ],
    ['a partition alone', ['--keep', KEY], /also needs --job and --engine/],
    ['the baseline', KEEP.with(3, 'spark'), /spark is the baseline of job 'orders'/],
    ['declarations of its own', [...KEEP, '--abs', '9', '--ignore', 'id'], /not by --abs, --ignore/],
    ['a folder without the tables', [...KEEP, '--config', 'other.yml'], /table 'customers' was not written/],
  ])('is refused for %s, and nothing is kept', async (_, options, message) => {
    await using folder = await scratch({
      'etl-compare.yml': TOLERANT,
      'other.yml': TOLERANT.replace('orders: { key', 'customers: { key'),
      'orders.csv': 'id,score,batch\n1,1,1\n',
    })
    const { code, stderr } = await etlCompare(['diff', '.', '.', ...options], folder.path)
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
    expect(await recordsIn(folder.path)).toEqual([])
  })
})
