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
  const ended = await etlCompare(['run', job, ...BUILT_IN, '--input', path], folder.path)
  expect(ended.code).toBe(2)
  expect(ended.stderr).not.toMatch(/\n\s+at .*:\d+:\d+/)
  expect(ended.stderr).not.toContain('· spark 1')
  return ended.stderr.split('\n').filter((line) => line.startsWith('etl-compare: '))
}

describe('an input that cannot be right ends with one clear message before anything runs', () => {
  it('where nothing is there', async () => {
    expect(await refused('customer_tiers', {}, 'nowhere')).toEqual([
      expect.stringMatching(
        /the input .*nowhere was not found\. Fix jobs\.customer_tiers\.input, or pass --input PATH\./,
      ),
    ])
  })

  it('where the folder is empty', async () => {
    expect(await refused('customer_tiers', {})).toEqual([expect.stringContaining('input was not found')])
  })

  it('where the file is empty', async () => {
    expect(await refused('customer_tiers', { 'orders.csv': '' })).toEqual([
      expect.stringContaining('is empty (0 bytes)'),
    ])
  })

  it('where a CSV lacks columns, with those it has', async () => {
    expect(await refused('customer_tiers', { 'orders.csv': 'order_id,customer,order_ts\n1,2,3\n' })).toEqual([
      expect.stringMatching(
        /orders\.csv has no column 'customer_id', 'amount' \(it has order_id, customer, order_ts\)\. Rename it/,
      ),
    ])
  })

  it('where a Parquet file is broken', async () => {
    expect(await refused('customer_tiers', { 'orders.parquet': 'PAR1 and no more' })).toEqual([
      expect.stringMatching(/orders\.parquet cannot be read: .*Write the file again/),
    ])
  })

  it('where a file that the job names is not there', async () => {
    const header = 'event_id,ip,ts,method,path,protocol,status,bytes,referer,user_agent\n'
    expect(await refused('sessions', { 'log.csv': header })).toEqual([
      expect.stringMatching(/has no geo\.parquet, but jobs\.sessions\.columns lists it/),
    ])
  })
})

describe('an input of which this key is missing', () => {
  const dated = (input: string) =>
    scratch({
      'etl-compare.yml': `version: 1\njobs: { a: { input: "${input}", baseline: x, engines: { x: { run: [sh] }, y: { run: [sh] } }, tables: { t: } } }\n`,
    })
  const refusal = async (command: 'run' | 'check', folder: string) => {
    const { code, stdout, stderr } = await etlCompare([command, '--partition', '2026-11-21'], folder)
    expect(code).toBe(2)
    return stdout + stderr
  }

  it.each(['run', 'check'] as const)(
    'is answered by %s with the newest keys that are there',
    async (command) => {
      await using folder = await dated('data/dt={partition}/{job}-*.csv')
      for (const day of ['12', '13', '14', '15', '16', '17']) {
        await mkdir(join(folder.path, `data/dt=2026-11-${day}`), { recursive: true })
        await writeFile(join(folder.path, `data/dt=2026-11-${day}/a-1.csv`), 'id\n1\n')
      }
      await mkdir(join(folder.path, 'data/dt=2026-11-18'))
      expect(await refusal(command, folder.path)).toMatch(
        /Job 'a': the input \S+dt=2026-11-21\S+ was not found\. The newest partitions there: 2026-11-17, 2026-11-16, 2026-11-15, 2026-11-14, 2026-11-13\. Choose one with --partition, or fix jobs\.a\.input\./,
      )
    },
  )

  it('names keys without what could steer a terminal', async () => {
    await using folder = await dated('{partition}.csv')
    await writeFile(join(folder.path, 'mon\u001b[2Jday.csv'), 'id\n1\n')
    const told = await refusal('check', folder.path)
    expect(told).toContain('The newest partitions there: monday. Choose')
    expect(told).not.toContain('\u001b')
  })

  it('leaves open how much disk is needed; where a glob finds files, it is known', async () => {
    await using folder = await dated('data/dt={partition}/*.csv')
    expect(await refusal('check', folder.path)).toMatch(
      / free at .*; how much is needed is not known: no input was found\n/,
    )
    await mkdir(join(folder.path, 'data/dt=2026-11-21'), { recursive: true })
    await writeFile(join(folder.path, 'data/dt=2026-11-21/0.csv'), 'id\n1\n')
    const { stdout } = await etlCompare(['check', '--partition', '2026-11-21'], folder.path)
    expect(stdout).toMatch(/✓ a · disk: .* free at .*, about 20 B needed\n/)
  })

  it('is told as any other where there are no keys', async () => {
    await using folder = await dated('data/dt={partition}')
    expect(await refusal('check', folder.path)).toContain(
      'dt=2026-11-21 was not found. Fix jobs.a.input, or pass --input PATH.',
    )
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

describe('a mistake on the command line ends with one clear message', () => {
  it.each([
    [
      'an unknown job',
      ['run', 'sesions'],
      "has no job 'sesions' (did you mean 'sessions'?). Its jobs: sessions, customer_tiers.",
    ],
    [
      'an unknown engine',
      ['run', 'sessions', '--engines', 'spark,pandas'],
      "no engine 'pandas'. Its engines: spark, polars, duckdb.",
    ],
    [
      'a misspelt engine',
      ['run', 'sessions', '--engines', 'spark,Polasr'],
      "no engine 'Polasr' (did you mean 'polars'?). Its engines: spark, polars, duckdb.",
    ],
    [
      'engines without the baseline',
      ['run', 'sessions', '--engines', 'polars,duckdb'],
      "must name the baseline 'spark'",
    ],
    ['an odd number of trials', ['run', '--trials', '3'], 'two trials per engine'],
    [
      'a size that is none',
      ['run', 'sessions', '--size', 'tiny'],
      "'tiny' is not a size. Use small, medium, large",
    ],
    ['an input for several jobs', ['run', '--input', 'x.csv'], 'Name one of them: sessions, customer_tiers.'],
    ['a runner that is none', ['run', '--runner', 'yarn'], 'Allowed choices are auto, process'],
  ])('%s', async (_, args, message) => {
    const config = args[0] === 'run' ? BUILT_IN : []
    await using folder = await scratch()
    const { code, stderr } = await etlCompare([...args, ...config], folder.path)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })

  it('no configuration', async () => {
    await using folder = await scratch()
    const { code, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toContain('etl-compare.yml was not found. Create it with: etl-compare init')
    expect(code).toBe(2)
  })

  it('a configuration with mistakes: all of them, with lines', async () => {
    await using folder = await scratch({
      'etl-compare.yml': 'version: 1\nlimit: 3\njobs:\n  a: { baseline: x }\n',
    })
    const { code, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toContain("etl-compare.yml:2: limit is unknown here. Did you mean 'limits'?")
    expect(stderr).toContain('etl-compare.yml:4: jobs.a.input is missing')
    expect(code).toBe(2)
  })

  it('limits above what the machine has', async () => {
    await using folder = await scratch({
      'etl-compare.yml':
        'version: 1\nlimits: { cpus: 4096 }\njobs: { a: { input: ., baseline: x, engines: { x: { run: [a] }, y: { run: [b] } }, tables: { t: } } }\n',
    })
    const { code, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toMatch(/limits\.cpus is 4096, but this machine has \d+\. Lower it in/)
    expect(code).toBe(2)
  })
})

describe('a folder that cannot be made ends with one clear message:', () => {
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
    const { code, stderr } = await etlCompare(args, folder.path)
    expect(stderr).toContain('etl-compare: /proc/nope cannot be used: no folder can be created in /proc.')
    expect(code).toBe(2)
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
    ['a table', '{ ordres: {} }', "table 'ordres' was not written (did you mean 'orders'?)"],
    [
      'a key',
      '{ orders: { key: [ids] } }',
      "table 'orders' has no column 'ids' (did you mean 'id'?), which its key: names (it has id)",
    ],
  ])("is the user's mistake, and no engine's: the name of %s", async (_, tables, problem) => {
    await using folder = await job(tables)
    const { code, stderr } = await etlCompare(['run', '--ledger', 'ledger'], folder.path)
    expect(stderr).toContain(
      `etl-compare: Nothing was compared, because no engine of job 'orders' wrote what etl-compare.yml declares: ${problem}. Fix jobs.orders.tables in etl-compare.yml.\n`,
    )
    expect(code).toBe(2)
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
    expect(stdout).toContain(
      "program 'no-such-program' was not found. Install it, or fix the command of jobs.a.engines.x in etl-compare.yml.",
    )
  })
})
