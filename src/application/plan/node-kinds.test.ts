import { expect, it } from 'vitest'
import { baseName, NODES, nodeKind } from './node-kinds.ts'

it.each([
  ['WholeStageCodegen (12)', 'WholeStageCodegen'],
  ['Scan parquet ', 'Scan parquet'],
  ['Scan parquet spark_catalog.sales.orders', 'Scan parquet'],
  ['Scan JDBCRelation(orders) [numPartitions=4]', 'Scan JDBCRelation'],
  ['BatchScan lake.sales.orders', 'BatchScan'],
  ['BatchScan parquet file:/lake/orders', 'BatchScan'],
  ['Execute InsertIntoHadoopFsRelationCommand', 'Execute InsertIntoHadoopFsRelationCommand'],
  ['ShuffleQueryStage 3', 'ShuffleQueryStage'],
  ['CometProject', 'Project'],
  ['CometHashAggregate', 'HashAggregate'],
  ['PhotonSort', 'Sort'],
  ['GpuFilter', 'Filter'],
  ['ProjectExecTransformer', 'Project'],
])('%s is %s', (name, base) => expect(baseName(name)).toBe(base))

it('each node has one kind', () => {
  const names = NODES.flatMap((group) => group.names)
  expect(names.length).toBe(new Set(names).size)
  expect(names.map(baseName)).toEqual(names)
})

it.each(['DropTable', 'Execute ShowTablesCommand', 'Execute AnalyzeTableCommand'])(
  '%s is a statement',
  (name) => expect(nodeKind(name)?.why).toBe('a statement about tables or the session'),
)

it('a node that nobody listed is unknown', () => expect(nodeKind('MagicExchange')).toBeUndefined())
