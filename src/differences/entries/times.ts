import type { Entry } from '../entry.ts'

/** Times of day, zones and intervals. */
export const TIMES: readonly Entry[] = [
  {
    id: 'time-parts',
    title: 'hour, minute, second and the difference of timestamps',
    what: 'All engines agree.',
    triggers: [
      'function:hour',
      'function:minute',
      'function:second',
      'function:make_timestamp',
      'operator:-',
      'clause:interval',
    ],
    spark:
      "SELECT hour(t) AS a, minute(t) AS b, second(t) AS c, t - TIMESTAMP '2024-01-01 00:00:00' AS d, t + INTERVAL 90 MINUTES AS e FROM VALUES (TIMESTAMP '2024-01-05 23:59:58') AS v(t)",
    ports: {
      duckdb: {
        plain:
          "SELECT hour(t) AS a, minute(t) AS b, second(t) AS c, t - TIMESTAMP '2024-01-01 00:00:00' AS d, t + INTERVAL 90 MINUTES AS e FROM (VALUES (TIMESTAMP '2024-01-05 23:59:58')) AS v(t)",
      },
      polars: {
        plain:
          't = pl.lit(dt.datetime(2024, 1, 5, 23, 59, 58))\npl.select(a=t.dt.hour(), b=t.dt.minute(), c=t.dt.second(), d=t - dt.datetime(2024, 1, 1), e=t + pl.duration(minutes=90))',
      },
    },
  },
  {
    id: 'timestampdiff',
    title: 'timestampdiff: whole units or boundaries',
    what: "Spark and Polars count whole hours that have passed. DuckDB's date_diff counts how often the hour changes, its date_sub whole hours.",
    triggers: ['function:timestampdiff', 'clause:datediff-unit'],
    spark:
      "SELECT timestampdiff(HOUR, TIMESTAMP '2024-01-01 10:59:00', TIMESTAMP '2024-01-01 11:01:00') AS v",
    ports: {
      duckdb: {
        plain:
          "SELECT date_diff('hour', TIMESTAMP '2024-01-01 10:59:00', TIMESTAMP '2024-01-01 11:01:00') AS v",
        agrees:
          "SELECT date_sub('hour', TIMESTAMP '2024-01-01 10:59:00', TIMESTAMP '2024-01-01 11:01:00') AS v",
        write: "date_sub('hour', a, b)",
      },
      polars: {
        plain:
          'pl.select(v=(pl.lit(dt.datetime(2024, 1, 1, 11, 1)) - pl.lit(dt.datetime(2024, 1, 1, 10, 59))).dt.total_hours())',
      },
    },
  },
  {
    id: 'unix-timestamp',
    title: 'unix_timestamp of a fraction',
    what: "Spark cuts off the fraction, towards zero. DuckDB's epoch keeps it. Polars rounds down, which differs before 1970.",
    triggers: ['function:unix_timestamp', 'function:to_unix_timestamp'],
    shows: 'rarely',
    spark:
      "SELECT unix_timestamp(t) AS v FROM VALUES (TIMESTAMP '1969-12-31 23:59:58.5'), (TIMESTAMP '2024-01-01 00:00:00.9') AS v(t) ORDER BY t",
    ports: {
      duckdb: {
        plain:
          "SELECT epoch(t) AS v FROM (VALUES (TIMESTAMP '1969-12-31 23:59:58.5'), (TIMESTAMP '2024-01-01 00:00:00.9')) AS v(t) ORDER BY t",
        agrees:
          "SELECT CAST(trunc(epoch(t)) AS BIGINT) AS v FROM (VALUES (TIMESTAMP '1969-12-31 23:59:58.5'), (TIMESTAMP '2024-01-01 00:00:00.9')) AS v(t) ORDER BY t",
        write: 'CAST(trunc(epoch(t)) AS BIGINT)',
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(1969, 12, 31, 23, 59, 58, 500000), dt.datetime(2024, 1, 1, 0, 0, 0, 900000)]}).select(pl.col('t').dt.epoch('s'))",
        agrees:
          "pl.DataFrame({'t': [dt.datetime(1969, 12, 31, 23, 59, 58, 500000), dt.datetime(2024, 1, 1, 0, 0, 0, 900000)]}).select((pl.col('t').dt.epoch('us') / 1_000_000).cast(pl.Int64))",
        write: "(t.dt.epoch('us') / 1_000_000).cast(pl.Int64)",
      },
    },
  },
  {
    id: 'from-unixtime',
    title: 'from_unixtime',
    what: 'Spark returns text in the session’s time zone, not a timestamp. So must a port.',
    triggers: ['function:from_unixtime'],
    spark: 'SELECT from_unixtime(1704067200) AS v',
    ports: {
      duckdb: {
        plain: 'SELECT CAST(to_timestamp(1704067200) AS TIMESTAMP) AS v',
        agrees: "SELECT strftime(make_timestamp(1704067200::BIGINT * 1000000), '%Y-%m-%d %H:%M:%S') AS v",
        write: "strftime(make_timestamp(n::BIGINT * 1000000), '%Y-%m-%d %H:%M:%S')",
      },
      polars: {
        plain: "pl.select(v=pl.from_epoch(pl.lit(1704067200), 's'))",
        agrees: "pl.select(v=pl.from_epoch(pl.lit(1704067200), 's').dt.strftime('%Y-%m-%d %H:%M:%S'))",
        write: "pl.from_epoch(n, 's').dt.strftime('%Y-%m-%d %H:%M:%S')",
      },
    },
  },
  {
    id: 'timestamp-to-number',
    title: 'A timestamp cast to a number, and back',
    what: 'Spark counts seconds. Polars counts microseconds. DuckDB refuses the cast.',
    triggers: [
      'cast:bigint',
      'cast:timestamp',
      'function:timestamp_seconds',
      'function:timestamp_millis',
      'function:unix_millis',
    ],
    spark:
      "SELECT CAST(TIMESTAMP '2024-01-01' AS BIGINT) AS a, CAST(1704067200L AS TIMESTAMP) AS b, timestamp_millis(1704067200000) AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(TIMESTAMP '2024-01-01' AS BIGINT) AS a, CAST(1704067200 AS TIMESTAMP) AS b, epoch_ms(1704067200000) AS c",
        agrees:
          "SELECT epoch_us(TIMESTAMP '2024-01-01') // 1000000 AS a, make_timestamp(1704067200::BIGINT * 1000000) AS b, epoch_ms(1704067200000) AS c",
        write: 'epoch_us(t) // 1000000, make_timestamp(n::BIGINT * 1000000)',
      },
      polars: {
        plain:
          "pl.select(a=pl.lit(dt.datetime(2024, 1, 1)).cast(pl.Int64), b=pl.lit(1704067200).cast(pl.Datetime('us')), c=pl.from_epoch(pl.lit(1704067200000), 'ms'))",
        agrees:
          "pl.select(a=pl.lit(dt.datetime(2024, 1, 1)).dt.epoch('s'), b=pl.from_epoch(pl.lit(1704067200), 's'), c=pl.from_epoch(pl.lit(1704067200000), 'ms'))",
        write: "t.dt.epoch('s'), pl.from_epoch(n, 's')",
      },
    },
  },
  {
    id: 'to-utc',
    title: 'to_utc_timestamp',
    what: 'Spark, DuckDB and Polars agree outside of clock changes. SQLFrame moves the time the other way.',
    triggers: ['function:to_utc_timestamp'],
    spark:
      "SELECT to_utc_timestamp(t, 'America/New_York') AS v FROM VALUES (TIMESTAMP '2024-07-01 12:00:00') AS v(t)",
    ports: {
      duckdb: {
        plain:
          "SELECT t AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC' AS v FROM (VALUES (TIMESTAMP '2024-07-01 12:00:00')) AS v(t)",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 7, 1, 12)]}).select(pl.col('t').dt.replace_time_zone('America/New_York').dt.convert_time_zone('UTC'))",
      },
    },
  },
  {
    id: 'to-utc-dst',
    title: 'to_utc_timestamp in the hours of a clock change',
    what: 'New York has 01:30 twice on 2024-11-03: Spark takes the first, DuckDB the second, Polars raises. It has no 02:30 on 2024-03-10: Spark and DuckDB take 07:30 UTC, Polars raises.',
    triggers: ['function:to_utc_timestamp', 'function:convert_timezone'],
    shows: 'rarely',
    spark:
      "SELECT to_utc_timestamp(t, 'America/New_York') AS v FROM VALUES (TIMESTAMP '2024-03-10 02:30:00'), (TIMESTAMP '2024-11-03 01:30:00') AS v(t) ORDER BY t",
    ports: {
      duckdb: {
        plain:
          "SELECT t AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC' AS v FROM (VALUES (TIMESTAMP '2024-03-10 02:30:00'), (TIMESTAMP '2024-11-03 01:30:00')) AS v(t) ORDER BY t",
        agrees:
          "SELECT CASE WHEN (u - INTERVAL 1 HOUR) AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York' = t THEN u - INTERVAL 1 HOUR ELSE u END AS v FROM (SELECT t, t AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC' AS u FROM (VALUES (TIMESTAMP '2024-03-10 02:30:00'), (TIMESTAMP '2024-11-03 01:30:00')) AS v(t)) ORDER BY t",
        write:
          "With u as the result: CASE WHEN (u - INTERVAL 1 HOUR) AT TIME ZONE 'UTC' AT TIME ZONE zone = t THEN u - INTERVAL 1 HOUR ELSE u END",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 3, 10, 2, 30), dt.datetime(2024, 11, 3, 1, 30)]}).select(pl.col('t').dt.replace_time_zone('America/New_York').dt.convert_time_zone('UTC'))",
        agrees:
          "utc = lambda t: t.dt.replace_time_zone('America/New_York', ambiguous='earliest', non_existent='null').dt.convert_time_zone('UTC')\nt, hour = pl.col('t'), pl.duration(hours=1)\npl.DataFrame({'t': [dt.datetime(2024, 3, 10, 2, 30), dt.datetime(2024, 11, 3, 1, 30)]}).select(pl.coalesce(utc(t), utc(t - hour) + hour))",
        write:
          "replace_time_zone(zone, ambiguous='earliest', non_existent='null'); where that is NULL, the same of an hour before plus an hour",
      },
    },
  },
  {
    id: 'from-utc',
    title: 'from_utc_timestamp',
    what: 'All engines agree, also in the hours of a clock change.',
    triggers: ['function:from_utc_timestamp'],
    spark:
      "SELECT from_utc_timestamp(t, 'America/New_York') AS v FROM VALUES (TIMESTAMP '2024-03-10 07:30:00'), (TIMESTAMP '2024-11-03 05:30:00'), (TIMESTAMP '2024-11-03 06:30:00') AS v(t) ORDER BY t",
    instead:
      "SQL over a temporary view: from_utc_timestamp(t, zone), or on DuckDB’s Spark API t AT TIME ZONE 'UTC' AT TIME ZONE zone",
    ports: {
      duckdb: {
        plain:
          "SELECT t AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York' AS v FROM (VALUES (TIMESTAMP '2024-03-10 07:30:00'), (TIMESTAMP '2024-11-03 05:30:00'), (TIMESTAMP '2024-11-03 06:30:00')) AS v(t) ORDER BY t",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 3, 10, 7, 30), dt.datetime(2024, 11, 3, 5, 30), dt.datetime(2024, 11, 3, 6, 30)]}).select(pl.col('t').dt.replace_time_zone('UTC').dt.convert_time_zone('America/New_York').dt.replace_time_zone(None, ambiguous='earliest'))",
      },
    },
  },
  {
    id: 'interval-24-hours',
    title: '24 hours across a clock change',
    what: 'In a session with a local time zone Spark adds INTERVAL 24 HOURS as one calendar day: the clock shows the same time. DuckDB and Polars add 24 hours of time.',
    triggers: ['clause:interval', 'setting:spark.sql.session.timeZone'],
    shows: 'rarely',
    spark: {
      python:
        "spark.conf.set('spark.sql.session.timeZone', 'America/New_York')\nrows = spark.sql(\"SELECT CAST(TIMESTAMP '2024-03-09 12:00:00' + INTERVAL 24 HOURS AS STRING) AS v\").collect()\nspark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame(rows)",
    },
    ports: {
      duckdb: {
        plain:
          "SET TimeZone = 'America/New_York'; SELECT strftime(TIMESTAMPTZ '2024-03-09 12:00:00' + INTERVAL 24 HOURS, '%Y-%m-%d %H:%M:%S') AS v",
        agrees:
          "SET TimeZone = 'America/New_York'; SELECT strftime(TIMESTAMPTZ '2024-03-09 12:00:00' + INTERVAL 1 DAY, '%Y-%m-%d %H:%M:%S') AS v",
        write: 'Write whole days as INTERVAL 1 DAY.',
      },
      polars: {
        plain:
          "pl.select(v=(pl.lit(dt.datetime(2024, 3, 9, 12)).dt.replace_time_zone('America/New_York') + pl.duration(hours=24)).dt.strftime('%Y-%m-%d %H:%M:%S'))",
        agrees:
          "pl.select(v=pl.lit(dt.datetime(2024, 3, 9, 12)).dt.replace_time_zone('America/New_York').dt.offset_by('1d').dt.strftime('%Y-%m-%d %H:%M:%S'))",
        write: "t.dt.offset_by('1d')",
      },
    },
  },
]
