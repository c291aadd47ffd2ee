import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare, QUICK_JVM, root } from './etl-compare.ts'

const EXAMPLE = join(root, 'examples/billing')
const MONTH = '2026-11'
const PYTHON = { spark: 'docker/spark', duckdb: 'docker/pythonic' }

describe('the billing example', () => {
  let folder: string
  const python = (stack: keyof typeof PYTHON) => join(root, PYTHON[stack], '.venv/bin/python')
  const input = () => join(folder, 'input')

  async function deliver(stack: keyof typeof PYTHON, program: string): Promise<string> {
    const output = join(folder, program)
    await mkdir(output)
    const given = { ETL_INPUT: input(), ETL_OUTPUT: output, ETL_PARTITION: MONTH, ...QUICK_JVM }
    await promisify(execFile)(python(stack), [join(EXAMPLE, 'jobs', `${program}.py`)], {
      env: { ...process.env, ...given },
    })
    return output
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etl-compare-billing-'))
    await promisify(execFile)(python('duckdb'), [join(EXAMPLE, 'make_input.py'), input(), MONTH])
    for (const [stack, program] of [
      ['spark', 'billing_spark'],
      ['duckdb', 'billing_duckdb_first'],
      ['duckdb', 'billing_duckdb'],
    ] as const)
      await deliver(stack, program)
  }, 600_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const diff = (port: string) => etlCompare(['diff', 'billing_spark', port, '--json'], folder)

  it('delivers the same data from the finished port', async () => {
    const { code, stdout } = await diff('billing_duckdb')
    expect([code, JSON.parse(stdout).outcome]).toEqual([0, 'exact'])
  })

  it('delivers other data from the first port, in every table', async () => {
    const { code, stdout } = await diff('billing_duckdb_first')
    const { tables } = JSON.parse(stdout) as { tables: { finding: { changed: number } }[] }
    expect(code).toBe(1)
    expect(tables.map(({ finding }) => finding.changed > 0)).toEqual([true, true, true])
  })

  it('is understood by port-check, which names all that was wrong with the first port', async () => {
    await cp(join(EXAMPLE, 'jobs/billing_spark.py'), join(folder, 'billing_spark.py'))
    const { stdout } = await etlCompare(
      ['port-check', 'billing_spark.py', '--to', 'duckdb', '--json'],
      folder,
    )
    const [check] = JSON.parse(stdout).checks as [
      { unknown: unknown[]; differences: { id: string; standing: string }[] },
    ]
    const ids = check.differences.filter(({ standing }) => standing !== 'same').map(({ id }) => id)
    expect(check.unknown).toEqual([])
    expect(ids).toEqual(expect.arrayContaining(FAULTS))
  })
})

/** What was wrong with the first port, round by round: docs/porting.md. */
const FAULTS = [
  ...['csv-types-not-given', 'from-utc-with-zone'],
  ...['rank-of-null', 'max-by-null', 'concat-null', 'count-distinct-several', 'collect-list-of-nothing'],
  ...['avg-of-decimals', 'decimal-division', 'integer-sum-in-files'],
  'to-utc-dst',
  ...['round-double-digits', 'integer-result-types', 'decimal-result-types', 'timestamps-in-files'],
]
