/**
 * Whether an engine on one machine has a counterpart of a node of a physical plan: `portable` nodes have one, `work` nodes
 * must be rewritten, `blocking` nodes have none.
 */
export type NodeKind = 'portable' | 'work' | 'blocking'

/**
 * Nodes of Spark 3.3 to 4.1, of Iceberg and Delta, by what they do; names as `baseName` makes them. Spark's are those of its
 * classes `…Exec` and `…Command`.
 *
 * @internal
 */
export const NODES: readonly { kind: NodeKind; why: string; names: readonly string[] }[] = [
  {
    kind: 'portable',
    why: 'reads files or rows',
    names: [
      'Scan parquet',
      'Scan csv',
      'Scan json',
      'Scan text',
      'Scan orc',
      'Scan avro',
      'BatchScan',
      'LocalTableScan',
      'Scan OneRowRelation',
      'OneRowRelation',
      'Range',
      'EmptyRelation',
      'InMemoryTableScan',
      'Scan In-memory',
    ],
  },
  {
    kind: 'portable',
    why: 'rows and columns',
    names: [
      'Project',
      'Filter',
      'Union',
      'UnionLoop',
      'Expand',
      'Generate',
      'Sample',
      'CollectLimit',
      'LocalLimit',
      'GlobalLimit',
      'CollectTail',
      'TakeOrderedAndProject',
      'Sort',
      'Coalesce',
      'CollectMetrics',
    ],
  },
  {
    kind: 'portable',
    why: 'groups, windows and joins',
    names: [
      'HashAggregate',
      'SortAggregate',
      'ObjectHashAggregate',
      'Window',
      'WindowGroupLimit',
      'BroadcastHashJoin',
      'SortMergeJoin',
      'ShuffledHashJoin',
      'BroadcastNestedLoopJoin',
      'CartesianProduct',
      'MergingSessions',
      'UpdatingSessions',
    ],
  },
  {
    kind: 'portable',
    why: "Spark's own machinery, which one machine does not need",
    names: [
      'Exchange',
      'BroadcastExchange',
      'AQEShuffleRead',
      'AdaptiveSparkPlan',
      'ShuffleQueryStage',
      'BroadcastQueryStage',
      'ResultQueryStage',
      'TableCacheQueryStage',
      'ReusedExchange',
      'ReusedSubquery',
      'Subquery',
      'SubqueryBroadcast',
      'SubqueryAdaptiveBroadcast',
      'WholeStageCodegen',
      'InputAdapter',
      'ColumnarToRow',
      'RowToColumnar',
      'CommandResult',
    ],
  },
  {
    kind: 'portable',
    why: 'writes files',
    names: [
      'Execute InsertIntoHadoopFsRelationCommand',
      'WriteFiles',
      'Execute SaveIntoDataSourceCommand',
      'SetCatalogAndNamespace',
    ],
  },
  {
    kind: 'work',
    why: 'writes to a catalogue: the table stays where it is, the writer changes',
    names: [
      'Execute InsertIntoHiveTable',
      'Execute CreateDataSourceTableAsSelectCommand',
      'Execute CreateHiveTableAsSelectCommand',
      'Execute CreateViewCommand',
      'Execute CreateTableCommand',
      'Execute DropTableCommand',
      'Execute AlterTableAddPartitionCommand',
      'AppendData',
      'WriteToDataSourceV2',
      'OverwriteByExpression',
      'OverwritePartitionsDynamic',
      'ReplaceData',
      'WriteDelta',
      'MergeRows',
      'CreateTableAsSelect',
      'AtomicCreateTableAsSelect',
      'ReplaceTableAsSelect',
      'AtomicReplaceTableAsSelect',
      'Execute MergeIntoCommand',
      'Execute DeleteCommand',
      'Execute UpdateCommand',
      'DeleteFromTable',
    ],
  },
  {
    kind: 'work',
    why: 'reads by a connector of Spark',
    names: ['Scan hive', 'Scan JDBCRelation', 'Scan ExistingRDD', 'Scan jdbc'],
  },
  {
    kind: 'work',
    why: 'runs functions of Python',
    names: [
      'BatchEvalPython',
      'ArrowEvalPython',
      'BatchEvalPythonUDTF',
      'ArrowEvalPythonUDTF',
      'MapInPandas',
      'PythonMapInArrow',
      'MapInArrow',
      'FlatMapGroupsInPandas',
      'FlatMapGroupsInArrow',
      'FlatMapCoGroupsInPandas',
      'FlatMapCoGroupsInArrow',
      'AggregateInPandas',
      'ArrowAggregatePython',
      'WindowInPandas',
      'ArrowWindowPython',
      'AttachDistributedSequence',
    ],
  },
  {
    kind: 'work',
    why: 'runs functions of Scala, Java or a shell',
    names: [
      'DeserializeToObject',
      'SerializeFromObject',
      'MapElements',
      'MapPartitions',
      'AppendColumns',
      'AppendColumnsWithObject',
      'MapGroups',
      'CoGroup',
      'FlatMapGroupsInR',
      'SparkScriptTransformation',
      'HiveScriptTransformation',
      'FlatMapGroupsInRWithArrow',
      'MapPartitionsInR',
      'MapPartitionsInRWithArrow',
      'Scan ExternalRDD',
    ],
  },
  {
    kind: 'blocking',
    why: 'keeps state of a stream',
    names: [
      'MicroBatchScan',
      'ContinuousScan',
      'RealTimeStreamScan',
      'WriteToContinuousDataSource',
      'UpdateEventTimeColumn',
      'StreamingRelation',
      'StateStoreRestore',
      'StateStoreSave',
      'EventTimeWatermark',
      'FlatMapGroupsWithState',
      'FlatMapGroupsInPandasWithState',
      'StreamingSymmetricHashJoin',
      'StreamingDeduplicate',
      'StreamingDeduplicateWithinWatermark',
      'SessionWindowStateStoreRestore',
      'SessionWindowStateStoreSave',
      'StreamingGlobalLimit',
      'StreamingLocalLimit',
      'TransformWithState',
      'TransformWithStateInPySpark',
      'TransformWithStateInPandas',
    ],
  },
]

const BY_NAME = new Map(NODES.flatMap((group) => group.names.map((name) => [name, group] as const)))

export const PYTHON_WHY = 'runs functions of Python'

/** Statements about tables or the session: `Execute ShowTablesCommand`, `DropTable`. */
const STATEMENT =
  /^(?:Execute )?(?:Add|Alter|Analyze|AtomicReplace|Cache|Clear|Create|Describe|Drop|Explain|List|Load|Refresh|Rename|Repair|Replace|Reset|Set|Show|Truncate|Uncache)[A-Z]\w*$/
const STATEMENTS = { kind: 'work', why: 'a statement about tables or the session' } as const

/** Undefined of a node that the list does not have. */
export const nodeKind = (name: string): { kind: NodeKind; why: string } | undefined =>
  BY_NAME.get(name) ?? (STATEMENT.test(name) ? STATEMENTS : undefined)

/** How accelerators call the nodes that they run in place of Spark's: Comet, Photon, RAPIDS, Gluten. */
const ACCELERATED = /^(?:Comet|Photon|Gpu)(?=[A-Z])|(?:Exec)?Transformer$|Exec$/g
const SCAN = /^(?:File)?(?:Scan|BatchScan) ?/

/**
 * A node's name without what is a user's or a number: `Scan parquet spark_catalog.sales.orders` is `Scan parquet`,
 * `WholeStageCodegen (3)` and `CometProject` are `WholeStageCodegen` and `Project`.
 */
export function baseName(nodeName: string): string {
  const name = nodeName.replace(/\s*\(\d+\)$/, '').replaceAll(ACCELERATED, '')
  if (name.startsWith('BatchScan')) return 'BatchScan'
  if (SCAN.test(name)) return `Scan ${name.replace(SCAN, '').split(/[\s(]/, 1)[0] || 'parquet'}`
  if (name.startsWith('Execute ')) return name.split(' ', 2).join(' ')
  return name.split(' ', 1)[0] ?? name
}
