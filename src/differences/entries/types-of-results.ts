import type { Entry } from '../entry.ts'

const WRITE = "open(f'{folder}/f.csv', 'w')"
const FILE = `${WRITE}.write('amount,at\\n0.10,2024-05-15T10:00:00Z\\n0.20,2024-05-15T11:00:00Z\\n')`

/** Which types results have: a file's reader sees them, and so does what is computed with them. */
export const TYPES_OF_RESULTS: readonly Entry[] = [
  {
    id: 'csv-types-not-given',
    title: 'A CSV file that Spark reads with a schema',
    what: 'Without types, DuckDB and Polars guess them. Money becomes a double, so that 0.10 and 0.20 add up to 0.30000000000000004, and DuckDB reads a time that ends in Z as TIMESTAMP WITH TIME ZONE.',
    triggers: ['option:csv-schema'],
    spark: {
      python: `${FILE}\nspark.read.csv(f'{folder}/f.csv', header=True, schema='amount DECIMAL(9, 2), at TIMESTAMP').selectExpr('sum(amount) = 0.30 AS a')`,
    },
    ports: {
      duckdb: {
        plain: { python: `${FILE}\ncon.execute(f"SELECT sum(amount) = 0.30 AS a FROM '{folder}/f.csv'")` },
        agrees: {
          python: `${FILE}\ncon.execute(f"SELECT sum(amount) = 0.30 AS a FROM read_csv('{folder}/f.csv', columns = {{'amount': 'DECIMAL(9, 2)', 'at': 'TIMESTAMP'}})")`,
        },
        write: "read_csv(file, columns = {'amount': 'DECIMAL(9, 2)', …}) with all of Spark's schema",
      },
      polars: {
        plain: `${FILE}\npl.read_csv(f'{folder}/f.csv').select(a=pl.col('amount').sum() == Decimal('0.30'))`,
        agrees: `${FILE}\npl.read_csv(f'{folder}/f.csv', schema_overrides={'amount': pl.Decimal(9, 2)}).select(a=pl.col('amount').sum() == Decimal('0.30'))`,
        write: "pl.read_csv(file, schema={'amount': pl.Decimal(9, 2), …}) with all of Spark's schema",
      },
    },
  },
  {
    id: 'from-utc-with-zone',
    title: 'from_utc_timestamp and to_utc_timestamp of a time with a zone',
    what: "DuckDB's AT TIME ZONE gives a TIMESTAMP a zone and takes it from a TIMESTAMP WITH TIME ZONE. Of the wrong type, it converts in the other direction without an error.",
    triggers: ['function:from_utc_timestamp', 'function:to_utc_timestamp', 'function:convert_timezone'],
    spark:
      "SELECT from_utc_timestamp(t, 'America/New_York') AS v FROM VALUES (TIMESTAMP '2024-05-15 12:00:00') AS v(t)",
    ports: {
      duckdb: {
        plain:
          "SET TimeZone = 'UTC'; SELECT CAST(t AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York' AS TIMESTAMP) AS v FROM (VALUES (TIMESTAMPTZ '2024-05-15 12:00:00+00')) AS v(t)",
        agrees:
          "SET TimeZone = 'UTC'; SELECT t AT TIME ZONE 'America/New_York' AS v FROM (VALUES (TIMESTAMPTZ '2024-05-15 12:00:00+00')) AS v(t)",
        write:
          "From UTC: t AT TIME ZONE 'UTC' AT TIME ZONE zone of a TIMESTAMP, t AT TIME ZONE zone of a TIMESTAMP WITH TIME ZONE. Give the columns' types where files are read.",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 5, 15, 12, tzinfo=dt.timezone.utc)]}).select(v=pl.col('t').dt.convert_time_zone('America/New_York').dt.replace_time_zone(None))",
      },
    },
  },
  {
    id: 'integer-result-types',
    title: 'Integer types of dates, ranks and lengths',
    what: 'The values are the same. Spark returns an INT, DuckDB a BIGINT, Polars types from Int8 to UInt32. The columns of files have those types.',
    triggers: [
      ...['year', 'month', 'day', 'dayofmonth', 'dayofweek', 'dayofyear', 'weekofyear', 'quarter', 'hour'],
      ...['minute', 'second', 'length', 'rank', 'dense_rank', 'row_number', 'ntile'],
    ].map((name) => `function:${name}`),
    shows: 'types',
    spark:
      "SELECT typeof(hour(t)) = 'int' AS a, typeof(rank() OVER (ORDER BY t)) = 'int' AS b FROM VALUES (TIMESTAMP '2024-05-15 12:00:00') AS v(t)",
    ports: {
      duckdb: {
        plain:
          "SELECT typeof(hour(t)) = 'INTEGER' AS a, typeof(rank() OVER (ORDER BY t)) = 'INTEGER' AS b FROM (VALUES (TIMESTAMP '2024-05-15 12:00:00')) AS v(t)",
        agrees:
          "SELECT typeof(hour(t)::INTEGER) = 'INTEGER' AS a, typeof((rank() OVER (ORDER BY t))::INTEGER) = 'INTEGER' AS b FROM (VALUES (TIMESTAMP '2024-05-15 12:00:00')) AS v(t)",
        write: 'hour(t)::INTEGER, (rank() OVER (…))::INTEGER',
      },
      polars: {
        plain:
          "t = pl.col('t')\nf = pl.DataFrame({'t': [dt.datetime(2024, 5, 15, 12)]}).select(a=t.dt.hour(), b=t.rank('min'))\npl.DataFrame({name: [f.schema[name] == pl.Int32] for name in 'ab'})",
        agrees:
          "t = pl.col('t')\nf = pl.DataFrame({'t': [dt.datetime(2024, 5, 15, 12)]}).select(a=t.dt.hour(), b=t.rank('min')).cast(pl.Int32)\npl.DataFrame({name: [f.schema[name] == pl.Int32] for name in 'ab'})",
        write: '.cast(pl.Int32)',
      },
    },
  },
  {
    id: 'datediff-type',
    title: 'The type of datediff',
    what: 'The values are the same. Spark returns an INT, DuckDB and Sail a BIGINT.',
    triggers: ['function:datediff'],
    shows: 'types',
    spark: "SELECT typeof(datediff(DATE '2024-01-05', DATE '2024-01-01')) = 'int' AS a",
    ports: {
      duckdb: {
        plain: "SELECT typeof(date_diff('day', DATE '2024-01-01', DATE '2024-01-05')) = 'INTEGER' AS a",
        agrees:
          "SELECT typeof(date_diff('day', DATE '2024-01-01', DATE '2024-01-05')::INTEGER) = 'INTEGER' AS a",
        write: "date_diff('day', a, b)::INTEGER",
      },
      polars: {
        plain:
          "days = (pl.lit(dt.date(2024, 1, 5)) - pl.lit(dt.date(2024, 1, 1))).dt.total_days()\npl.DataFrame({'a': [pl.select(d=days).schema['d'] == pl.Int32]})",
        agrees:
          "days = (pl.lit(dt.date(2024, 1, 5)) - pl.lit(dt.date(2024, 1, 1))).dt.total_days().cast(pl.Int32)\npl.DataFrame({'a': [pl.select(d=days).schema['d'] == pl.Int32]})",
        write: '.cast(pl.Int32)',
      },
    },
  },
  {
    id: 'integer-sum-in-files',
    title: 'Sums of integers, written to Parquet',
    what: "Spark writes a BIGINT. DuckDB's sum is a HUGEINT, which Parquet lacks: it writes a DOUBLE, which loses digits above 2^53. Polars keeps the column's type.",
    triggers: ['function:sum', 'method:sum'],
    shows: 'types',
    spark: "SELECT typeof(s) = 'bigint' AS a FROM (SELECT sum(x) AS s FROM VALUES (1), (2) AS v(x))",
    ports: {
      duckdb: {
        plain: {
          python: `con.execute(f"COPY (SELECT sum(x) AS s FROM (VALUES (1), (2)) AS v(x)) TO '{folder}/f.parquet'")\ncon.execute(f"SELECT typeof(s) = 'BIGINT' AS a FROM '{folder}/f.parquet'")`,
        },
        agrees: {
          python: `con.execute(f"COPY (SELECT sum(x)::BIGINT AS s FROM (VALUES (1), (2)) AS v(x)) TO '{folder}/f.parquet'")\ncon.execute(f"SELECT typeof(s) = 'BIGINT' AS a FROM '{folder}/f.parquet'")`,
        },
        write: 'sum(x)::BIGINT',
      },
      polars: {
        plain:
          "f = pl.DataFrame({'x': [1, 2]}, schema={'x': pl.Int32}).sum()\npl.DataFrame({'a': [f.schema['x'] == pl.Int64]})",
        agrees:
          "f = pl.DataFrame({'x': [1, 2]}, schema={'x': pl.Int32}).cast(pl.Int64).sum()\npl.DataFrame({'a': [f.schema['x'] == pl.Int64]})",
        write: "pl.col('x').cast(pl.Int64).sum()",
      },
    },
  },
  {
    id: 'decimal-result-types',
    title: 'Digits of decimals that are sums',
    what: 'The values are the same. Spark adds 10 digits to a sum: DECIMAL(10,2) becomes DECIMAL(20,2). DuckDB and Polars return 38 digits.',
    triggers: ['function:sum', 'method:sum'],
    shows: 'types',
    spark:
      "SELECT typeof(s) = 'decimal(20,2)' AS a FROM (SELECT sum(x) AS s FROM VALUES (CAST(1.50 AS DECIMAL(10, 2))) AS v(x))",
    ports: {
      duckdb: {
        plain:
          "SELECT typeof(sum(x)) = 'DECIMAL(20,2)' AS a FROM (VALUES (CAST(1.50 AS DECIMAL(10, 2)))) AS v(x)",
        agrees:
          "SELECT typeof(sum(x)::DECIMAL(20, 2)) = 'DECIMAL(20,2)' AS a FROM (VALUES (CAST(1.50 AS DECIMAL(10, 2)))) AS v(x)",
        write: "sum(x)::DECIMAL(20, 2), the type that Spark's schema shows",
      },
      polars: {
        plain:
          "f = pl.DataFrame({'x': [Decimal('1.50')]}, schema={'x': pl.Decimal(10, 2)}).sum()\npl.DataFrame({'a': [f.schema['x'] == pl.Decimal(20, 2)]})",
        agrees:
          "f = pl.DataFrame({'x': [Decimal('1.50')]}, schema={'x': pl.Decimal(10, 2)}).sum().cast(pl.Decimal(20, 2))\npl.DataFrame({'a': [f.schema['x'] == pl.Decimal(20, 2)]})",
        write: ".cast(pl.Decimal(20, 2)), the type that Spark's schema shows",
      },
    },
  },
  {
    id: 'rounded-decimal-types',
    title: 'Digits of rounded decimals, as of averages',
    what: 'The values are the same. Spark keeps the digits that are needed: DECIMAL(10,2) rounded to 0 digits is DECIMAL(9,0), its average is DECIMAL(14,6), and that rounded to 2 digits DECIMAL(11,2). Other engines keep the digits before the point as they were; DuckDB’s average is a DOUBLE.',
    triggers: ['function:round', 'function:bround'],
    shows: 'types',
    spark:
      "SELECT typeof(r) = 'decimal(9,0)' AS a, typeof(m) = 'decimal(11,2)' AS b FROM (SELECT round(max(x), 0) AS r, round(avg(x), 2) AS m FROM VALUES (CAST(1.50 AS DECIMAL(10, 2))) AS v(x))",
    instead: 'round(avg(x), 2).cast("decimal(11,2)"), the type that Spark’s schema shows',
    ports: {
      duckdb: {
        plain:
          "SELECT typeof(round(max(x), 0)) = 'DECIMAL(9,0)' AS a, typeof(round(avg(x), 2)) = 'DECIMAL(11,2)' AS b FROM (VALUES (CAST(1.50 AS DECIMAL(10, 2)))) AS v(x)",
        agrees:
          "SELECT typeof(round(max(x), 0)::DECIMAL(9, 0)) = 'DECIMAL(9,0)' AS a, typeof(round(avg(x), 2)::DECIMAL(11, 2)) = 'DECIMAL(11,2)' AS b FROM (VALUES (CAST(1.50 AS DECIMAL(10, 2)))) AS v(x)",
        write: "round(avg(x), 2)::DECIMAL(11, 2), the type that Spark's schema shows",
      },
      polars: {
        plain:
          "f = pl.DataFrame({'x': [Decimal('1.50')]}, schema={'x': pl.Decimal(10, 2)}).select(a=pl.col('x').max().round(0), b=pl.col('x').mean().round(2))\npl.DataFrame({'a': [f.schema['a'] == pl.Decimal(9, 0)], 'b': [f.schema['b'] == pl.Decimal(11, 2)]})",
        agrees:
          "f = pl.DataFrame({'x': [Decimal('1.50')]}, schema={'x': pl.Decimal(10, 2)}).select(a=pl.col('x').max().round(0).cast(pl.Decimal(9, 0)), b=pl.col('x').mean().round(2).cast(pl.Decimal(11, 2)))\npl.DataFrame({'a': [f.schema['a'] == pl.Decimal(9, 0)], 'b': [f.schema['b'] == pl.Decimal(11, 2)]})",
        write: ".cast(pl.Decimal(11, 2)), the type that Spark's schema shows",
      },
    },
  },
  {
    id: 'timestamps-in-files',
    title: 'Timestamps, written to Parquet',
    what: "A TIMESTAMP of Spark is an instant, and so says its file. A TIMESTAMP of DuckDB and a Datetime without zone of Polars are local times: Spark reads those files' columns as TIMESTAMP_NTZ.",
    triggers: ['write:parquet', 'cast:timestamp', 'function:to_timestamp'],
    shows: 'types',
    spark: {
      python: `spark.sql("SELECT TIMESTAMP '2024-05-15 12:00:00' AS t").write.parquet(f'{folder}/f')\nspark.read.parquet(f'{folder}/f').selectExpr("typeof(t) = 'timestamp' AS a")`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `con.execute(f"COPY (SELECT TIMESTAMP '2024-05-15 12:00:00' AS t) TO '{folder}/f.parquet'")\ncon.execute(f"SELECT typeof(t) = 'TIMESTAMP WITH TIME ZONE' AS a FROM '{folder}/f.parquet'")`,
        },
        agrees: {
          python: `con.execute(f"COPY (SELECT TIMESTAMP '2024-05-15 12:00:00' AT TIME ZONE 'UTC' AS t) TO '{folder}/f.parquet'")\ncon.execute(f"SELECT typeof(t) = 'TIMESTAMP WITH TIME ZONE' AS a FROM '{folder}/f.parquet'")`,
        },
        write: "t AT TIME ZONE 'UTC'",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 5, 15, 12)]}).write_parquet(f'{folder}/f.parquet')\npl.DataFrame({'a': [pl.read_parquet_schema(f'{folder}/f.parquet')['t'].time_zone is not None]})",
        agrees:
          "pl.DataFrame({'t': [dt.datetime(2024, 5, 15, 12)]}).with_columns(pl.col('t').dt.replace_time_zone('UTC')).write_parquet(f'{folder}/f.parquet')\npl.DataFrame({'a': [pl.read_parquet_schema(f'{folder}/f.parquet')['t'].time_zone is not None]})",
        write: "t.dt.replace_time_zone('UTC')",
      },
    },
  },
]
