import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { config } from './run-job.ts'

const PARQUET_THAT_IS_NONE = 'PAR1 and nothing else'
/** By pyarrow 26.0.1: one timestamp `v`, 2^62 ms from 1970, for which DuckDB has no microseconds. */
const TOO_LATE = Buffer.from(
  'UEFSMRUAFRwVHCwVAhUAFQYVBhwAAAACAAAAAgEAAAAAAAAAQBUEGSw1ABgGc2NoZW1hFQIAFQQlAhgBdiUSTIwSHBwAAAAAABYCGRwZHCYAHBUEGSUGABkYAXYVABYCFkIWQiYISRwVABUAFQIAPCkGGSYAAgAAABZCFgImCBZCACggcGFycXVldC1jcHAtYXJyb3cgdmVyc2lvbiAyNi4wLjEZHBwAAACFAAAAUEFSMQ==',
  'base64',
)

async function folderWith(files: Record<string, string | Buffer>) {
  const folder = await scratch()
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true })
    await writeFile(join(folder.path, name), content)
  }
  return folder
}

const TWO = { 'a/orders.csv': 'id,v\n1,x\n2,y\n', 'b/orders.csv': 'id,v\n1,x\n2,z\n' }
const diff = (path: string, ...options: string[]) => etlCompare(['diff', 'a', 'b', ...options], path)

describe('one table of two folders that cannot be compared hides no other', () => {
  it.each([
    ['of no common column', { 'a/rejects.csv': 'p\n1\n', 'b/rejects.csv': 'q\n1\n' }, /✕ rejects: different/],
    [
      'that cannot be read',
      { 'a/rejects.parquet': PARQUET_THAT_IS_NONE, 'b/rejects.parquet': PARQUET_THAT_IS_NONE },
      /✕ rejects: .*a\/rejects\.parquet/,
    ],
    [
      'that cannot be read on one side, which has a table more',
      { 'a/rejects.csv': 'p\n1\n', 'b/rejects.parquet': PARQUET_THAT_IS_NONE, 'b/more.csv': 'q\n1\n' },
      /✕ more: .*B[\s\S]*✕ rejects: .*b\/rejects\.parquet/,
    ],
    [
      'with a time that cannot be read',
      { 'a/rejects.parquet': TOO_LATE, 'b/rejects.parquet': TOO_LATE },
      /✕ rejects: .*Timestamp/,
    ],
    [
      'that lacks the key on one side',
      { 'a/rejects.csv': 'id,p\n1,2\n', 'b/rejects.csv': 'p\n2\n' },
      /✕ rejects: different[\s\S]*id +schema +missing/,
    ],
  ])('one %s', async (_, files, message) => {
    await using folder = await folderWith({ ...TWO, ...files })
    const { code, stdout } = await diff(folder.path, '--key', 'id')
    expect(stdout).toMatch(/✕ orders: different[\s\S]*1 row .* id$/m)
    expect(stdout).toMatch(message)
    expect(code).toBe(1)
  })

  it('ends with 2 where all others are equal, since nobody knows whether this one is', async () => {
    const files = { 'a/orders.csv': 'id\n1\n', 'b/orders.csv': 'id\n1\n' }
    const broken = { 'a/rejects.parquet': PARQUET_THAT_IS_NONE, 'b/rejects.parquet': PARQUET_THAT_IS_NONE }
    await using folder = await folderWith({ ...files, ...broken })
    const { code, stdout } = await diff(folder.path, '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      passes: false,
      tables: [
        { table: 'orders', finding: { outcome: 'exact' } },
        { table: 'rejects', finding: null, problem: expect.stringContaining('rejects.parquet') },
      ],
    })
    expect(code).toBe(2)
  })

  it('matches a table by what it has, where it lacks the key that the others have', async () => {
    await using folder = await folderWith({ ...TWO, 'a/days.csv': 'day\n1\n', 'b/days.csv': 'day\n1\n' })
    expect((await diff(folder.path, '--key', 'id')).stdout).toMatch(/^✓ days: /m)
  })
})

describe('one table of a job that cannot be compared hides no other', () => {
  const write = (orders: string, rejects: string) =>
    `printf "${orders}" > "$ETL_OUTPUT/orders.csv"; printf "${rejects}" > "$ETL_OUTPUT/rejects.csv"`
  const [ORDERS, OTHERS, REJECTS] = ['id,v\\n1,x\\n', 'id,v\\n1,y\\n', 'p\\n1\\n']
  async function run(engines: Record<string, string>, tables = '{ orders: { key: [id] }, rejects: { } }') {
    const job = config(engines, '', tables)
    await using folder = await scratch({ 'etl-compare.yml': job, 'input.csv': 'id\n1\n' })
    const ended = await etlCompare(['run'], folder.path)
    return { ...ended, ...(await recordOf(folder.path)) }
  }

  const BROKEN = `${write(OTHERS, REJECTS)}; echo PAR1 > "$ETL_OUTPUT/rejects.parquet"; rm "$ETL_OUTPUT/rejects.csv"`

  it('though the only candidate delivered it broken', async () => {
    const { code, stdout, parity } = await run({ base: write(ORDERS, REJECTS), other: BROKEN })
    expect(stdout).toMatch(/^✕ other: failed: .*'rejects'/m)
    expect(parity).toMatchObject({
      outcome: 'different',
      passes: false,
      findings: [{ engine: 'other', table: 'orders', changed: 1, columns: [{ column: 'v' }] }],
    })
    expect(code).toBe(1)
  })

  it('and where the others are equal, parity is unavailable and says which it is', async () => {
    const equal = BROKEN.replace(OTHERS, ORDERS)
    const { parity } = await run({ base: write(ORDERS, REJECTS), other: equal })
    expect(parity).toMatchObject({
      outcome: 'unavailable',
      passes: false,
      reason: expect.stringContaining('rejects of other'),
      findings: [{ outcome: 'exact' }],
    })
  })

  it('and what several of them lack is said once', async () => {
    const all = `${write(ORDERS, REJECTS)}; cp "$ETL_OUTPUT/rejects.csv" "$ETL_OUTPUT/late.csv"`
    const one = `printf "${ORDERS}" > "$ETL_OUTPUT/orders.csv"`
    const { parity, trials } = await run({ base: all, other: one }, '{ orders: {}, rejects: {}, late: {} }')
    expect(parity.reason).toBe('rejects, late of other could not be compared: missing in at least one trial')
    const failed = trials.find(({ engine }) => engine === 'other')
    expect(failed?.reason?.match(/was not written/g)).toHaveLength(1)
    expect(failed?.reason).toMatch(/'rejects' .* \(also 'late'\)$/)
  })

  it('nor does it decide about other candidates', async () => {
    const good = write(ORDERS, REJECTS)
    const { parity } = await run({ base: good, other: BROKEN, third: good })
    expect(parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(parity.findings).toContainEqual(
      expect.objectContaining({ engine: 'other', table: 'orders', outcome: 'different', changed: 1 }),
    )
  })
})
