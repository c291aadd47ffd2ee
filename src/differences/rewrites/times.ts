import type { Rewrites } from '../rewrite.ts'

/** Of dates, times and their texts. */
export const OF_TIMES: Rewrites = {
  'cast-timestamp-to-text': {
    on: ['sqlframe'],
    write: 'CAST(CAST(t AS TIMESTAMP_NTZ) AS STRING)',
    code: "SELECT CAST(CAST(a AS TIMESTAMP_NTZ) AS STRING) AS a, CAST(CAST(b AS TIMESTAMP_NTZ) AS STRING) AS b FROM VALUES (TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-01-05 10:00:00.120') AS t(a, b)",
  },
  'text-of-timestamps': {
    on: ['sqlframe'],
    write: 'CAST(CAST(t AS TIMESTAMP_NTZ) AS STRING)',
    code: "SELECT CAST(CAST(TIMESTAMP '2024-01-05 10:00:00' AS TIMESTAMP_NTZ) AS STRING) AS a, CAST(CAST(TIMESTAMP '2024-01-05 10:00:00.100' AS TIMESTAMP_NTZ) AS STRING) AS b",
  },
  'set-zone-statement': {
    on: ['sail', 'sqlframe'],
    write: "spark.conf.set('spark.sql.session.timeZone', 'UTC')",
    code: {
      python:
        "try:\n    spark.conf.set('spark.sql.session.timeZone', 'Asia/Tokyo')\n    rows = spark.sql(\"SELECT hour(TIMESTAMP '1970-01-01 00:00:00Z') AS h\").collect()\nfinally:\n    spark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame([(rows[0].h,)], ['h'])",
    },
  },
  'timestamp-seconds': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write:
      "TIMESTAMP '1970-01-01 00:00:00Z' + x * INTERVAL '1' SECOND; on DuckDB’s Spark API in a session of UTC",
    code: "SELECT TIMESTAMP '1970-01-01 00:00:00Z' + x * INTERVAL '1' SECOND AS t FROM VALUES (1704067200.5), (-0.25) AS t(x) ORDER BY x",
  },
  'timestamp-seconds-in-zone': {
    on: ['sail', 'sqlframe'],
    write: "TIMESTAMP '1970-01-01 00:00:00Z' + x * INTERVAL '1' SECOND",
    code: {
      python:
        "try:\n    spark.conf.set('spark.sql.session.timeZone', 'Asia/Tokyo')\n    rows = spark.sql(\"SELECT hour(TIMESTAMP '1970-01-01 00:00:00Z' + x * INTERVAL '1' SECOND) AS h FROM VALUES (0) AS t(x)\").collect()\nfinally:\n    spark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame([(rows[0].h,)], ['h'])",
    },
  },
  'cast-number-to-timestamp': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "TIMESTAMP '1970-01-01' + x * INTERVAL '1' SECOND, in a session of UTC",
    code: "SELECT TIMESTAMP '1970-01-01' + x * INTERVAL '1' SECOND AS t FROM VALUES (1704448800) AS t(x)",
  },
  'cast-timestamp-to-number': {
    on: ['sail', 'sqlframe'],
    write: 'CAST(floor(unix_micros(t) / 1000000) AS BIGINT)',
    code: "SELECT CAST(floor(unix_micros(a) / 1000000) AS BIGINT) AS a, CAST(floor(unix_micros(b) / 1000000) AS BIGINT) AS b FROM VALUES (TIMESTAMP '2024-01-05 10:00:00.7', TIMESTAMP '1969-12-31 23:59:59.5') AS t(a, b)",
  },
  'unix-millis-before-1970': {
    on: ['sail', 'sqlframe'],
    write: 'CAST(floor(unix_micros(t) / 1000) AS BIGINT) for milliseconds, 1000000 for seconds',
    code: "SELECT CAST(floor(unix_micros(t) / 1000) AS BIGINT) AS a, CAST(floor(unix_micros(t) / 1000000) AS BIGINT) AS b FROM VALUES (TIMESTAMP'1969-12-31 23:59:58.9999Z'), (TIMESTAMP'2026-11-28 00:00:00.0019Z') AS u(t) ORDER BY t",
  },
  'unix-timestamp': {
    on: ['sqlframe'],
    write: 'unix_micros(t) div 1000000',
    code: "SELECT unix_micros(t) div 1000000 AS v FROM VALUES (TIMESTAMP '1969-12-31 23:59:58.5'), (TIMESTAMP '2024-01-01 00:00:00.9') AS v(t) ORDER BY t",
  },
  'timestamp-to-number': {
    on: ['sqlframe'],
    write:
      "unix_micros(t) div 1000000, and TIMESTAMP '1970-01-01' + n * INTERVAL '1' SECOND in a session of UTC",
    code: "SELECT unix_micros(TIMESTAMP '2024-01-01') div 1000000 AS a, TIMESTAMP '1970-01-01' + 1704067200 * INTERVAL '1' SECOND AS b, TIMESTAMP '1970-01-01' + (1704067200000 div 1000) * INTERVAL '1' SECOND AS c",
  },
  'date-add': {
    on: ['sqlframe'],
    write: 'CAST(date_add(d, 30) AS DATE)',
    code: "SELECT CAST(date_add(d, 30) AS DATE) AS a, CAST(date_sub(d, 1) AS DATE) AS b, datediff(DATE '2024-03-01', d) AS c FROM VALUES (DATE '2024-01-31'), (CAST(NULL AS DATE)) AS t(d) ORDER BY d NULLS LAST",
  },
  'numbers-of-times': {
    on: ['sqlframe'],
    write: 'CAST(date_from_unix_date(n) AS DATE)',
    code: "SELECT unix_date(DATE'1969-12-31') AS a, unix_micros(TIMESTAMP'2026-11-28 00:00:00.000001Z') AS b, CAST(date_from_unix_date(20000) AS DATE) AS c",
  },
  'months-between': {
    on: ['sqlframe'],
    write: 'round(months_between(a, b), 8)',
    code: "SELECT round(months_between(a, b), 8) AS v FROM VALUES (1, DATE '2024-02-29', DATE '2024-01-31'), (2, DATE '2024-03-30', DATE '2024-02-29'), (3, DATE '2024-03-05', DATE '2024-01-05') AS t(i, a, b) ORDER BY i",
  },
  'date-minus-date': {
    on: ['sail', 'sqlframe'],
    write: 'datediff(a, b), a number of days',
    code: "SELECT datediff(DATE '2024-01-04', DATE '2024-01-01') AS v",
    changes: true,
  },
  'names-of-days': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'substring(dayname(d), 1, 3)',
    code: "SELECT substring(dayname(DATE'2026-11-28'), 1, 3) AS a, substring(monthname(DATE'2026-11-28'), 1, 3) AS b",
  },
  timestampdiff: {
    on: ['sqlframe'],
    write: '(unix_micros(b) - unix_micros(a)) div 3600000000, for whole hours',
    code: "SELECT (unix_micros(TIMESTAMP '2024-01-01 11:01:00') - unix_micros(TIMESTAMP '2024-01-01 10:59:00')) div 3600000000 AS v",
  },
  'parquet-times-in-zone': {
    on: ['sail'],
    write: 'A session in UTC, and from_utc_timestamp(t, zone) where hours and days are counted.',
    code: {
      python:
        "spark.sql(\"SELECT TIMESTAMP '2024-01-05 20:00:00Z' AS t\").write.parquet(f'{folder}/t')\nspark.read.parquet(f'{folder}/t').select(F.hour(F.from_utc_timestamp('t', 'Asia/Tokyo')).alias('h'))",
    },
  },
  'interval-24-hours': {
    on: ['sqlframe'],
    write: 'INTERVAL 1 DAY, where the clock shall show the same time',
    code: {
      python:
        "spark.conf.set('spark.sql.session.timeZone', 'America/New_York')\nrows = spark.sql(\"SELECT date_format(TIMESTAMP '2024-03-09 12:00:00' + INTERVAL 1 DAY, 'yyyy-MM-dd HH:mm:ss') AS v\").collect()\nspark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame(rows)",
    },
  },
  'try-to-timestamp': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'try_cast(s AS TIMESTAMP), of texts such as 2024-02-29 10:00',
    code: "SELECT try_cast(s AS TIMESTAMP) AS v FROM VALUES (1, '2024-02-30 10:00'), (2, '2024-02-29 10:00'), (3, '') AS t(i, s) ORDER BY i",
  },
  'to-date-lenient': {
    on: ['sail'],
    write: 'try_cast(trim(s) AS DATE)',
    code: "SELECT try_cast(trim(s) AS DATE) AS v FROM VALUES (1, '2024-1-5'), (2, '2024-03'), (3, '2024'), (4, '2024/01/05'), (5, ' 2024-01-05 ') AS t(i, s) ORDER BY i",
  },
  'to-date-bad': {
    on: ['sqlframe'],
    write: "Stop the program at such rows: df.filter(F.col('s').isNotNull() & F.col('day').isNull())",
  },
  'session-zone': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'The zone as a constant of the program, which also sets it for the session.',
  },
  'two-digit-year': {
    on: ['sqlframe'],
    write: "to_date(concat(substring(s, 1, 6), '20', substring(s, 7)), 'dd/MM/yyyy')",
    code: "SELECT to_date(concat(substring(s, 1, 6), '20', substring(s, 7)), 'dd/MM/yyyy') AS a, to_date(concat(substring(t, 1, 6), '20', substring(t, 7)), 'dd/MM/yyyy') AS b FROM VALUES ('01/02/70', '01/02/24') AS v(s, t)",
  },
  'window-days': {
    on: ['sqlframe'],
    write:
      "TIMESTAMP '1970-01-01' + (unix_micros(t) div 604800000000) * INTERVAL '7' DAY, in a session of UTC",
    code: "SELECT TIMESTAMP '1970-01-01' + (unix_micros(t) div 604800000000) * INTERVAL '7' DAY AS v FROM VALUES (TIMESTAMP '2024-01-10 12:00:00') AS v(t)",
  },
  'window-sliding': {
    on: ['sqlframe'],
    write:
      'A row for each window: SELECT t, explode(array(0, 1)) AS i, then the window that begins i steps before t',
    code: "SELECT s, count(*) AS n FROM (SELECT TIMESTAMP '1970-01-01' + (unix_micros(t) div 300000000 - i) * INTERVAL '5' MINUTE AS s FROM (SELECT t, explode(array(0, 1)) AS i FROM VALUES (TIMESTAMP '2024-01-01 10:07:00') AS v(t)) AS e) AS w GROUP BY s ORDER BY s",
  },
  'session-window': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write:
      "sum(CASE WHEN t > p + INTERVAL '5' MINUTE THEN 1 ELSE 0 END) OVER (ORDER BY t) numbers the sessions, where p is lag(t) OVER (ORDER BY t)",
    code: "SELECT count(*) AS n FROM (SELECT t, sum(CASE WHEN t > p + INTERVAL '5' MINUTE THEN 1 ELSE 0 END) OVER (ORDER BY t) AS s FROM (SELECT t, lag(t) OVER (ORDER BY t) AS p FROM VALUES (TIMESTAMP '2024-01-01 10:00:00'), (TIMESTAMP '2024-01-01 10:04:00'), (TIMESTAMP '2024-01-01 10:09:00'), (TIMESTAMP '2024-01-01 10:30:00') AS v(t)) AS l) AS w GROUP BY s ORDER BY s",
  },
  'integer-result-types': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CAST(hour(t) AS INT)',
    code: "SELECT typeof(CAST(hour(t) AS INT)) = typeof(CAST(1 AS INT)) AS a, typeof(CAST(rank() OVER (ORDER BY t) AS INT)) = typeof(CAST(1 AS INT)) AS b FROM VALUES (TIMESTAMP '2024-05-15 12:00:00') AS v(t)",
  },
  'datediff-type': {
    on: ['sail', 'sqlframe'],
    write: 'CAST(datediff(a, b) AS INT)',
    code: "SELECT typeof(CAST(datediff(DATE '2024-01-05', DATE '2024-01-01') AS INT)) = typeof(CAST(1 AS INT)) AS a",
  },
  'integer-sum-in-files': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CAST(sum(x) AS BIGINT)',
    code: 'SELECT typeof(CAST(s AS BIGINT)) = typeof(CAST(1 AS BIGINT)) AS a FROM (SELECT sum(x) AS s FROM VALUES (1), (2) AS v(x)) AS g',
  },
  'decimal-result-types': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CAST(sum(x) AS DECIMAL(20, 2)), the type that Spark’s schema shows',
    code: 'SELECT typeof(CAST(s AS DECIMAL(20, 2))) = typeof(CAST(1 AS DECIMAL(20, 2))) AS a FROM (SELECT sum(x) AS s FROM VALUES (CAST(1.50 AS DECIMAL(10, 2))) AS v(x)) AS g',
  },
  'add-months': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "CAST(d + INTERVAL '1' MONTH AS DATE)",
    code: "SELECT CAST(d + INTERVAL '1' MONTH AS DATE) AS v FROM VALUES (DATE '2023-02-28'), (DATE '2024-01-31') AS t(d) ORDER BY d",
  },
  'trunc-of-date': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "CAST(date_trunc('month', d) AS DATE)",
    code: "SELECT CAST(date_trunc('month', DATE '2024-05-15') AS DATE) AS a, CAST(date_trunc('week', DATE '2024-05-15') AS DATE) AS b",
  },
  'day-of-week': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "(dayofweek(d) - dayofweek(DATE '2024-01-07') + 7) % 7 + 1, from a Sunday",
    code: "SELECT (dayofweek(d) - dayofweek(DATE '2024-01-07') + 7) % 7 + 1 AS v FROM VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08') AS t(d) ORDER BY d",
  },
  weekday: {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: "(dayofweek(d) - dayofweek(DATE '2024-01-01') + 7) % 7, from a Monday",
    code: "SELECT (dayofweek(d) - dayofweek(DATE '2024-01-01') + 7) % 7 AS v FROM VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08') AS t(d) ORDER BY d",
  },
  'window-minutes': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "date_trunc('hour', t) + floor(minute(t) / 10) * INTERVAL '10' MINUTE, WHERE t IS NOT NULL",
    code: "SELECT date_trunc('hour', t) + floor(minute(t) / 10) * INTERVAL '10' MINUTE AS s, count(*) AS n FROM VALUES (TIMESTAMP '2024-01-01 10:07:00'), (TIMESTAMP '2024-01-01 10:09:59'), (TIMESTAMP '2024-01-01 10:10:00'), (CAST(NULL AS TIMESTAMP)) AS v(t) WHERE t IS NOT NULL GROUP BY 1 ORDER BY s",
  },
  'next-day': {
    on: ['duckdb_spark'],
    write: "CAST(date_trunc('week', d + INTERVAL '7' DAY) AS DATE) for a Monday",
    code: "SELECT CAST(date_trunc('week', d + INTERVAL '7' DAY) AS DATE) AS v FROM VALUES (DATE '2024-01-07'), (DATE '2024-01-08') AS t(d) ORDER BY d",
  },
  'from-unixtime': {
    on: ['duckdb_spark'],
    write: "CAST(TIMESTAMP '1970-01-01' + n * INTERVAL '1' SECOND AS STRING), in a session of UTC",
    code: "SELECT CAST(TIMESTAMP '1970-01-01' + 1704067200 * INTERVAL '1' SECOND AS STRING) AS v",
  },
  'to-utc': {
    on: ['sqlframe'],
    write: "CAST(concat(date_format(t, 'yyyy-MM-dd HH:mm:ss'), ' America/New_York') AS TIMESTAMP)",
    code: "SELECT CAST(concat(date_format(t, 'yyyy-MM-dd HH:mm:ss'), ' America/New_York') AS TIMESTAMP) AS v FROM VALUES (TIMESTAMP '2024-07-01 12:00:00') AS v(t)",
  },
}
