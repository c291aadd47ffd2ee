import type { Entry } from '../entry.ts'

/** What concerns a cluster, chance and streams. */
export const CLUSTER: readonly Entry[] = [
  {
    id: 'partitioning',
    title: 'repartition, coalesce, cache and hints',
    what: 'They change how Spark runs, not the data. One process needs none of them: leave them out.',
    triggers: [
      'method:repartition',
      'method:repartitionByRange',
      'method:coalesce',
      'method:cache',
      'method:persist',
      'method:unpersist',
      'method:checkpoint',
      'method:localCheckpoint',
      'method:hint',
      'clause:hint',
      'clause:cache-table',
      'setting:tuning',
    ],
    spark: {
      python: "spark.range(3).repartition(2).coalesce(1).cache().hint('merge').orderBy('id')",
    },
    ports: {
      duckdb: { plain: 'SELECT range AS id FROM range(3) ORDER BY id' },
      polars: { plain: 'pl.select(id=pl.int_range(3))' },
    },
  },
  {
    id: 'actions',
    title: 'count, collect, toPandas, show',
    what: 'The same data in the program’s own memory.',
    triggers: [
      'method:count',
      'method:collect',
      'method:toPandas',
      'method:toLocalIterator',
      'method:show',
      'method:isEmpty',
      'method:printSchema',
      'method:explain',
      'method:columns',
    ],
    spark: {
      python:
        "frame = spark.range(3)\nspark.createDataFrame([(frame.count(), frame.isEmpty())], 'n long, e boolean')",
    },
    ports: {
      duckdb: { plain: 'SELECT count(*) AS n, count(*) = 0 AS e FROM range(3)' },
      polars: {
        plain:
          "frame = pl.select(id=pl.int_range(3))\npl.DataFrame({'n': [frame.height], 'e': [frame.is_empty()]})",
      },
    },
  },
  {
    id: 'random',
    title: 'rand, randn, sample and randomSplit',
    what: 'Every engine draws other numbers, also with the same seed. In Spark they also depend on how the data are split.',
    triggers: [
      'function:rand',
      'function:random',
      'function:randn',
      'function:shuffle',
      'method:sample',
      'method:sampleBy',
      'method:randomSplit',
      'clause:tablesample',
    ],
    spark: { python: 'spark.range(100).sample(fraction=0.1, seed=42)' },
    instead: "A condition on the rows' key in place of sample",
    ports: {
      duckdb: {
        plain: 'SELECT range AS id FROM range(100) USING SAMPLE 10 PERCENT (bernoulli, 42)',
        write: 'Choose rows by a hash of their key that both programs compute, such as md5(key) < a limit.',
      },
      polars: {
        plain: 'pl.select(id=pl.int_range(100)).sample(fraction=0.1, seed=42)',
        write: 'Choose rows by a hash of their key that both programs compute, such as md5(key) < a limit.',
      },
    },
  },
  {
    id: 'uuid',
    title: 'uuid',
    what: 'Another value in each run and engine.',
    triggers: ['function:uuid'],
    spark: 'SELECT length(uuid()) AS n',
    ports: {
      duckdb: { lacks: 'An id made from the row’s key, such as md5(key), in both programs.' },
      polars: { lacks: 'An id made from the row’s key, such as hashlib.md5(key), in both programs.' },
    },
  },
  {
    id: 'input-file-name',
    title: 'input_file_name and _metadata',
    what: 'Spark returns a URI that begins with file:///, DuckDB and Polars a path.',
    triggers: ['function:input_file_name', 'clause:file-metadata'],
    spark: {
      python:
        "spark.range(1).write.parquet(f'{folder}/o')\nspark.read.parquet(f'{folder}/o').select(F.input_file_name().startswith('file:///').alias('v'))",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT 1 AS a) TO '{folder}/f.parquet'; SELECT starts_with(filename, 'file:///') AS v FROM read_parquet('{folder}/f.parquet', filename = true)",
        agrees:
          "COPY (SELECT 1 AS a) TO '{folder}/f.parquet'; SELECT starts_with('file://' || filename, 'file:///') AS v FROM read_parquet('{folder}/f.parquet', filename = true)",
        write: "'file://' || filename, with read_parquet(…, filename = true)",
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1]}).write_parquet(f'{folder}/f.parquet')\npl.scan_parquet(f'{folder}/f.parquet', include_file_paths='path').select(v=pl.col('path').str.starts_with('file:///'))",
        agrees:
          "pl.DataFrame({'a': [1]}).write_parquet(f'{folder}/f.parquet')\npl.scan_parquet(f'{folder}/f.parquet', include_file_paths='path').select(v=('file://' + pl.col('path')).str.starts_with('file:///'))",
        write: "'file://' + pl.col('path'), with include_file_paths='path'",
      },
    },
  },
  {
    id: 'spark-partition-id',
    title: 'spark_partition_id and sortWithinPartitions',
    what: 'They name parts of a distributed frame, which one process does not have.',
    triggers: ['function:spark_partition_id', 'method:sortWithinPartitions'],
    spark: { python: 'spark.range(2).select(F.spark_partition_id())' },
    ports: {
      duckdb: { lacks: 'Leave it out, or give rows a group of your own.' },
      polars: { lacks: 'Leave it out, or give rows a group of your own.' },
    },
  },
  {
    id: 'rdd',
    title: 'RDDs, accumulators and broadcast variables',
    what: 'Python code over rows that Spark sends to its executors.',
    triggers: ['method:rdd', 'method:accumulator', 'method:broadcast'],
    spark: {
      python:
        "spark.createDataFrame(spark.sparkContext.parallelize([1, 2]).map(lambda x: (x + 1,)), 'v int')",
    },
    instead: 'Functions of DataFrames, mapInPandas where the engine has it, or a loop over collect().',
    ports: {
      duckdb: { lacks: 'An SQL query over the rows, or a loop over fetchall() in Python.' },
      polars: { lacks: 'Expressions over the rows, or a loop over iter_rows() in Python.' },
    },
  },
  {
    id: 'streaming',
    title: 'Structured Streaming',
    what: 'Neither DuckDB nor Polars keeps state between batches of a stream.',
    triggers: [
      'method:readStream',
      'method:writeStream',
      'method:withWatermark',
      ...['trigger', 'foreachBatch', 'outputMode', 'queryName', 'start', 'toTable', 'awaitTermination'].map(
        (name) => `method:${name}`,
      ),
      ...['read:kafka', 'read:rate', 'read:socket', 'write:kafka', 'write:console', 'write:memory'],
      'method:StreamingContext',
    ],
    spark: {
      python:
        "spark.range(1).write.parquet(f'{folder}/in')\nquery = spark.readStream.schema('id long').parquet(f'{folder}/in').writeStream.option('checkpointLocation', f'{folder}/c').trigger(availableNow=True).start(f'{folder}/out')\nquery.awaitTermination(60)\nspark.read.parquet(f'{folder}/out')",
    },
    instead: 'Run a batch per interval over the new files, or keep Spark.',
    ports: {
      duckdb: { lacks: 'Run a batch per interval over the new files, or keep Spark.' },
      polars: { lacks: 'Run a batch per interval over the new files, or keep Spark.' },
    },
  },
]
