import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judge } from '../src/verdict/judge.ts'
import { subjectsOf } from '../src/verdict/subjects.ts'
import { loadConfig } from '../src/workflow/plan/load-config.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { CONFIG, ORDERS, onlyRecord, RESULT, recordsIn, SPARK, sh, trialOf, writeOrders } from './recorded.ts'

describe('two records of one key, made apart,', () => {
  async function judged(candidate: string) {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    await mkdir(join(folder.path, 'made/orders'), { recursive: true })
    await writeOrders(
      join(folder.path, 'made/orders/part-0.parquet'),
      `SELECT i::INT AS id, (i / 2)::DECIMAL(10, 2) AS amount, i / 3.0 AS score, now() AS loaded_at FROM range(100) t(i)`,
    )
    await writeOrders(join(folder.path, 'made/orders.parquet'), candidate)
    const run = (engine: string, output: string, file: string) =>
      etlCompare(
        [...ORDERS, '--engine', engine, '--partition', '2026-11-20', '--output', output].concat(
          sh(`mkdir -p ${output}; cp -r made/${file} ${output}/`),
        ),
        folder.path,
      )
    expect((await run('spark', 'a', 'orders')).code).toBe(0)
    expect((await run('polars', 'b', 'orders.parquet')).code).toBe(0)
    const list = await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)
    expect(list.stdout).toMatch(/record +spark ok .*\n.*record +polars ok /)
    const records = await recordsIn(folder.path)
    expect(records.map(({ k, trials: [trial] }) => [k, trial?.role])).toEqual([
      [2, 'baseline'],
      [2, 'candidate'],
    ])
    const { config } = await loadConfig(join(folder.path, 'etl-compare.yml'))
    const job = config.jobs.orders
    const [subject] = job ? subjectsOf(job, config.limits, records) : []
    if (!job || !subject) throw new Error('nothing to judge')
    const verdict = judge(records, subject, job, '2999-01-01')
    if (verdict.decision === 'nothing') throw new Error('nothing to judge')
    return verdict.gates.parity
  }

  const columns = (score: string, amount = '(i / 2)::DECIMAL(12, 4)') =>
    `SELECT ${amount} AS amount, ${score} AS score, i::BIGINT AS id, now() AS loaded_at FROM range(99, -1, -1) t(i)`

  it('pass parity where they are the same data in other types and another order', async () => {
    expect(await judged(columns('i / 3.0'))).toMatchObject({ state: 'pass' })
  })

  it('fail it with the column that differs', async () => {
    const gate = await judged(columns('i / 3.0', 'i::DECIMAL(10, 2)'))
    expect(gate).toMatchObject({
      state: 'fail',
      differences: [{ tables: [{ kind: 'columns', table: 'orders', values: ['amount'] }] }],
    })
  })

  it('are left open where only a column with a tolerance differs', async () => {
    expect(await judged(columns('i / 3.0 + 1e-12'))).toMatchObject({ state: 'not yet' })
  })
})

describe('with a configuration', () => {
  it('an engine that leaves out a declared table has failed, though its exit code stays', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const ended = await etlCompare([...SPARK, '--output', 'out', ...sh('mkdir out')], folder.path)
    expect(ended.code).toBe(0)
    expect(ended.stderr).toContain("'orders'")
    expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining("'orders'"),
      steps: [{ exitCode: 0 }],
    })
  })

  it('what it says of Spark is in the record, whoever measured the run', async () => {
    const config = CONFIG.replace('[sh, spark.sh]', '[sh, spark.sh], spark: cluster')
    await using folder = await scratch({ 'etl-compare.yml': config, 'result.json': JSON.stringify(RESULT) })
    await etlCompare([...SPARK, ...sh('true')], folder.path)
    await etlCompare([...ORDERS, '--engine', 'polars', ...sh('true')], folder.path)
    await etlCompare([...ORDERS, '--from', 'result.json'], folder.path)
    const trials = (await recordsIn(folder.path)).map(trialOf)
    expect(trials.map(({ runner, engine, spark }) => [runner, engine, spark]).toSorted()).toEqual([
      ['process', 'polars', undefined],
      ['process', 'spark', 'cluster'],
      ['remote', 'spark', 'cluster'],
    ])
  })

  it('tables that it does not declare are named, unless it says that this is known', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const write = sh('mkdir -p out/audit; echo id > out/orders.csv; echo id > out/audit/part-0.csv')
    const text = /^etl-compare: .*audit.*undeclared: ignore/m
    const told = await etlCompare([...SPARK, '--output', 'out', ...write], folder.path)
    expect(told.stderr).toMatch(text)
    expect(trialOf(await onlyRecord(folder.path)).undeclared).toEqual(['audit'])
    await writeFile(
      join(folder.path, 'etl-compare.yml'),
      CONFIG.replace('    tables:', '    undeclared: ignore\n    tables:'),
    )
    const silent = await etlCompare([...SPARK, '--output', 'out', ...write], folder.path)
    expect(silent.stderr).not.toMatch(text)
    const names = ['--job', 'orders', '--engine', 'polars', '--keep', 'k', '--ledger', 'ledger']
    await writeFile(join(folder.path, 'etl-compare.yml'), CONFIG)
    const compared = await etlCompare(['diff', 'out', 'out', ...names], folder.path)
    expect(compared.stderr).toMatch(text)
  })

  it('changed sources are another behaviour, another command line is not', async () => {
    await using folder = await scratch({
      'etl-compare.yml': CONFIG.replace('[sh, spark.sh]', '[sh, spark.sh], sources: [spark.sh]'),
      'spark.sh': 'true',
    })
    const once = async (script: string) => {
      await etlCompare([...SPARK, ...sh(script)], folder.path)
    }
    await once('true')
    await once('true x')
    await writeFile(join(folder.path, 'spark.sh'), 'true # changed')
    await once('true')
    const [a, b, c] = (await recordsIn(folder.path))
      .toSorted((x, y) => (x.when < y.when ? -1 : 1))
      .map((record) => trialOf(record).behaviour)
    expect(b).toBe(a)
    expect(c).not.toBe(a)
  })
})

describe('the input of a configured job', () => {
  const inputOf = async (config: string, more: string[] = []) => {
    await using folder = await scratch({
      'etl-compare.yml': config,
      'in/dt=2026-11-20/a.csv': 'id\n1\n',
      'ref.csv': 'rate\n2\n',
      'elsewhere/x': '',
    })
    const args = [...SPARK, '--partition', '2026-11-20', ...more, ...sh('true')]
    const ended = await etlCompare(args, folder.path)
    expect(ended.code).toBe(0)
    return { ...ended, input: (await onlyRecord(folder.path)).input }
  }
  const config = (inputs: string) => CONFIG.replace('input: in', inputs)

  it('is hashed where no --input says which it is', async () => {
    const { input, stderr } = await inputOf(config('input: "in/dt={partition}"'))
    expect(input).toMatchObject({ source: 'path', bytes: 5, files: 1 })
    expect(stderr).not.toContain('--input')
    expect((await inputOf(CONFIG, ['--input', 'in/dt={partition}'])).input).toEqual(input)
  })

  it('is each of several, by name', async () => {
    const { input } = await inputOf(config('inputs: { orders: "in/dt={partition}", rates: ref.csv }'))
    expect(input.parts?.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['orders', 5],
      ['rates', 7],
    ])
  })

  it('is known by its partition where one of them is not there, which is said', async () => {
    const { input, stderr } = await inputOf(config('inputs: { orders: in, rates: nowhere.csv }'))
    expect(input).toMatchObject({ source: 'partition', bytes: 0 })
    expect(stderr).toContain('Fix jobs.orders.inputs.rates. Until then, the partition identifies the input.')
  })
})
