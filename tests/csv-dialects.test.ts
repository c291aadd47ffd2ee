import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ended, etlCompare, scratch } from './etl-compare.ts'
import { ORDERS, recordsIn, sh, trialOf } from './recorded.ts'

/** One table as Spark writes it by default, and as most others do. */
const SPARK = String.raw`1,"x, y\\z"
2,"say \"hi\""
`
const POLARS = String.raw`v,id
"x, y\z",1
"say ""hi""",2
`
const HEADLESS = ['header=false', 'columns=id,v']

const config = (table: string) => `version: 1
jobs:
  orders:
    input: input.csv
    baseline: spark
    engines:
      spark: { run: [cp, spark.csv, "{output}/orders.csv"] }
      polars: { run: [cp, polars.csv, "{output}/orders.csv"] }
    tables:
      orders: { ${table} }
`
const DECLARED = 'csv: { columns: [id, v], engines: { spark: { header: false, escape: "\\\\" } } }'
const files = { 'spark.csv': SPARK, 'polars.csv': POLARS, 'input.csv': 'id\n1\n' }

describe('CSV files of two dialects', () => {
  it('are compared by run as the configuration declares them', async () => {
    await using folder = await scratch({ ...files, 'etl-compare.yml': config(`key: [id], ${DECLARED}`) })
    const { code, stdout } = await etlCompare(['run', '--json'], folder.path)
    expect(JSON.parse(stdout).records).toMatchObject([{ parity: { outcome: 'exact' } }])
    expect(code).toBe(0)
  })

  it('are compared by diff as its options declare them', async () => {
    await using folder = await scratch(files)
    const options = ['--key', 'id', ...HEADLESS.flatMap((each) => ['--csv-a', each])]
    const ended = await etlCompare(['diff', 'spark.csv', 'polars.csv', ...options], folder.path)
    expect(ended.stdout).toContain("spark.csv (escape '\\')")
    expect(ended.code).toBe(0)
  })

  it.each([
    ['--csv', 'header=maybe'],
    ['--csv', 'sep=;'],
    ['--csv-b', 'delimiter=||'],
    ['--csv', 'columns=a,b'],
  ])('are declared by diff %s %s, which is a mistake', async (option, value) => {
    await using folder = await scratch(files)
    const args = ['diff', 'spark.csv', 'polars.csv', option, value]
    expect(await etlCompare(args, folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'optionInvalid', data: { option, value } },
    })
  })

  it('have one fingerprint where they are declared', async () => {
    await using folder = await scratch(files)
    const of = async (file: string, ...declared: string[]) => {
      const options = declared.flatMap((each) => ['--csv', each])
      const { stdout } = await etlCompare(['fingerprint', file, '--json', ...options], folder.path)
      return JSON.parse(stdout).tables[0].fingerprint
    }
    expect(await of('polars.csv', 'header=true')).toBe(await of('spark.csv', ...HEADLESS))
  })
})

describe('record of a CSV', () => {
  const recorded = async (folder: string, engine: string, ...declared: string[]): Promise<Ended> => {
    const options = ['--output', 'out', ...declared.flatMap((each) => ['--csv', each])]
    const copy = sh(`mkdir -p out; cp ${engine}.csv out/orders.csv`)
    return etlCompare([...ORDERS, '--engine', engine, '--partition', 'k', ...options, ...copy], folder)
  }
  const fingerprints = async (folder: string) =>
    (await recordsIn(folder)).map((record) => trialOf(record).tables.orders?.fingerprint)

  it('takes its dialect from an option, where no configuration declares it', async () => {
    await using folder = await scratch(files)
    await recorded(folder.path, 'spark', ...HEADLESS)
    await recorded(folder.path, 'polars', 'header=true')
    const [first, second] = await fingerprints(folder.path)
    expect(first).toMatch(/^v1:/)
    expect(second).toBe(first)
  })

  it.each([[[]], [['--from', 'results.json']]])('takes none where no output is read: %s', async (options) => {
    await using folder = await scratch({ 'results.json': '[]' })
    const command = options.length > 0 ? options : sh('true')
    const args = [...ORDERS, '--engine', 'spark', '--csv', 'header=false', ...command]
    expect(await etlCompare(args, folder.path)).toMatchObject({
      code: 2,
      mistake: {
        code: 'optionInvalid',
        data: { option: '--csv', expected: expect.stringContaining('--output') },
      },
    })
  })

  it('never keeps a row as names, nor a value of it in its record', async () => {
    await using folder = await scratch({ 'spark.csv': '4711008150815,SECRET\n4711008150816,OTHER\n' })
    const { code, stderr } = await recorded(folder.path, 'spark')
    expect(stderr).toMatch(/fingerprint: .*first row of out/)
    expect(code).toBe(0)
    expect(JSON.stringify(await recordsIn(folder.path))).not.toMatch(/4711008150815|SECRET/)
  })

  it('takes it from the configuration, as diff does of what was recorded, and no option beside it', async () => {
    await using folder = await scratch({ ...files, 'etl-compare.yml': config(`key: [id], ${DECLARED}`) })
    for (const engine of ['spark', 'polars']) await recorded(folder.path, engine)
    const [first, second] = await fingerprints(folder.path)
    expect(first).toMatch(/^v1:/)
    expect(second).toBe(first)
    const contradicted = await recorded(folder.path, 'spark', 'header=false')
    expect(contradicted).toMatchObject({ code: 0, stderr: expect.stringMatching(/--csv .*'orders'.*saved/s) })
    expect(await fingerprints(folder.path)).toEqual([first, second])
    for (const engine of ['spark', 'polars'] as const) {
      await mkdir(join(folder.path, engine))
      await writeFile(join(folder.path, engine, 'orders.csv'), engine === 'spark' ? SPARK : POLARS)
    }
    const evidence = ['--job', 'orders', '--engine', 'polars', '--keep', 'k', '--ledger', 'ledger']
    const diff = ['diff', 'spark', 'polars', ...evidence]
    expect((await etlCompare(diff, folder.path)).code).toBe(0)
    expect(await etlCompare([...diff, '--csv-a', 'header=false'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'diffDeclaredTwice', data: { options: ['--csv-a'] } },
    })
  })
})

describe('an engine’s output with a first row that is data', () => {
  it('fails its trial, without a value of the row in the record', async () => {
    const data = '4711008150815,SECRET\n4711008150816,OTHER\n'
    await using folder = await scratch({
      ...files,
      'spark.csv': data,
      'polars.csv': data,
      'etl-compare.yml': config(''),
    })
    const { code } = await etlCompare(['run', '--ledger', 'ledger'], folder.path)
    expect(code).toBe(1)
    const record = JSON.stringify(await recordsIn(folder.path))
    expect(record).toMatch(/first row of .*orders\.csv/)
    expect(record).not.toMatch(/4711008150815|SECRET/)
  })
})
