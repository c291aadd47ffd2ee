import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../src/machine/free-ports.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { configWith, foundIn, PYTHON } from './lakehouse/lakehouse.ts'
import {
  PASSWORD,
  SECRET_KEY,
  type Servers,
  startServers,
  writeBySpark,
  writeTables,
} from './lakehouse/servers.ts'

let folder: string
let servers: Servers
const resources = new AsyncDisposableStack()
beforeAll(async () => {
  folder = resources.use(await scratch()).path
  servers = resources.use(await startServers())
  await writeTables(servers, folder)
  await writeBySpark(servers, folder)
  await writeFile(join(folder, 'etl-compare.yml'), configWith(servers.catalogs))
}, 600_000)
afterAll(() => resources.disposeAsync())

const diff = (a: string, b: string, ...options: string[]) =>
  foundIn({ folder, env: servers.env }, a, b, ...options)

describe('a table on servers is the same data as its plain Parquet', { timeout: 600_000 }, () => {
  it.each([
    ['iceberg:lake.sales.orders', 'of a catalog in PostgreSQL, with its files on S3'],
    ['iceberg:rest.sales.orders', 'of a REST catalog'],
    ['delta:s3://lake/delta/orders', 'on S3'],
    ['s3://lake/plain/orders/', 'that is files on S3'],
  ])('%s, %s', async (path) => {
    const { outcome, rows } = await diff(path, 'plain/orders.parquet', '--key', 'id')
    expect({ outcome, rows }).toEqual({ outcome: 'exact', rows: [3, 3] })
  })

  it('a Delta table on S3 whose column was widened', async () => {
    const { outcome, rows } = await diff('delta:s3://lake/delta/widened', 'plain/widened.parquet')
    expect({ outcome, rows }).toEqual({ outcome: 'exact', rows: [3, 3] })
  })

  it('a file of a bucket', async () => {
    expect(await diff('s3://lake/plain/orders.csv', 'plain/orders.csv')).toMatchObject({ outcome: 'exact' })
  })

  it('a table of PostgreSQL, with its types', async () => {
    const { outcome, rows } = await diff(
      `${servers.jdbc}sales.orders`,
      'plain/postgres.parquet',
      '--ignore',
      'uid',
    )
    expect({ outcome, rows }).toEqual({ outcome: 'exact', rows: [2, 2] })
  })

  it('what a query of PostgreSQL gives', async () => {
    const query = 'select price::numeric(10,2) AS amount from sales.odd -- the odd one;'
    const other = 'SELECT 1.25::numeric(10,2) AS amount'
    expect(await diff(servers.jdbc + query, servers.jdbc + other)).toMatchObject({
      outcome: 'exact',
      rows: [1, 1],
    })
  })
})

describe('Spark and PyIceberg', { timeout: 600_000 }, () => {
  it.each([
    ['whole', 'partitioned by buckets', 6],
    ['deleted', 'with rows deleted by position', 3],
    ['evolved', 'whose files have different columns', 2],
  ])('see the same rows in %s, which Spark wrote %s', async (table, _, rows) => {
    const { outcome, rows: seen } = await diff(`iceberg:lake.spark.${table}`, `plain/${table}`)
    expect({ outcome, rows: seen }).toEqual({ outcome: 'exact', rows: [rows, rows] })
  })

  it('see the same rows in a table that PyIceberg wrote', async () => {
    const { outcome } = await diff('iceberg:lake.sales.orders', 'plain/orders-by-spark', '--key', 'id')
    expect(outcome).toBe('exact')
  })
})

/** Loads a table in one commit, or leaves off after its first files; the rows that it writes name the engine. */
const LOAD = `import json, os, sys
import pyarrow as pa
from pyiceberg.catalog import load_catalog
lake = {key: os.path.expandvars(value) for key, value in json.loads(sys.argv[1]).items()}
lake["uri"] = lake["uri"].replace(os.environ["LAKE_PASSWORD"], os.environ["LAKE_QUOTED"])
catalog = load_catalog("lake", **lake)
rows = pa.table({"id": [1, 2], "amount": [1.0, 2.5]})
table = catalog.create_table((os.environ["ETL_NAMESPACE"], "orders"), rows.schema)
table.append(rows)
if sys.argv[2] == "half":
  with table.transaction() as change:
    change.append(rows)
    sys.exit(1)
`

describe('a job that loads into a catalog in PostgreSQL with its files on S3', { timeout: 600_000 }, () => {
  it('is compared by snapshot; a load that ends half-way fails; no secret is kept', async () => {
    const { lake } = servers.catalogs
    const engine = (how: string) => ({ run: [PYTHON, 'load.py', JSON.stringify(lake), how] })
    const config = JSON.parse(configWith({ lake }))
    config.jobs.orders = {
      input: 'etl-compare.yml',
      baseline: 'base',
      engines: { base: engine('whole'), next: engine('whole'), broken: engine('half') },
      tables: { orders: { key: ['id'], at: 'iceberg:lake.{namespace}.orders' } },
    }
    await writeFile(join(folder, 'load.py'), LOAD)
    await writeFile(join(folder, 'job.yml'), JSON.stringify(config))
    const env = { ...servers.env, LAKE_QUOTED: encodeURIComponent(PASSWORD) }
    const ended = await etlCompare(['try', '--json', '--config', 'job.yml'], folder, env)
    const { tried } = JSON.parse(ended.stdout)
    const outcomes = tried.map(({ parity, engines }: Record<string, never>) => [
      Object(parity).outcome,
      Object(engines).map(({ outcome }: Record<string, string>) => outcome),
    ])
    expect(outcomes, ended.stderr).toEqual([['exact', ['ok', 'ok', 'failed']]])
    const kept = await readFile(join(folder, 'job.yml'), 'utf8')
    for (const text of [ended.stdout, ended.stderr, kept])
      for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), SECRET_KEY])
        expect(text).not.toContain(secret)
  })
})

describe('a mistake', { timeout: 600_000 }, () => {
  const mistake = async (path: string, env: Record<string, string> = {}) => {
    const ended = await etlCompare(['fingerprint', path], folder, { ...servers.env, ...env })
    expect(ended.code, ended.stdout).toBe(2)
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), SECRET_KEY, 'falsch'])
      expect(ended.stderr).not.toContain(secret)
    return ended.mistake
  }

  it('in a password is one of its catalog, and is not shown', async () => {
    const [table, password] = ['iceberg:lake.sales.orders', { LAKE_PASSWORD: 'falsch' }]
    expect(await mistake(table, password)).toMatchObject({
      code: 'catalogUnreachable',
      data: { detail: expect.stringContaining('password authentication failed') },
    })
    expect(await mistake(`${servers.jdbc}sales.orders`, { PGPASSWORD: 'falsch' })).toMatchObject({
      code: 'databaseUnreachable',
      data: { detail: expect.stringContaining('password authentication failed') },
    })
  })

  it.each([
    ['iceberg:lake.sales.orders', 'lakeTableUnread'],
    ['delta:s3://lake/delta/orders', 'lakeTableUnread'],
    ['s3://lake/plain/orders', 'storeUnreachable'],
  ])('in a secret key is one of %s: %s', async (path, code) => {
    expect(await mistake(path, { AWS_SECRET_ACCESS_KEY: 'falsch' })).toMatchObject({ code })
  })

  it.each([
    ['s3://nowhere/orders', 'objectsMissing', { isBucket: true }],
    ['s3://lake/nowhere', 'objectsMissing', { isBucket: false }],
    ['s3://lake/delta/', 'tableFormatUnread', { path: 's3://lake/delta/orders', format: 'Delta' }],
    ['delta:s3://lake/nowhere', 'lakeTableMissing', {}],
    ['delta:s3://nowhere/orders', 'lakeTableUnread', {}],
    ['iceberg:lake.spark.variant', 'lakeTableUnread', { detail: expect.stringContaining('variant') }],
  ])('in %s is %s', async (path, code, data) => {
    expect(await mistake(path)).toMatchObject({ code, data })
  })

  it.each([
    ['sales.ordrs', 'databaseTableMissing', { found: expect.arrayContaining(['sales.orders']) }],
    ['sales.odd', 'remoteTableUnread', { detail: expect.stringContaining("'price' has the type numeric") }],
    ['select until from sales.odd', 'remoteTableUnread', { detail: expect.stringContaining('infinity') }],
    ['select 1 / 0', 'remoteTableUnread', { detail: expect.stringContaining('division by zero') }],
    ['delete from sales.odd', 'databaseTableMissing', {}],
  ])('in the table %s of PostgreSQL is %s', async (table, code, data) => {
    expect(await mistake(servers.jdbc + table)).toMatchObject({ code, data })
  })

  it('in the name of a catalog names those of the same database', async () => {
    const config = configWith({ prod: servers.catalogs.lake })
    await writeFile(join(folder, 'other.yml'), config)
    const ended = await etlCompare(
      ['fingerprint', 'iceberg:prod.sales.orders', '--config', 'other.yml'],
      folder,
      servers.env,
    )
    expect(ended.mistake).toMatchObject({ code: 'lakeTableMissing', data: { others: ['lake'] } })
  })

  it('in an address shows no password that it holds, and nothing answers where no server is', async () => {
    const [port] = await freePorts(1)
    expect(await mistake('jdbc:postgresql://etl:falsch@db/shop#orders')).toMatchObject({
      code: 'jdbcPasswordInline',
    })
    expect(await mistake(`jdbc:postgresql://127.0.0.1:${port}/shop#orders`)).toMatchObject({
      code: 'databaseUnreachable',
    })
  })
})
