import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../context.ts'
import { loadConfig } from '../../workflow/plan/load-config.ts'
import { check } from '../check/check.ts'
import { type InitOptions, init } from './init.ts'

let folder: string
let config: string
const printed: string[] = []
const noted: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etl-compare-init-'))
  config = join(folder, 'etl-compare.yml')
  printed.length = 0
  noted.length = 0
  await mkdir(join(folder, 'data/dt=2026-11-19'), { recursive: true })
  await mkdir(join(folder, 'data/dt=2026-11-20'))
  await writeFile(join(folder, 'data/dt=2026-11-20/orders.csv'), 'order_id,shop,amount\n1,Kiel,9.50\n')
  await writeFile(join(folder, 'orders_spark.py'), 'import sys\n')
  await writeFile(join(folder, 'orders_polars.py'), 'import os\nos.environ["ETL_OUTPUT"]\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const context = (signal = new AbortController().signal): Context => ({
  terminal: {
    isInteractive: false,
    columns: 80,
    print: (text) => void printed.push(text),
    note: (text) => void noted.push(text),
  },
  signal,
  now: () => new Date('2026-11-21T08:00:00Z'),
  env: { PATH: process.env.PATH },
  quiet: async () => null,
  report: () => undefined,
})

const flags: Omit<InitOptions, 'config'> = {
  job: 'orders',
  input: 'data/dt={partition}',
  baseline: 'python3 orders_spark.py --in {input} --out {output}',
  candidate: 'python3 orders_polars.py {input}',
  table: ['orders:order_id', 'shops'],
}

/** A terminal at which a person has typed these lines; `^C` is the key. */
function person(...lines: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200 })
  input.write(lines.map((line) => (line === '^C' ? '\u0003' : `${line}\n`)).join(''))
  const read = () => String(output.read() ?? '')
  return { conversation: { input, output }, read }
}

describe('the schema for editors', () => {
  const SCHEMA = 'etl-compare.schema.json'
  const firstLineAt = async (path: string): Promise<string | undefined> => {
    await init({ ...flags, config: path }, context(), nobody)
    return (await readFile(path, 'utf8')).split('\n')[0]
  }

  it('is not linked where it lies outside of the project', async () => {
    expect(await firstLineAt(config)).toMatch(/^# For completion in editors, copy /)
  })

  it('is linked in the package that the project has, from a folder of it too', async () => {
    await mkdir(join(folder, 'node_modules/etl-compare'), { recursive: true })
    await writeFile(join(folder, 'node_modules/etl-compare', SCHEMA), '{}')
    expect(await firstLineAt(config)).toBe(
      `# yaml-language-server: $schema=./node_modules/etl-compare/${SCHEMA}`,
    )
    await mkdir(join(folder, 'etl'))
    expect(await firstLineAt(join(folder, 'etl/etl-compare.yml'))).toBe(
      `# yaml-language-server: $schema=../node_modules/etl-compare/${SCHEMA}`,
    )
  })

  it('is linked where it lies beside, and never above a clone', async () => {
    await writeFile(join(folder, SCHEMA), '{}')
    expect(await firstLineAt(config)).toBe(`# yaml-language-server: $schema=./${SCHEMA}`)
    await mkdir(join(folder, 'clone/.git'), { recursive: true })
    expect(await firstLineAt(join(folder, 'clone/etl-compare.yml'))).toMatch(/^# For completion/)
  })
})

const nobody = { input: new PassThrough(), output: new PassThrough() }

describe('init with flags', () => {
  it('writes a configuration that loads, with the columns that the input has', async () => {
    expect(await init({ config, ...flags }, context(), nobody)).toBe(0)
    const { orders } = (await loadConfig(config)).config.jobs
    expect(orders?.columns).toEqual({ '*': ['order_id', 'shop', 'amount'] })
    expect(orders?.baseline).toBe('spark')
    expect(orders?.engines.polars).toMatchObject({
      steps: [{ command: ['python3', 'orders_polars.py', '{input}'] }],
      sources: ['orders_polars.py'],
    })
    expect(orders?.tables).toMatchObject({ orders: { key: ['order_id'] }, shops: { key: [] } })
  })

  it('shows what it wrote and what to do next, with a partition whose input is there', async () => {
    await init({ config, ...flags }, context(), nobody)
    expect(printed.join('\n')).toContain(
      'run: [python3, orders_spark.py, --in, "{input}", --out, "{output}"]',
    )
    for (const command of ['check', 'run'])
      expect(printed.join('\n')).toContain(`${command} orders --partition 2026-11-20 --config ${config}`)
    expect(noted).toEqual([])
  })

  it.each<[string, Partial<InitOptions>]>([
    ['has no place to write to', { candidate: 'python3 orders_spark.py {input}' }],
    ['has no code that is seen', { candidate: 'true {input} {output}' }],
    ['is a script that does not exist', { candidate: 'python3 jobs/orders.py {input} {output}' }],
    ['has a misspelt placeholder', { candidate: 'python3 orders_polars.py {inptu}' }],
    ['has no input yet', { input: 'later/dt={partition}' }],
  ])('ends with what check says of what was written: a job that %s', async (_, wrong) => {
    await init({ config, ...flags, ...wrong }, context(), nobody)
    const notes = noted.splice(0)
    const partition = wrong.input ? {} : { partition: ['2026-11-20'] }
    const request = { config, runner: 'auto', out: 'results', verbose: false, ...partition }
    printed.length = 0
    await check({ jobs: ['orders'], ...request }, context())
    expect(notes).not.toEqual([])
    expect(notes).toEqual(printed.filter((line) => /^[✕!–]/.test(line)))
  })

  it('shows in a new configuration how the cores and memory of all engines are limited', async () => {
    await init({ config, ...flags }, context(), nobody)
    const text = await readFile(config, 'utf8')
    expect(text).toMatch(/^# limits: /m)
    await writeFile(config, text.replace(/^# limits: /m, 'limits: '))
    expect((await loadConfig(config)).config.limits).toEqual([{ cpus: 2, memoryBytes: 4 * 2 ** 30 }])
  })

  it('writes settings, archives and files beside the folder as sources, but leaves modules to the command', async () => {
    await mkdir(join(folder, 'here/conf'), { recursive: true })
    await writeFile(join(folder, 'here/conf/a.yml'), '')
    await writeFile(join(folder, 'here/a.py'), '')
    const inside = join(folder, 'here/etl-compare.yml')
    const lines = {
      baseline: 'spark-submit ../orders_spark.py --config=conf/a.yml {input} {output}',
      candidate: 'python -m a {input} {output}',
    }
    await init({ config: inside, ...flags, ...lines }, context(), nobody)
    const { engines } = (await loadConfig(inside)).config.jobs.orders ?? {}
    expect(engines?.spark?.sources).toEqual(['../orders_spark.py', 'conf/a.yml'])
    expect(engines?.candidate?.sources).toBeUndefined()
  })

  it('adds to a configuration that is there, and never touches a job of that name', async () => {
    await init({ config, ...flags }, context(), nobody)
    const before = await readFile(config, 'utf8')
    await expect(init({ config, ...flags }, context(), nobody)).rejects.toMatchObject({
      code: 'jobExists',
      data: { job: 'orders', path: config },
    })
    await init({ config, ...flags, job: 'again' }, context(), nobody)
    const after = await readFile(config, 'utf8')
    expect(after.startsWith(before)).toBe(true)
    expect(Object.keys((await loadConfig(config)).config.jobs)).toEqual(['orders', 'again'])
  })

  it('adds a candidate to a job that is there, and leaves every other line as it is', async () => {
    await init({ config, ...flags }, context(), nobody)
    const before = (await readFile(config, 'utf8')).split('\n')
    const candidate = 'python3 orders_duckdb.py {input} {output}'
    await init({ config, job: 'orders', candidate }, context(), nobody)
    const after = (await readFile(config, 'utf8')).split('\n')
    expect(after.filter((line) => !before.includes(line))).toEqual([
      '      duckdb:',
      '        run: [python3, orders_duckdb.py, "{input}", "{output}"]',
    ])
    expect(Object.keys((await loadConfig(config)).config.jobs.orders?.engines ?? {})).toHaveLength(3)
    expect(printed.join('\n')).toContain("Added candidate 'duckdb' to job 'orders'")
    await expect(init({ config, job: 'orders', candidate }, context(), nobody)).rejects.toMatchObject({
      code: 'optionInvalid',
      data: { option: '--candidate-name', value: 'duckdb' },
    })
  })

  it('adds no candidate to engines that another job shares', async () => {
    const shared = 'input: in.csv, baseline: a, tables: { t: }'
    const text = `version: 1\njobs:\n  x:\n    engines: &e\n      a: { run: [a] }\n      b: { run: [b] }\n    ${shared.replaceAll(', ', '\n    ')}\n  y: { engines: *e, ${shared} }\n`
    await writeFile(config, text)
    await expect(init({ config, job: 'x', candidate: 'c' }, context(), nobody)).rejects.toMatchObject({
      code: 'optionInvalid',
      data: { option: '--job', value: 'x' },
    })
    expect(await readFile(config, 'utf8')).toBe(text)
  })

  it('does not add to a configuration that is broken', async () => {
    await writeFile(config, 'version: 2\n')
    await expect(init({ config, ...flags }, context(), nobody)).rejects.toMatchObject({
      code: 'configInvalid',
      data: { problems: [{ key: 'version' }, { key: 'jobs' }] },
    })
    expect(await readFile(config, 'utf8')).toBe('version: 2\n')
  })

  it.each<[Partial<InitOptions>, string, string]>([
    [{ baseline: 'a | b' }, '--baseline', 'a | b'],
    [{ job: 'a/b' }, '--job', 'a/b'],
    [{ candidateName: 'spark' }, '--candidate-name', 'spark'],
    [{ table: ['a', 'a:b'] }, '--table', 'a a:b'],
    [{ table: ['a:'] }, '--table', 'a:'],
  ])('refuses %j', async (wrong, option, value) => {
    await expect(init({ config, ...flags, ...wrong }, context(), nobody)).rejects.toMatchObject({
      code: 'optionInvalid',
      data: { option, value },
    })
    await expect(readFile(config)).rejects.toThrow('ENOENT')
  })

  it('says what is missing where nobody can be asked', async () => {
    const { job, input } = flags
    await expect(
      init({ config, job: job ?? '', input: input ?? '' }, context(), nobody),
    ).rejects.toMatchObject({
      code: 'initFlagsMissing',
      data: { flags: ['--baseline', '--candidate', '--table'] },
    })
  })
})

describe('init at a terminal', () => {
  it('asks for what no flag told, one at a time, with suggestions', async () => {
    const { conversation, read } = person(
      'spark-submit orders_spark.py {input} {output}',
      '',
      'python orders_polars.py {input} | tee log',
      'python orders_polars.py {input}',
      '',
      '',
      'data/dt={partition}',
      'orders:order_id shops',
      'perhaps',
      'No',
    )
    expect(await init({ config }, context(), conversation)).toBe(0)
    const { orders } = (await loadConfig(config)).config.jobs
    expect(Object.keys(orders?.engines ?? {})).toEqual(['spark', 'polars'])
    expect(Object.keys(orders?.tables ?? {})).toEqual(['orders', 'shops'])
    expect(orders?.columns).toEqual({})
    const asked = read()
    for (const words of ['[spark]: ', 'without |', '[orders]: ', 'order_id, shop, amount'])
      expect(asked).toContain(words)
  })

  it('asks only for what is missing', async () => {
    const { table: _, ...rest } = flags
    const { conversation } = person('', '', '', '')
    await init({ config, ...rest }, context(), conversation)
    expect(Object.keys((await loadConfig(config)).config.jobs.orders?.tables ?? {})).toEqual(['orders'])
  })

  it('writes nothing where the person leaves with Ctrl-C', async () => {
    const { conversation } = person('spark-submit a.py', '^C')
    expect(await init({ config }, context(), conversation)).toBe(130)
    await expect(readFile(config)).rejects.toThrow('ENOENT')
    expect(noted).toHaveLength(1)
  })

  it('writes nothing where it is told to end', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    expect(await init({ config }, context(controller.signal), person().conversation)).toBe(130)
    await expect(readFile(config)).rejects.toThrow('ENOENT')
  })
})
