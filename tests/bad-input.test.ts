import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, root, scratch } from './etl-compare.ts'

const BUILT_IN = ['--config', join(root, 'etl-compare.yml')]

/** Runs a built-in job on an input that can't be right; no engine may be started. */
async function refused(job: string, files: Record<string, string>, path = 'input') {
  await using folder = await scratch()
  await mkdir(join(folder.path, 'input'))
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder.path, 'input', name), content)
  const { code, stderr, mistake } = await etlCompare(['run', job, ...BUILT_IN, '--input', path], folder.path)
  expect(code).toBe(2)
  expect(stderr).not.toContain('· spark 1')
  return mistake
}

describe('an input that cannot be right ends before anything runs', () => {
  it('where nothing is there', async () => {
    expect(await refused('customer_tiers', {}, 'nowhere')).toMatchObject({
      code: 'inputMissing',
      data: { job: 'customer_tiers', path: expect.stringMatching(/nowhere$/) },
    })
  })

  it('where the folder is empty', async () => {
    expect(await refused('customer_tiers', {})).toMatchObject({ code: 'inputMissing' })
  })

  it('where the file is empty', async () => {
    expect(await refused('customer_tiers', { 'orders.csv': '' })).toMatchObject({ code: 'inputEmpty' })
  })

  it('where a CSV lacks columns, with those it has', async () => {
    expect(
      await refused('customer_tiers', { 'orders.csv': 'order_id,customer,order_ts\n1,2,3\n' }),
    ).toMatchObject({
      code: 'inputColumnMissing',
      data: { columns: ['customer_id', 'amount'], found: ['order_id', 'customer', 'order_ts'] },
    })
  })

  it('where a Parquet file is broken', async () => {
    expect(await refused('customer_tiers', { 'orders.parquet': 'PAR1 and no more' })).toMatchObject({
      code: 'sourceUnreadable',
      data: { path: expect.stringMatching(/orders\.parquet$/) },
    })
  })

  it('where a file that the job names is not there', async () => {
    const header = 'event_id,ip,ts,method,path,protocol,status,bytes,referer,user_agent\n'
    expect(await refused('sessions', { 'log.csv': header })).toMatchObject({
      code: 'inputFileMissing',
      data: { file: 'geo.parquet' },
    })
  })
})

describe('an input of which this partition is missing', () => {
  const dated = (input: string) =>
    scratch({
      'etl-compare.yml': `version: 1\njobs: { a: { input: "${input}", baseline: x, engines: { x: { run: [sh] }, y: { run: [sh] } }, tables: { t: } } }\n`,
    })
  const call = (command: 'run' | 'check', folder: string) =>
    etlCompare([command, '--partition', '2026-11-21'], folder)

  it('is answered with the newest partitions that are there', async () => {
    await using folder = await dated('data/dt={partition}/{job}-*.csv')
    for (const day of ['12', '13', '14', '15', '16', '17']) {
      await mkdir(join(folder.path, `data/dt=2026-11-${day}`), { recursive: true })
      await writeFile(join(folder.path, `data/dt=2026-11-${day}/a-1.csv`), 'id\n1\n')
    }
    await mkdir(join(folder.path, 'data/dt=2026-11-18'))
    const partitions = ['2026-11-17', '2026-11-16', '2026-11-15', '2026-11-14', '2026-11-13']
    expect(await call('run', folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'inputPartitionMissing', data: { job: 'a', partitions } },
    })
    expect(await call('check', folder.path)).toMatchObject({
      code: 2,
      stdout: expect.stringContaining(partitions.join(', ')),
    })
  })

  it('names partitions without what could steer a terminal', async () => {
    await using folder = await dated('{partition}.csv')
    await writeFile(join(folder.path, 'mon\u001b[2Jday.csv'), 'id\n1\n')
    const { code, stdout } = await call('check', folder.path)
    expect([code, stdout]).toEqual([2, expect.stringContaining('monday')])
    expect(stdout).not.toContain('\u001b')
  })

  it('leaves open how much disk is needed; where a glob finds files, it is known', async () => {
    await using folder = await dated('data/dt={partition}/*.csv')
    expect((await call('check', folder.path)).stdout).toMatch(/^✓ a · disk: .*not known/m)
    await mkdir(join(folder.path, 'data/dt=2026-11-21'), { recursive: true })
    await writeFile(join(folder.path, 'data/dt=2026-11-21/0.csv'), 'id\n1\n')
    expect((await call('check', folder.path)).stdout).toMatch(/^✓ a · disk: .* 20 B/m)
  })

  it('is told as any other where there are no partitions', async () => {
    await using folder = await dated('data/dt={partition}')
    expect(await call('run', folder.path)).toMatchObject({ code: 2, mistake: { code: 'inputMissing' } })
  })
})

describe('a placeholder that nothing fills in is told, and lets the run go on', () => {
  it.each(['check', 'run'])('by %s', async (command) => {
    const write = 'printf "id\\n1\\n" > {output}/t.csv'
    await using folder = await scratch({
      'input.csv': 'id\n1\n',
      'etl-compare.yml': `version: 1\njobs: { a: { input: input.csv, baseline: x, engines: { x: { run: [sh, -c, '${write}', "{inptu}"] }, y: { run: [sh, -c, '${write}'] } }, tables: { t: } } }\n`,
    })
    const { code, stdout, stderr } = await etlCompare([command], folder.path)
    expect(stdout + stderr).toMatch(/^[!–] etl-compare\.yml: jobs\.a\.engines\.x .*\{inptu\}/m)
    expect(code).toBe(0)
  })
})

describe('a mistake on the command line', () => {
  const ENGINES = ['spark', 'polars', 'duckdb']
  it.each<[string, string[], string, object]>([
    ['an unknown job', ['sesions'], 'jobUnknown', { job: 'sesions', known: ['sessions', 'customer_tiers'] }],
    [
      'an unknown engine',
      ['sessions', '--engines', 'spark,pandas'],
      'engineUnknown',
      { engine: 'pandas', known: ENGINES },
    ],
    [
      'engines without a candidate',
      ['sessions', '--engines', 'spark'],
      'enginesTooFew',
      { baseline: 'spark' },
    ],
    ['a size that is none', ['sessions', '--size', 'tiny'], 'sizeInvalid', { text: 'tiny' }],
    [
      'an input for several jobs',
      ['--input', 'x.csv'],
      'inputOfManyJobs',
      { jobs: ['sessions', 'customer_tiers'] },
    ],
  ])('%s', async (_, args, code, data) => {
    await using folder = await scratch()
    expect(await etlCompare(['run', ...args, ...BUILT_IN], folder.path)).toMatchObject({
      code: 2,
      mistake: { code, data },
    })
  })

  it.each([
    ['an odd number of trials', ['--trials', '3'], '--trials'],
    ['a runner that is none', ['--runner', 'yarn'], 'docker'],
  ])('%s', async (_, args, words) => {
    await using folder = await scratch()
    const { code, stderr } = await etlCompare(['run', ...args, ...BUILT_IN], folder.path)
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  })

  it('no configuration', async () => {
    await using folder = await scratch()
    expect(await etlCompare(['run'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'configMissing', data: { path: 'etl-compare.yml' } },
    })
  })

  it('a configuration with mistakes: all of them, with lines', async () => {
    await using folder = await scratch({
      'etl-compare.yml': 'version: 1\nlimit: 3\njobs:\n  a: { baseline: x }\n',
    })
    const { code, stderr, mistake } = await etlCompare(['run'], folder.path)
    expect(mistake).toMatchObject({
      code: 'configInvalid',
      data: {
        problems: expect.arrayContaining([
          expect.objectContaining({ line: 2, key: 'limit', message: expect.stringContaining("'limits'") }),
          expect.objectContaining({ line: 4, key: 'jobs.a.input' }),
        ]),
      },
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('etl-compare.yml:2: limit ')])
  })

  it('limits above what the machine has', async () => {
    await using folder = await scratch({
      'etl-compare.yml':
        'version: 1\nlimits: { cpus: 4096 }\njobs: { a: { input: ., baseline: x, engines: { x: { run: [a] }, y: { run: [b] } }, tables: { t: } } }\n',
    })
    expect(await etlCompare(['run'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'limitTooHigh', data: { what: 'cpus', asked: '4096' } },
    })
  })
})

describe('a folder that cannot be made is the mistake', () => {
  it.each([
    ['of results', ['run', '--out', '/proc/nope/results']],
    ['of a simulation', ['simulate', 'clear-win', '--out', '/proc/nope/try']],
    ['of a ledger', ['ledger', 'add', 'ledger', '--ledger', '/proc/nope']],
  ])('%s', async (_, args) => {
    await using folder = await scratch({
      'etl-compare.yml': `version: 1\njobs: { a: { input: in.csv, baseline: x, engines: { x: { run: [sh] }, y: { run: [sh] } }, tables: { t: } } }\n`,
      'in.csv': 'id\n1\n',
    })
    await etlCompare(
      ['record', '--job', 'a', '--engine', 'x', '--ledger', 'ledger', '--', 'true'],
      folder.path,
    )
    expect(await etlCompare(args, folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'pathUnusable', data: { path: '/proc/nope' } },
    })
  })
})

describe('a slip in tables: that leaves nothing to compare', () => {
  const job = (tables: string, polars = 'orders') =>
    scratch({
      'input.csv': 'id\n1\n',
      'etl-compare.yml': `version: 1
jobs:
  orders:
    input: input.csv
    baseline: spark
    engines:
      spark: { run: [sh, -c, 'cp {input} {output}/orders.csv'] }
      polars: { run: [sh, -c, 'cp {input} {output}/${polars}.csv'] }
    tables: ${tables}
`,
    })

  it.each([
    ['a table', '{ ordres: {} }', /'ordres'.*'orders'/],
    ['a key', '{ orders: { key: [ids] } }', /'orders'.*'ids'.*'id'/],
  ])("is the user's mistake, and no engine's: the name of %s", async (_, tables, problem) => {
    await using folder = await job(tables)
    expect(await etlCompare(['run', '--ledger', 'ledger'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'tablesMisfit', data: { job: 'orders', problem: expect.stringMatching(problem) } },
    })
    await expect(readdir(join(folder.path, 'ledger'))).rejects.toThrow('ENOENT')
  })

  it("is an engine's failure where another engine wrote the table, or none wrote anything", async () => {
    await using folder = await job('{ orders: {} }', 'ordres')
    expect(await etlCompare(['run'], folder.path)).toMatchObject({ code: 1 })
    await using silent = await job('{ orders: {} }')
    const path = join(silent.path, 'etl-compare.yml')
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('cp {input}', 'echo {input}'))
    expect(await etlCompare(['run'], silent.path)).toMatchObject({ code: 1 })
  })
})

describe('a program that is missing', () => {
  it('is told by check with its engine in the configuration', async () => {
    await using folder = await scratch({
      'input.csv': 'id\n1\n',
      'etl-compare.yml': `version: 1\njobs: { a: { input: input.csv, baseline: x, engines: { x: { run: [no-such-program] }, y: { run: [sh] } }, tables: { t: } } }\n`,
    })
    const { stdout } = await etlCompare(['check'], folder.path)
    expect(stdout).toMatch(/^✕ a · x: .*'no-such-program'.*jobs\.a\.engines\.x/m)
  })
})
