import { execFile } from 'node:child_process'
import { access, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listFiles } from '../src/files/disk.ts'
import { copyTable } from '../src/tables/readers/lake/copy-table.ts'
import { parseLakeName } from '../src/tables/readers/lake/lake-name.ts'
import { lakesFor } from '../src/workflow/plan/lakes.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { configWith, found, foundIn, PYTHON } from './lakehouse/lakehouse.ts'

const WRITER = join(import.meta.dirname, 'lakehouse/write_tables.py')
const LAKE = { type: 'sql', uri: 'sqlite:///catalog.db', warehouse: 'warehouse' }

let folder: string
let overwrites: string[]
/** The environment of a Python without libraries, with a configuration of catalogs alone. */
let bare: Record<string, string>
const BARE = 'bare.yml'
let removed: AsyncDisposable
beforeAll(async () => {
  const made = await scratch()
  ;[folder, removed] = [made.path, made]
  const { stdout } = await promisify(execFile)(PYTHON, [WRITER, folder])
  overwrites = stdout.trim().split(',')
  await writeFile(join(folder, 'etl-compare.yml'), configWith({ lake: LAKE }))
  const venv = join(folder, 'bare')
  await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', venv])
  await writeFile(join(folder, BARE), JSON.stringify({ version: 1, catalogs: { lake: LAKE } }))
  bare = { PATH: join(venv, 'bin') }
})
afterAll(() => removed[Symbol.asyncDispose]())

const diff = (a: string, b: string, ...options: string[]) => found(folder, a, b, ...options)
const mistake = async (path: string, env: Record<string, string> = {}, config = 'etl-compare.yml') => {
  const ended = await etlCompare(['fingerprint', path, '--config', config], folder, env)
  expect(ended.code).toBe(2)
  return { ...ended.mistake, stderr: ended.stderr }
}
const fingerprint = async (path: string) => {
  const { code, stdout, stderr } = await etlCompare(['fingerprint', path, '--json'], folder)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout).tables[0]
}

describe('a table of every type, partitioned, written twice, with a row deleted', () => {
  it.each(['iceberg:lake.sales.orders', 'delta:delta/orders'])('is the same data in %s', async (path) => {
    const { outcome, rows } = await diff(path, 'plain/orders.parquet', '--key', 'id')
    expect({ outcome, rows }).toEqual({ outcome: 'exact', rows: [5, 5] })
  })

  it('is the same data in Iceberg and Delta, however it is partitioned; that counts where it is asked for', async () => {
    const sides = ['iceberg:lake.sales.orders', 'delta:delta/orders'] as const
    const { outcome, passes, layout } = await diff(...sides, '--strict-schema')
    expect({ outcome, passes }).toEqual({ outcome: 'exact', passes: false })
    expect(layout).toEqual([
      { what: 'partition', column: null, baseline: 'hour(at), bucket[4](name)', engine: 'day' },
    ])
  })

  it('has one fingerprint, whatever its format', async () => {
    const paths = ['iceberg:lake.sales.orders', 'delta:delta/orders', 'plain/orders.parquet']
    const tables = []
    for (const path of paths) tables.push(await fingerprint(path))
    expect(new Set(tables.map((table) => table.fingerprint)).size).toBe(1)
    expect(tables.map(({ table, format }) => [table, format])).toEqual([
      ['orders', 'iceberg'],
      ['orders', 'delta'],
      ['orders', 'parquet'],
    ])
  })

  it('is read by its version, and says which one was read', async () => {
    expect(await fingerprint('delta:delta/orders@0')).toMatchObject({ rows: 3, path: 'delta:delta/orders@0' })
    expect(await fingerprint('delta:delta/orders')).toMatchObject({ rows: 5, path: 'delta:delta/orders@2' })
    const { path } = await fingerprint('iceberg:lake.sales.orders')
    expect(path).toMatch(/^iceberg:lake\.sales\.orders@\d+$/)
    expect(await fingerprint(path)).toMatchObject({ rows: 5, path })
    expect(await fingerprint('iceberg:lake.sales.orders@main')).toMatchObject({ rows: 5, path })
  })
})

/** A folder with a copy of a table, and how many names each of its files has. */
async function copied(name: string, isDecoded = false) {
  const lakes = await lakesFor([name], join(folder, 'etl-compare.yml'), folder, process.env)
  const table = parseLakeName(name)
  if (!lakes || !table) throw new Error(`${name} is no table`)
  const copies = await mkdtemp(join(folder, 'copies-'))
  await copyTable(name, table, { folder: copies, lakes, signal: undefined, isDecoded })
  const found = await Promise.all((await listFiles(copies)).map(({ path }) => stat(path)))
  return { copies, links: found.map(({ nlink }) => nlink) }
}

describe('data files', () => {
  it.each([
    ['iceberg:lake.sales.measured', 'that are the rows are read as they are', 2],
    ['iceberg:lake.sales.renamed', 'with other names of columns are read as they are', 2],
    ['delta:{folder}/delta/measured', 'that are the rows are read as they are', 2],
    ['delta:{folder}/delta/für "50% #1"?', 'in a folder whose name addresses encode are read as they are', 2],
    ['delta:{folder}/delta/odd_names', 'with blanks and percents in their names are read as they are', 2],
    ['delta:{folder}/delta/orders', 'with partitions are decoded', 1],
  ])('of %s %s', async (name, _, links) => {
    const found = await copied(name.replace('{folder}', folder))
    expect(new Set(found.links)).toEqual(new Set([links]))
  })

  it.each(['orders', 'kinds', 'renamed', 'upserted', 'measured', 'overwritten', 'empty', 'added'])(
    'of sales.%s are read without a library, as PyIceberg decodes them',
    async (table) => {
      const name = `iceberg:lake.sales.${table}`
      const { copies } = await copied(name, true)
      const options = ['--config', BARE, '--strict-schema']
      const { outcome, passes } = await foundIn({ folder, env: bare }, name, copies, ...options)
      expect({ outcome, passes }).toEqual({ outcome: 'exact', passes: true })
    },
  )

  it.each([
    ['nested', 'whose nested columns changed'],
    ['tagged', 'without ids, with nested columns that are NULL or empty'],
  ])('of sales.%s, %s, are decoded by PyIceberg', async (table) => {
    const { outcome } = await diff(`iceberg:lake.sales.${table}`, `plain/${table}.parquet`)
    expect(outcome).toBe('exact')
    expect(await mistake(`iceberg:lake.sales.${table}`, bare, BARE)).toMatchObject({
      code: 'lakeLibraryMissing',
    })
  })
})

describe('what a format or a writer does to data without an error', () => {
  it('shows columns as they are called now, also where no snapshot has their names', async () => {
    const { outcome } = await diff('iceberg:lake.sales.renamed', 'plain/renamed.parquet')
    expect(outcome).toBe('exact')
  })

  it('takes each file of Delta for itself, where one is called as the log spells another', async () => {
    const { outcome } = await diff('delta:delta/odd_names', 'plain/odd_names.parquet')
    expect(outcome).toBe('exact')
  })

  it('reads what asks for a check of programs that remove files, which delta-rs does not', async () => {
    const { outcome } = await diff('delta:delta/vacuum_checked', 'plain/vacuum_checked.parquet')
    expect(outcome).toBe('exact')
  })

  it('refuses a shallow clone of a widened table by name', async () => {
    expect(await mistake('delta:delta/cloned')).toMatchObject({
      code: 'lakeTableUnread',
      data: {
        detail: 'delta-rs does not read its features: typeWidening with files outside the table',
      },
    })
  })

  it('refuses a widened column that a file spells otherwise, whose values would be lost', async () => {
    expect(await mistake('delta:delta/other_case')).toMatchObject({
      code: 'lakeTableUnread',
      data: { detail: 'its files spell columns differently: ID' },
    })
  })

  it('finds the key that a stale upsert doubled', async () => {
    const { outcome, rows } = await diff('iceberg:lake.sales.upserted', 'plain/upserted.parquet')
    expect({ outcome, rows }).toEqual({ outcome: 'different', rows: [3, 2] })
  })

  it('reads the years 1 and 9999 of files with times of type INT96, which overflow in PyIceberg', async () => {
    const { outcome } = await diff('iceberg:lake.sales.int96', 'plain/int96.parquet')
    expect(outcome).toBe('exact')
  })

  it.each(['iceberg:lake.sales.measured', 'delta:delta/measured', 'plain/measured.parquet'])(
    'keeps the row with NaN that the bounds of %s leave out',
    async (path) => {
      const { outcome, rows } = await diff(path, 'plain/measured.parquet', '--where-a', 'x > 5')
      expect({ outcome, rows }).toEqual({ outcome: 'different', rows: [1, 3] })
    },
  )

  it('raises an alarm where a writer that ignores column mapping has left NULL in every row', async () => {
    const ended = await etlCompare(['diff', 'plain/foreign.parquet', 'delta:delta/foreign'], folder)
    expect(ended.stdout).toMatch(/^✕ .*different: B has NULL in every row of id, name$/m)
    const { emptied } = await diff('plain/foreign.parquet', 'delta:delta/foreign', '--key', 'id')
    expect(emptied).toEqual([
      { column: 'id', side: 'engine' },
      { column: 'name', side: 'engine' },
    ])
  })

  it('shows that a column is required on one side, which is no difference of data', async () => {
    const { layout } = await diff('iceberg:lake.sales.upserted', 'iceberg:lake.sales.renamed')
    expect(layout).toEqual([{ what: 'required', column: 'id', baseline: 'required', engine: 'optional' }])
  })

  it('finds the amount that became a whole number', async () => {
    const { outcome, reasons } = await diff('plain/amounts.parquet', 'delta:delta/amounts', '--key', 'id')
    expect(outcome).toBe('different')
    expect(reasons).toContain('v integer-division')
  })

  it('finds the nanoseconds that were cut off', async () => {
    const { outcome } = await diff('plain/nanos.parquet', 'delta:delta/nanos')
    expect(outcome).toBe('different')
  })

  it('reads the whole overwrite, not the empty snapshot in its middle', async () => {
    const last = `iceberg:lake.sales.overwritten@${overwrites.at(-1)}`
    expect(await diff('iceberg:lake.sales.overwritten', 'plain/overwritten.parquet')).toMatchObject({
      outcome: 'exact',
      path: last,
    })
    const middle = await diff(`iceberg:lake.sales.overwritten@${overwrites[1]}`, 'plain/overwritten.parquet')
    expect(middle).toMatchObject({ outcome: 'different', rows: [0, 1] })
  })

  it('reads no folder of Iceberg without its catalog', async () => {
    const { code } = await mistake('warehouse/sales/orders')
    expect(code).toBe('tableFormatUnread')
  })
})

describe('a table that was never written to', () => {
  it('has no rows and no snapshot', async () => {
    expect(await fingerprint('iceberg:lake.sales.empty')).toMatchObject({
      rows: 0,
      path: 'iceberg:lake.sales.empty',
    })
  })
})

describe('a mistake', () => {
  it.each([
    ['iceberg:lake.sales.ordrs', 'lakeTableMissing', { tables: expect.arrayContaining(['sales.orders']) }],
    ['iceberg:lake.sale.orders', 'lakeTableMissing', { namespaces: ['sales'] }],
    ['iceberg:lak.sales.orders', 'catalogUnknown', { known: ['lake'] }],
    ['iceberg:lake.sales.orders@7', 'lakeVersionMissing', { found: expect.arrayContaining(['main']) }],
    ['delta:delta/orders@7', 'lakeVersionMissing', { found: ['0 to 2'] }],
    ['delta:plain', 'lakeTableUnread', { path: 'delta:plain' }],
    ['delta:nowhere', 'sourceMissing', { path: 'nowhere' }],
    ['iceberg:orders', 'lakeNameInvalid', {}],
  ])('in %s is %s', async (path, code, data) => {
    expect(await mistake(path)).toMatchObject({ code, data })
  })

  it('in a configuration of catalogs alone is that it has no job to run', async () => {
    const { code, mistake: made } = await etlCompare(['run', '--config', BARE], folder)
    expect([code, made]).toMatchObject([2, { code: 'jobsMissing', data: { path: join(folder, BARE) } }])
  })

  it('in the name of a catalog names those of the same database', async () => {
    await writeFile(join(folder, 'other.yml'), configWith({ prod: LAKE }))
    expect(await mistake('iceberg:prod.sales.orders', {}, 'other.yml')).toMatchObject({
      code: 'lakeTableMissing',
      data: { tables: [], namespaces: [], others: ['lake'] },
    })
  })

  it('in the path of a database makes no new one', async () => {
    await writeFile(join(folder, 'typo.yml'), configWith({ lake: { ...LAKE, uri: 'sqlite:///catlog.db' } }))
    expect(await mistake('iceberg:lake.sales.orders', {}, 'typo.yml')).toMatchObject({
      code: 'catalogUnreachable',
    })
    await expect(access(join(folder, 'catlog.db'))).rejects.toThrow('ENOENT')
  })

  it('of a catalog that does not answer shows no password', async () => {
    const uri = `postgresql+psycopg2://etl:\${LAKE_PASSWORD}@127.0.0.1:1/lake`
    await writeFile(join(folder, 'down.yml'), configWith({ lake: { type: 'sql', uri } }))
    const path = 'iceberg:lake.sales.orders'
    expect(await mistake(path, {}, 'down.yml')).toMatchObject({
      code: 'catalogVariableMissing',
      data: { variable: 'LAKE_PASSWORD' },
    })
    const { code, stderr } = await mistake(path, { LAKE_PASSWORD: 'geh/eim' }, 'down.yml')
    expect(code).toBe('catalogUnreachable')
    expect(stderr).not.toMatch(/geh(?:\/|%2F)eim/i)
  })

  it('of a Python without the libraries says which were tried', async () => {
    for (const path of ['iceberg:lake.sales.ordrs', 'delta:delta/orders'])
      expect(await mistake(path, bare, BARE)).toMatchObject({
        code: 'lakeLibraryMissing',
        data: { tried: [{ python: 'python3', detail: expect.stringContaining('No module named') }] },
      })
  })
})

describe('a table that another writer changes', () => {
  it('stays what it was in the snapshot that was named', async () => {
    const before = await fingerprint('delta:delta/measured')
    const append = `import pyarrow as pa, sys
from deltalake import write_deltalake
write_deltalake(sys.argv[1], pa.table({"id": [9], "x": [9.0]}), mode="append")`
    await promisify(execFile)(PYTHON, ['-c', append, join(folder, 'delta/measured')])
    expect((await fingerprint('delta:delta/measured')).rows).toBe(before.rows + 1)
    expect((await fingerprint(before.path)).fingerprint).toBe(before.fingerprint)
  })
})
