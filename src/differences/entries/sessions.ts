import type { Entry } from '../entry.ts'

const OF_COLUMNS = 'Functions of columns: when, transform, regexp_replace, aggregate.'

const ZONE_OF_MACHINE =
  'The environment variable TZ, such as TZ=UTC; or SparkSession.builder.config(…), if docker/dropin/launch.py starts the program.'

/** Functions in Python by their names in SQL, settings, and what a program asks of its session. */
export const SESSIONS: readonly Entry[] = [
  {
    id: 'udf-in-sql',
    title: 'A Python function by its name in SQL: udf.register with a type as text',
    what: 'Spark calls it for each row.',
    triggers: ['method:udf.register'],
    spark: {
      python:
        "spark.udf.register('probe_twice', lambda x: x * 2, 'bigint')\nspark.createDataFrame([(4,)], ['x']).createOrReplaceTempView('probe_numbers')\nspark.sql('SELECT probe_twice(x) AS v FROM probe_numbers')",
    },
    instead: OF_COLUMNS,
    ports: {
      duckdb: { plain: 'SELECT x * 2 AS v FROM (VALUES (4)) AS t(x)' },
      polars: { plain: "pl.DataFrame({'x': [4]}).select(v=pl.col('x') * 2)" },
    },
  },
  {
    id: 'udf-type-object',
    title: 'udf.register with a type as an object',
    what: 'The type that the function returns, as IntegerType() of pyspark.sql.types.',
    triggers: ['method:udf.register.type'],
    spark: {
      python:
        "spark.udf.register('probe_thrice', lambda x: x * 3, T.IntegerType())\nspark.createDataFrame([(4,)], ['x']).createOrReplaceTempView('probe_numbers')\nspark.sql('SELECT probe_thrice(x) AS v FROM probe_numbers')",
    },
    instead: "The type as text: spark.udf.register('f', f, 'int')",
    ports: {
      duckdb: { plain: 'SELECT x * 3 AS v FROM (VALUES (4)) AS t(x)' },
      polars: { plain: "pl.DataFrame({'x': [4]}).select(v=pl.col('x') * 3)" },
    },
  },
  {
    id: 'udf-without-type',
    title: 'udf.register without a type',
    what: 'Spark takes what the function returns for text.',
    triggers: ['method:udf.register.untyped'],
    spark: {
      python:
        "spark.udf.register('probe_upper', lambda s: s.upper())\nspark.createDataFrame([('a',)], ['s']).createOrReplaceTempView('probe_texts')\nspark.sql('SELECT probe_upper(s) AS v FROM probe_texts')",
    },
    instead: "Name the type that it returns: spark.udf.register('f', f, 'string')",
    ports: {
      duckdb: { plain: "SELECT upper(s) AS v FROM (VALUES ('a')) AS t(s)" },
      polars: { plain: "pl.DataFrame({'s': ['a']}).select(v=pl.col('s').str.to_uppercase())" },
    },
  },
  {
    id: 'conf-set',
    title: 'spark.conf.set of other settings than the session’s time zone',
    what: 'Spark takes any name. A setting that the engine does not know changes nothing in it.',
    triggers: ['method:conf.set'],
    spark: {
      python: "spark.conf.set('spark.sql.shuffle.partitions', '1')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead:
      'Leave it out, or set it in SparkSession.builder.config(…), which engines with Spark’s API accept.',
    ports: {
      duckdb: { plain: 'SELECT 1 AS v' },
      polars: { plain: "pl.DataFrame({'v': [1]})" },
    },
  },
  {
    id: 'conf-set-zone',
    title: 'spark.conf.set of the session’s time zone',
    what: 'The zone in which hours and days are counted and times are shown. Without it, they are the machine’s.',
    triggers: ['method:conf.set.zone'],
    spark: {
      python:
        "try:\n    spark.conf.set('spark.sql.session.timeZone', 'Asia/Tokyo')\n    rows = spark.sql(\"SELECT hour(TIMESTAMP '1970-01-01 00:00:00Z') AS h\").collect()\nfinally:\n    spark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame([(rows[0].h,)], ['h'])",
    },
    instead: ZONE_OF_MACHINE,
    ports: {
      duckdb: { plain: "SET TimeZone = 'Asia/Tokyo'; SELECT hour(to_timestamp(0)) AS h" },
      polars: {
        plain:
          "pl.select(h=pl.lit(dt.datetime(1970, 1, 1)).dt.replace_time_zone('UTC').dt.convert_time_zone('Asia/Tokyo').dt.hour())",
      },
    },
  },
  {
    id: 'parquet-times-in-zone',
    title: 'Times of Parquet files in a session with another time zone than UTC',
    what: 'Spark counts hours and days in the session’s time zone, wherever a time comes from.',
    triggers: ['setting:zone-beyond-utc'],
    spark: {
      python:
        "spark.sql(\"SELECT TIMESTAMP '2024-01-05 20:00:00Z' AS t\").write.parquet(f'{folder}/t')\ntry:\n    spark.conf.set('spark.sql.session.timeZone', 'Asia/Tokyo')\n    rows = spark.read.parquet(f'{folder}/t').select(F.hour('t').alias('h')).collect()\nfinally:\n    spark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame([(rows[0].h,)], ['h'])",
    },
    ports: {
      duckdb: {
        plain:
          "COPY (SELECT TIMESTAMPTZ '2024-01-05 20:00:00Z' AS t) TO '{folder}/t.parquet'; SET TimeZone = 'Asia/Tokyo'; SELECT hour(t) AS h FROM '{folder}/t.parquet'",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 1, 5, 20, tzinfo=dt.UTC)]}).write_parquet(f'{folder}/t.parquet')\npl.read_parquet(f'{folder}/t.parquet').select(h=pl.col('t').dt.convert_time_zone('Asia/Tokyo').dt.hour())",
      },
    },
  },
  {
    id: 'conf-get',
    title: 'spark.conf.get of other settings than the session’s time zone',
    what: 'The value of a setting, or the default that the call gives.',
    triggers: ['method:conf.get'],
    spark: {
      python:
        "value = spark.conf.get('spark.sql.shuffle.partitions')\nspark.createDataFrame([(value != '',)], ['v'])",
    },
    instead: 'A constant of the program, or os.environ',
    ports: {
      duckdb: { plain: "SELECT current_setting('threads') > 0 AS v" },
      polars: { plain: "pl.DataFrame({'v': [pl.thread_pool_size() > 0]})" },
    },
  },
  {
    id: 'empty-schema',
    title: 'A schema that is built up: StructType().add(…)',
    what: 'The names and types of columns, one after another.',
    triggers: ['clause:empty-schema'],
    spark: {
      python: "schema = T.StructType().add('a', T.LongType())\nspark.createDataFrame([(1,)], schema)",
    },
    instead: "StructType([StructField('a', LongType())])",
    ports: {
      duckdb: { plain: 'SELECT 1::BIGINT AS a' },
      polars: { plain: "pl.DataFrame({'a': [1]}, schema={'a': pl.Int64})" },
    },
  },
  {
    id: 'to-pandas',
    title: 'toPandas',
    what: 'The rows as a frame of pandas, which must be in the engine’s environment.',
    triggers: ['method:toPandas'],
    spark: {
      python:
        "frame = spark.createDataFrame([(1,), (2,)], ['a']).toPandas()\nspark.createDataFrame([(len(frame),)], ['n'])",
    },
    instead: 'collect(), or pandas in the environment of the engine',
    ports: {
      duckdb: { plain: 'SELECT count(*) AS n FROM (VALUES (1), (2)) AS t(a)' },
      polars: { plain: "pl.DataFrame({'n': [pl.DataFrame({'a': [1, 2]}).height]})" },
    },
  },
  {
    id: 'set-statement',
    title: 'SET in SQL of other settings than the session’s time zone',
    what: 'A setting of the session, as spark.conf.set sets it. Other engines have other settings, or none.',
    triggers: ['clause:set'],
    spark: {
      python: "spark.sql('SET spark.sql.shuffle.partitions=4')\nspark.createDataFrame([(1,)], ['v'])",
    },
    instead:
      'Leave it out, or set it in SparkSession.builder.config(…), which engines with Spark’s API accept.',
    ports: {
      duckdb: { plain: 'SET threads = 1; SELECT 1 AS v' },
      polars: { lacks: 'It has no session: POLARS_MAX_THREADS sets its threads.' },
    },
  },
  {
    id: 'set-zone-statement',
    title: 'SET in SQL of the session’s time zone',
    what: 'The zone in which hours and days are counted and times are shown, as spark.conf.set sets it.',
    triggers: ['clause:set-zone'],
    spark: {
      python:
        "try:\n    spark.sql('SET spark.sql.session.timeZone = Asia/Tokyo')\n    rows = spark.sql(\"SELECT hour(TIMESTAMP '1970-01-01 00:00:00Z') AS h\").collect()\nfinally:\n    spark.sql('SET spark.sql.session.timeZone = UTC')\nspark.createDataFrame([(rows[0].h,)], ['h'])",
    },
    instead: ZONE_OF_MACHINE,
    ports: {
      duckdb: { plain: "SET TimeZone = 'Asia/Tokyo'; SELECT hour(to_timestamp(0)) AS h" },
      polars: { lacks: 'It has no session: give the time zone where a time is converted.' },
    },
  },
  {
    id: 'sql-arguments',
    title: 'spark.sql with values or DataFrames: sql("… FROM {t}", t=df)',
    what: 'Values, or DataFrames, take the places that the text names.',
    triggers: ['method:sql.args'],
    spark: {
      python:
        "numbers = spark.createDataFrame([(1,), (2,)], ['n'])\nspark.sql('SELECT n FROM {numbers} WHERE n > 1', numbers=numbers)",
    },
    instead: 'The value in the text itself, where the program knows it; a DataFrame as a temporary view.',
    ports: {
      duckdb: {
        plain: {
          python:
            "numbers = con.sql('SELECT n FROM (VALUES (1), (2)) AS t(n)')\ncon.execute('SELECT n FROM numbers WHERE n > 1')",
        },
      },
      polars: { plain: "pl.DataFrame({'n': [1, 2]}).filter(pl.col('n') > 1)" },
    },
  },
]
