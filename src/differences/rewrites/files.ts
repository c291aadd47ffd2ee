import type { Rewrites } from '../rewrite.ts'

const CSV = (text: string) => `open(f'{folder}/f.csv', 'w').write('${text}')\n`
const TEXTS = (...names: string[]) =>
  `schema = T.StructType([T.StructField(name, T.StringType()) for name in [${names.map((name) => `'${name}'`).join(', ')}]])\n`
const WRITTEN =
  "from pathlib import Path\nout = Path(folder) / 'o'\nfiles = [out] if out.is_file() else sorted(one for one in out.iterdir() if one.suffix in ('.csv', '.json'))\nspark.createDataFrame([(line,) for file in files for line in file.read_text().splitlines()], ['line'])"
const PARTITION_AS_NUMBER = "F.col('p').cast('int')"

/** Of files that are read and written. */
export const OF_FILES: Rewrites = {
  'csv-schema': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "A schema of types: T.StructType([T.StructField('amount', T.DecimalType(9, 2))])",
    code: {
      python: `${CSV('id;name;day;amount\\n1;Ä b;2024-01-05;1.50\\n2;;2024-01-06;\\n')}fields = [('id', T.IntegerType()), ('name', T.StringType()), ('day', T.DateType()), ('amount', T.DecimalType(9, 2))]\nschema = T.StructType([T.StructField(name, kind) for name, kind in fields])\nspark.read.csv(f'{folder}/f.csv', header=True, sep=';', schema=schema).orderBy('id')`,
    },
  },
  'csv-types-not-given': {
    on: ['sqlframe'],
    write: "A schema of types: T.StructType([T.StructField('amount', T.DecimalType(9, 2))])",
    code: {
      python: `${CSV('amount,at\\n0.10,2024-05-15T10:00:00Z\\n0.20,2024-05-15T11:00:00Z\\n')}schema = T.StructType([T.StructField('amount', T.DecimalType(9, 2)), T.StructField('at', T.TimestampType())])\nspark.read.csv(f'{folder}/f.csv', header=True, schema=schema).agg((F.sum('amount') == F.lit('0.30').cast('decimal(9,2)')).alias('a'))`,
    },
  },
  'csv-no-infer': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'A schema with StringType() for each column',
    code: {
      python: `${CSV('i,x\\n1,007\\n2,1.50\\n')}${TEXTS('i', 'x')}spark.read.csv(f'{folder}/f.csv', header=True, schema=schema).orderBy('i')`,
    },
  },
  'csv-times-not-given': {
    on: ['sqlframe'],
    write: "A schema with StringType() for the column, then F.to_timestamp('t')",
    code: {
      python: `${CSV('i,t\\nx,2024-01-05 10:00:00\\n')}${TEXTS('i', 't')}spark.read.csv(f'{folder}/f.csv', header=True, schema=schema).filter(F.to_timestamp('t').isNotNull()).select('i')`,
    },
  },
  'csv-read-times': {
    on: ['sail'],
    write: "Read the column as text, then F.to_date('d', 'dd.MM.yyyy')",
    code: {
      python: `${CSV('08.01.2026,x\\n')}${TEXTS('d', 's')}spark.read.csv(f'{folder}/f.csv', schema=schema).select(F.to_date('d', 'dd.MM.yyyy').alias('d'), 's')`,
    },
  },
  'csv-infer-types': {
    on: ['sail'],
    write: "A schema: T.StructType([T.StructField('i', T.IntegerType())])",
    code: {
      python: `${CSV('i\\n1\\n2\\n')}schema = T.StructType([T.StructField('i', T.IntegerType())])\nspark.read.csv(f'{folder}/f.csv', header=True, schema=schema).selectExpr("typeof(i) = 'int' AS a").distinct()`,
    },
  },
  'csv-comment': {
    on: ['sail'],
    write: "F.trim('s') in place of ignoreLeadingWhiteSpace and ignoreTrailingWhiteSpace",
    code: {
      python: `${CSV('i,s\\n# note\\n1, x \\n')}${TEXTS('i', 's')}spark.read.csv(f'{folder}/f.csv', header=True, comment='#', schema=schema).select('i', F.trim('s').alias('s'))`,
    },
  },
  'csv-no-header': {
    on: ['sqlframe'],
    write: 'header=False and a schema with the names of the columns',
    code: {
      python: `${CSV('x,y\\n1,2\\n')}${TEXTS('_c0', '_c1')}spark.createDataFrame([(n,) for n in spark.read.csv(f'{folder}/f.csv', header=False, schema=schema).columns], 'name string')`,
    },
  },
  'csv-bad-value': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'Read the column as text, then try_cast(n AS INT)',
    code: {
      python: `${CSV('i,n\\n1,5\\n2,x\\n')}${TEXTS('i', 'n')}spark.read.csv(f'{folder}/f.csv', header=True, schema=schema).createOrReplaceTempView('probe_bad')\nspark.sql('SELECT CAST(i AS INT) AS i, try_cast(n AS INT) AS n FROM probe_bad ORDER BY 1')`,
    },
  },
  'csv-quotes': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: `escape='"', with which Spark reads such files as they are meant`,
    code: {
      python: `${CSV('i,s,t\\n1,"a ""q"" b",z\\n2,"c:\\\\dir\\\\",y\\n')}${TEXTS('i', 's', 't')}spark.read.csv(f'{folder}/f.csv', header=True, escape='"', schema=schema).orderBy('i')`,
    },
    changes: true,
  },
  'csv-multi-line': {
    on: ['sail'],
    write: 'multiLine=True, with which Spark reads the field whole',
    code: {
      python: `${CSV('i,s\\n1,"a\\nb"\\n2,c\\n')}spark.read.csv(f'{folder}/f.csv', header=True, multiLine=True).orderBy('i')`,
    },
    changes: true,
  },
  'csv-as-rfc-4180': {
    on: ['sqlframe', 'duckdb_spark'],
    write:
      'Leave multiLine and escape out on this engine, which reads such files so by default. Spark needs them.',
  },
  'write-folder': {
    on: ['sqlframe'],
    write: 'Let what reads it take a folder or a file, and sort where the order matters.',
  },
  'csv-write-blanks': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: "F.trim('s') before writing",
    code: {
      python: `spark.createDataFrame([(' x ',)], ['s']).select(F.trim('s').alias('s')).write.csv(f'{folder}/o', header=False)\n${WRITTEN}`,
    },
  },
  'csv-write-values': {
    on: ['sail', 'sqlframe'],
    write:
      "Texts in place of times, F.date_format('t', 'yyyy-MM-dd HH:mm:ss'), and decimals in place of doubles; no quotes within texts",
    code: {
      python: `frame = spark.createDataFrame([(dt.datetime(2024, 1, 5, 10), 1e7, 'b,c')], ['t', 'x', 's'])\nframe.select(F.date_format('t', 'yyyy-MM-dd HH:mm:ss').alias('t'), F.col('x').cast('decimal(20,2)').alias('x'), 's').write.csv(f'{folder}/o', header=False)\n${WRITTEN}`,
    },
    changes: true,
  },
  'json-keys': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: "Name the columns: select('a', 'b', 'c')",
    code: {
      python:
        'open(f\'{folder}/f.json\', \'w\').write(\'{"b": 1, "a": "x"}\\n{"a": "y", "c": {"d": 2}}\\n\')\nspark.read.json(f\'{folder}/f.json\').select(\'a\', \'b\', \'c\')',
    },
  },
  'json-bad-line': {
    on: ['sail'],
    write: "Lines as text: spark.read.text(path).select(F.get_json_object('value', '$.a').cast('bigint'))",
    code: {
      python:
        "open(f'{folder}/f.json', 'w').write('{\"a\": 1}\\n{\"a\": \\n')\nspark.read.text(f'{folder}/f.json').select(F.get_json_object('value', '$.a').cast('bigint').alias('a'))",
    },
  },
  'parquet-codec': {
    on: ['sail'],
    write: "write.parquet(path, compression='snappy')",
    code: {
      python:
        "import duckdb, glob\nspark.sql('SELECT 1 AS i').write.parquet(f'{folder}/o', compression='snappy')\ncodecs = duckdb.sql(f\"SELECT DISTINCT compression FROM parquet_metadata({glob.glob(f'{folder}/o/*.parquet')})\").fetchall()\nspark.createDataFrame(codecs, 'codec string')",
    },
  },
  'parquet-later-column': {
    on: ['sail'],
    write: "Name the columns: select('a', 'p')",
    code: {
      python:
        "spark.sql('SELECT 1 AS a').write.parquet(f'{folder}/t/p=1')\nspark.sql('SELECT 2 AS a, 5 AS b').write.parquet(f'{folder}/t/p=2')\nspark.createDataFrame([(n,) for n in spark.read.parquet(f'{folder}/t').select('a', 'p').columns], 'name string')",
    },
  },
  'partition-zero': {
    on: ['sail'],
    write: PARTITION_AS_NUMBER,
    code: {
      python:
        "spark.sql(\"SELECT 'p=01' AS v\").write.parquet(f'{folder}/t/p=01')\nspark.sql(\"SELECT 'p=2' AS v\").write.parquet(f'{folder}/t/p=2')\nspark.read.parquet(f'{folder}/t').select('v', F.col('p').cast('int').alias('p')).orderBy('v')",
    },
  },
  'partition-columns': {
    on: ['sail'],
    write: PARTITION_AS_NUMBER,
    code: {
      python:
        "import glob, os, shutil\nspark.createDataFrame([(5,)], ['v']).write.parquet(f'{folder}/w')\nmade = glob.glob(f'{folder}/w/*.parquet')\nos.makedirs(f'{folder}/t/p=1')\nshutil.move(made[0], f'{folder}/t/p=1/f.parquet')\nspark.read.parquet(f'{folder}/t').select(F.col('p').cast('int').alias('p'), 'v')",
    },
  },
  'partition-empty': {
    on: ['sail'],
    write: "F.when(F.col('p') != '', F.col('p')) where it is read",
    code: {
      python:
        "spark.createDataFrame([(1, None), (2, ''), (3, 'a b')], 'v int, p string').write.partitionBy('p').parquet(f'{folder}/t')\nspark.read.parquet(f'{folder}/t').select('v', F.when(F.col('p') != '', F.col('p')).alias('p')).orderBy('v')",
    },
  },
  'overwrite-dynamic': {
    on: ['sail'],
    write: "Each new partition by itself: df.drop('p').write.mode('overwrite').parquet(f'{path}/p=b')",
    code: {
      python:
        "spark.createDataFrame([(1, 'a'), (2, 'b')], 'v int, p string').write.partitionBy('p').parquet(f'{folder}/t')\nspark.createDataFrame([(3, 'b')], 'v int, p string').drop('p').write.mode('overwrite').parquet(f'{folder}/t/p=b')\nspark.read.parquet(f'{folder}/t').orderBy('v')",
    },
  },
  'table-exists': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'Of tables of earlier programs, whether their files are there: os.path.exists(path)',
  },
  'spark-partition-id': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'Leave it out, or give rows a group of your own.',
  },
  'csv-short-rows': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'csv.reader of Python and createDataFrame, for small files',
    code: {
      python:
        "open(f'{folder}/f.csv', 'w').write('a,b,c\\n1,2\\n3,4,5\\n6,7,8,9\\n')\nimport csv\nwith open(f'{folder}/f.csv', newline='') as lines:\n    header, *rows = csv.reader(lines)\nspark.createDataFrame([tuple((row + [None] * 3)[:3]) for row in rows], header)",
    },
  },
  'csv-quote-all': {
    on: ['sail', 'sqlframe'],
    write: 'csv.writer(file, quoting=csv.QUOTE_ALL).writerows(df.collect()), for small files',
    code: {
      python:
        "import csv\nfrom pathlib import Path\nframe = spark.createDataFrame([('a', 1)], ['k', 'v'])\nwith open(f'{folder}/o.csv', 'w', newline='') as out:\n    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(frame.collect())\nspark.createDataFrame([(line,) for line in Path(folder, 'o.csv').read_text().splitlines()], ['line'])",
    },
  },
  'json-types': {
    on: ['sail'],
    write: "Lines as text: spark.read.text(path).select(F.get_json_object('value', '$.m'))",
    code: {
      python:
        "open(f'{folder}/f.json', 'w').write('{\"d\": \"2024-01-05\", \"n\": 1, \"m\": 1}\\n{\"d\": \"2024-01-06\", \"n\": 2.5, \"m\": \"x\"}\\n')\nfields = [F.get_json_object('value', f'$.{name}').alias(name) for name in 'dmn']\nspark.read.text(f'{folder}/f.json').select(*fields).withColumn('n', F.col('n').cast('double'))",
    },
  },
  'json-schema': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "Casts of the columns that are there, and F.lit(None).cast('double') for the others",
    code: {
      python:
        "open(f'{folder}/f.json', 'w').write('{\"b\": 1, \"a\": \"x\"}\\n{\"a\": \"y\", \"c\": {\"d\": 2}}\\n')\nread = spark.read.json(f'{folder}/f.json')\ntypes = {'a': 'string', 'b': 'bigint', 'z': 'double'}\nread.select(*[(F.col(name) if name in read.columns else F.lit(None)).cast(kind).alias(name) for name, kind in types.items()])",
    },
  },
  'input-file-name': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: "Each file by itself: spark.read.parquet(file).withColumn('file', F.lit(file)), then union",
    code: {
      python:
        "import functools, glob\nspark.range(1).write.parquet(f'{folder}/o')\nfiles = glob.glob(f'{folder}/o/*.parquet') or [f'{folder}/o']\nframes = [spark.read.parquet(file).withColumn('file', F.lit(f'file://{file}')) for file in files]\nfunctools.reduce(lambda a, b: a.union(b), frames).select(F.col('file').startswith('file:///').alias('v'))",
    },
  },
  'write-existing': {
    on: ['duckdb_spark'],
    write: 'if os.path.exists(path): raise FileExistsError(path)',
    code: {
      python:
        "import os\n\ndef write(frame):\n    if os.path.exists(f'{folder}/o'):\n        raise FileExistsError(f'{folder}/o')\n    frame.write.parquet(f'{folder}/o')\n\nwrite(spark.createDataFrame([(0,)], ['id']))\ntry:\n    write(spark.createDataFrame([(1,)], ['id']))\n    left = 'written'\nexcept FileExistsError:\n    left = 'kept'\nspark.createDataFrame([(left,)], ['left'])",
    },
  },
}
