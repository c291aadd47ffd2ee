import { describe, expect, it } from 'vitest'
import { areParts, isPartName, tablesOfParts } from './part-names.ts'

describe('the name of a file that is a part of a table', () => {
  it.each([
    ['Spark 4', 'part-00000-9e95b4db-0999-4dc4-afaa-31037b4dc2a0-c000'],
    ['Spark, another codec', 'part-00000-188a4c49-e6fe-4d06-b4d7-9c4ac61b5eb8-c000.lz4hadoop'],
    ['Spark, partitioned', 'part-00000-d116e0da-a262-49d3-a39d-ce9de56acd41.c000'],
    ['Spark, bucketed', 'part-00000-ea907aa9-ffd9-489a-a3ed-4644809248d2_00001.c000'],
    ['Spark’s RDDs', 'part-00001'],
    ['Databricks', 'part-00000-tid-7423112-abababab-abab-abab-abab-abababababab-17-1-c000'],
    ['MapReduce', 'part-r-00000'],
    ['Delta, by delta-rs', 'part-00000-4e7087c3-e768-4fe7-adca-ac0e80724007-c000'],
    ['Iceberg, by Spark', '00000-0-aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee-00001'],
    ['Iceberg, by pyiceberg', '00000-0-f9a3c1d2-6f6a-4f5e-9a55-d7a5f0f8f2c1'],
    ['Trino’s Hive tables', '20180102_030405_00641_x1y2z_e2a8b9ac-1111-4222-8333-abcdefabcdef'],
    ['Trino’s Iceberg tables', '20180102_030405_00641_x1y2z-e2a8b9ac-1111-4222-8333-abcdefabcdef'],
    ['Trino’s buckets', '001234_0_a1_20180102_030405_00641_x1y2z'],
    ['Hive', '000000_0'],
    ['Hive, appended', '000000_0_copy_1'],
    ['Hive, ACID', 'bucket_00000'],
    ['Flink', 'part-4005733d-a830-4323-8291-8866de98b582-0'],
    ['Flink’s old sink', 'part-0-12'],
    ['Flink’s tables', 'part-f8f0fbe6-5a91-4bf8-9d50-5c2ee0dd3cad-task-0-file-1'],
    ['Flink’s tables, without a prefix', 'task-0-file-1'],
    ['Hudi', '6b3b2a52-aaaa-4bbb-8ccc-dddddddddddd-0_0-21-31_20261120093001123'],
    ['DuckDB', 'data_0'],
    ['DuckDB with {uuid}', 'file_31c19888-a046-458e-abd7-cce94be3459b'],
    ['Polars', '00000000'],
    ['Polars, the eleventh', '0000000a'],
    ['pyarrow', 'part-0'],
    ['pandas', '5162d22cd18a4b939f7697c2eea23450-0'],
    ['Ray', 'b7f1c04a6c5e4f0d8f0a3c2b1d0e9f8a_000000_000000'],
    ['Dask', 'part.0'],
    ['Snowflake', 'data_0_0_0'],
    ['BigQuery', '000000000000'],
    ['BigQuery with a prefix', 'orders-000000000012'],
    ['Redshift', '0000_part_00'],
    ['Beam', 'output-00000-of-00003'],
    ['anybody', '2026-11-20'],
  ])('%s: %s', (_, name) => {
    expect(isPartName(name)).toBe(true)
  })

  it.each([
    'orders',
    'orders_2026',
    'orders-2026-11-20',
    'orders-202611200000',
    'part-numbers',
    'part-3d-models',
    'parts',
    'partners',
    'data_quality',
    'data_0_errors',
    'file-types',
    'b2b',
    'cafe1',
    'decade',
    'facade01',
    'top_100_customers',
  ])('is no name of a table’s own: %s', (name) => {
    expect(isPartName(name)).toBe(false)
  })
})

describe('names in one folder', () => {
  it.each([
    [['part-00000-9e95b4db-0999-4dc4-afaa-31037b4dc2a0-c000', 'part-00001']],
    [['orders-0', 'orders-1']],
    [['orders_2025', 'orders_2026']],
    [['orders-3f1c9e20', 'orders-aa00bc17']],
  ])('are those of one table’s parts: %s', (names) => {
    expect(areParts(names)).toBe(true)
  })

  it.each([
    [['orders', 'users']],
    [['data_0', 'users']],
    [['part-0', 'orders']],
    [['orders_1', 'orders_2', 'users']],
    [['b2b', 'b2c']],
    [['part-numbers', 'part-suppliers']],
    [['orders_2026']],
  ])('are those of tables: %s', (names) => {
    expect(areParts(names)).toBe(false)
  })
})

describe('parts in one folder', () => {
  const uuid = '31c19888-a046-458e-abd7-cce94be3459b'

  it.each([
    ['orders-00000-of-00002', 'sales-00000-of-00001'],
    ['orders_0000_part_00', 'sales_0000_part_00'],
    [`orders-${uuid}`, `sales-${uuid}`],
    ['orders_000000000000', 'sales_000000000000'],
  ])('are of the tables that come first in their names: %s and %s', (...names) => {
    expect(tablesOfParts(names)).toEqual(['orders', 'sales'])
  })

  it.each([
    [`20180102_030405_00641_x1y2z_${uuid}`, `20180102_030405_00641_a9b8c_${uuid}`],
    [`00000-0-${uuid}-00001`, `00012-1-${uuid}-00001`],
    [`part-00000-${uuid}-c000`, 'part-r-00001'],
    ['data_0', 'data_1_0_0'],
    ['00000000', '0000000a'],
  ])('are of one table without a name: %s and %s', (...names) => {
    expect(tablesOfParts(names)).toEqual([])
  })
})
