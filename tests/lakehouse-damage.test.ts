import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { configWith, found, PYTHON } from './lakehouse/lakehouse.ts'

const SPARK = join(root, 'docker/spark/.venv/bin/python')
const writer = (name: string) => join(import.meta.dirname, 'lakehouse', name)

let folder: string
let removed: AsyncDisposable
/** Tables that Spark could not read, and what delta-rs said of appends that it refused. */
let unreadBySpark: string[]
let refusals: string[]
beforeAll(async () => {
  const made = await scratch()
  ;[folder, removed] = [made.path, made]
  const args = [writer('write_damage_by_spark.py'), folder, PYTHON, writer('write_damage.py')]
  const { stdout } = await promisify(execFile)(SPARK, args, { env: { ...process.env, ...QUICK_JVM } })
  const lines = stdout.trim().split('\n')
  unreadBySpark = lines.filter((line) => !line.includes(' '))
  refusals = lines.filter((line) => line.includes(' '))
  const lake = { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' }
  await writeFile(join(folder, 'etl-compare.yml'), configWith({ lake }))
}, 900_000)
afterAll(() => removed?.[Symbol.asyncDispose]())

const diff = (a: string, b: string, ...options: string[]) => found(folder, a, b, ...options)
const read = async (path: string, ...options: string[]) => {
  const { code, stdout, stderr } = await etlCompare(['fingerprint', path, '--json', ...options], folder)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout).tables[0] as { fingerprint: string; rows: number }
}
const fingerprint = async (path: string) => (await read(path)).fingerprint
const rowsOf = async (path: string) => (await read(path)).rows

describe('what Spark reads of a table after another writer is what diff reads', { timeout: 300_000 }, () => {
  it.each([
    ['delta:delta/renamed', 'to whose renamed columns a writer appended by their names', 2],
    ['delta:delta/checked', 'with a row that its CHECK forbids', 2],
    ['delta:delta/logged', 'with a checkpoint, and a commit after it that names no operation', 12],
    ['delta:delta/tracked', 'with a commit whose writer tracked no rows', 2],
    ['delta:delta/clustered', 'with a commit whose writer did not cluster', 2],
    ['iceberg:lake.db.with_default', 'of version 3, with rows older than a column that has a default', 3],
    ['iceberg:lake.db.deleted_by_pyiceberg', 'after a delete by PyIceberg', 4],
    ['iceberg:lake.db.deleted_by_position', 'partitioned and evolved between deletes by position', 7],
    ['iceberg:lake.db.deleted_by_vector', 'of version 3 with deletion vectors', 3],
    ['iceberg:lake.db.nested', 'whose nested columns were renamed and added', 2],
    ['iceberg:lake.db.misspelled', 'whose writer did not find a column', 2],
    ['iceberg:lake.db.unsorted', 'whose sort order the writer did not keep', 3],
  ])('%s, %s', async (path, _, rows) => {
    const { outcome, rows: seen } = await diff(path, `plain/${path.split(/[./]/).at(-1)}`)
    expect({ outcome, seen }).toEqual({ outcome: 'exact', seen: [rows, rows] })
  })
})

describe('rows that were deleted by their keys, as Flink does', () => {
  it('are seen by Spark, and the table is refused by name', async () => {
    expect(await rowsOf('plain/deleted_by_key')).toBe(1)
    const { code, mistake } = await etlCompare(['fingerprint', 'iceberg:lake.db.deleted_by_key'], folder)
    expect({ code, mistake }).toMatchObject({
      code: 2,
      mistake: { code: 'lakeTableUnread', data: { detail: expect.stringMatching(/equality delete/i) } },
    })
  })
})

describe('what another writer did without an error', { timeout: 300_000 }, () => {
  it('shows in the rows that PyIceberg’s delete kept and Spark’s removed', async () => {
    const sides = ['iceberg:lake.db.deleted_by_spark', 'iceberg:lake.db.deleted_by_pyiceberg'] as const
    const { outcome, rows } = await diff(...sides, '--key', 'id')
    expect({ outcome, rows }).toEqual({ outcome: 'different', rows: [3, 4] })
  })

  it('hides no row behind a bound that is no UTF-8, on which every filter of Spark fails', async () => {
    const plain = 'plain/cut_bounds'
    expect(await diff('iceberg:lake.db.cut_bounds', plain)).toMatchObject({ outcome: 'exact', rows: [2, 2] })
    const where = ['--where', `name = '${'a'.repeat(15)}éb'`]
    const filtered = await diff('iceberg:lake.db.cut_bounds', plain, ...where)
    expect(filtered).toMatchObject({ outcome: 'exact', rows: [1, 1] })
  })

  it('raises the alarm where a column was looked for under another spelling', async () => {
    const { emptied } = await diff('plain/misspelled_meant.parquet', 'iceberg:lake.db.misspelled')
    expect(emptied).toEqual([{ column: 'id', side: 'engine' }])
  })

  it('shows a row that a CHECK forbids', async () => {
    const { rows, reasons } = await diff('delta:delta/checked@2', 'delta:delta/checked', '--key', 'id')
    expect({ rows, reasons }).toEqual({ rows: [1, 2], reasons: [] })
  })

  it('shows the NULL in a required column, which Spark then cannot read at all', async () => {
    expect(unreadBySpark).toEqual(['required'])
    const { rows } = await diff('delta:delta/required@1', 'delta:delta/required')
    expect(rows).toEqual([1, 2])
  })

  it('finds the row that an open session of Spark does not see before it refreshes the table', async () => {
    const table = 'iceberg:lake.db.seen_before'
    expect(await diff(table, 'plain/seen_before_stale')).toMatchObject({ outcome: 'different', rows: [3, 2] })
    expect(await diff(table, 'plain/seen_before')).toMatchObject({ outcome: 'exact', rows: [3, 3] })
  })

  it('changes no answer where it only kept other files: unsorted, compressed otherwise, without checkpoints', async () => {
    const sides = ['iceberg:lake.db.sorted', 'iceberg:lake.db.unsorted'] as const
    expect(await diff(...sides, '--strict-schema')).toMatchObject({ outcome: 'exact', passes: true })
    expect(await fingerprint(sides[0])).toBe(await fingerprint(sides[1]))
    expect(await diff('delta:delta/logged', 'delta:delta/logged_by_delta_rs')).toMatchObject({
      outcome: 'exact',
      rows: [12, 12],
    })
  })

  it('leaves an older version as it was', async () => {
    const { outcome, rows } = await diff('delta:delta/logged@5', 'plain/logged_before')
    expect({ outcome, rows }).toEqual({ outcome: 'exact', rows: [5, 5] })
  })

  it('shows in what was read by a reader that ignores the time that it was asked for', async () => {
    expect(await diff('plain/as_of', 'plain/as_of_ignored.parquet')).toMatchObject({
      outcome: 'different',
      rows: [2, 3],
    })
    expect(await diff('plain/as_of_ignored.parquet', 'iceberg:lake.db.seen_before')).toMatchObject({
      outcome: 'exact',
    })
  })

  it('was refused by delta-rs where a table has features that it does not keep', () => {
    expect(refusals).toEqual([
      expect.stringMatching(/^tracked \w+Error$/),
      expect.stringMatching(/^clustered \w+Error$/),
    ])
  })
})
