import { expect, it } from 'vitest'
import { catalogsOf, namespaceHomes } from './namespaces.ts'

const table = (lake: string) => ({ name: lake, key: [], ignore: [], accept: {}, tolerance: {}, lake })

it('a job writes to the catalogs that its tables name, and to all of its stores', () => {
  const tables = {
    orders: table('iceberg:{storage}.{namespace}.orders'),
    rates: table('iceberg:lake.{namespace}.rates'),
    lines: table('delta:{output}/lines'),
  }
  expect([...catalogsOf({ tables, storage: ['local', 's3'] })]).toEqual(['local', 's3', 'lake'])
})

it('a trial has a namespace in each catalog of its job, and below each prefix of a bucket', () => {
  const tables = {
    orders: table('iceberg:lake.{namespace}.orders'),
    rates: table('s3://lake/trials/{namespace}/rates'),
    lines: table('s3://other/{namespace}/lines.parquet'),
    more: table('s3://lake/trials/{namespace}/more'),
    plain: table('delta:{output}/plain'),
  }
  expect([...namespaceHomes({ tables })]).toEqual(['lake', 's3://lake/trials/', 's3://other/'])
})
