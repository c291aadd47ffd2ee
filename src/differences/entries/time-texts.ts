import type { Entry } from '../entry.ts'

/** Texts read as dates and times, times written as text, and buckets of time. */
export const TIME_TEXTS: readonly Entry[] = [
  {
    id: 'to-date-format',
    title: 'to_date and to_timestamp with a format',
    what: 'The same values where the text fits the format and the year has four digits.',
    triggers: ['function:to_date', 'function:to_timestamp', 'function:to_timestamp_ntz'],
    spark:
      "SELECT to_date('05/01/2024', 'dd/MM/yyyy') AS a, to_timestamp('2024-01-05 10:11:12', 'yyyy-MM-dd HH:mm:ss') AS b, to_timestamp('Jan 5, 2024 3:04 PM', 'MMM d, yyyy h:mm a') AS c",
    instead: "A cast, F.col('s').cast('date'), for texts such as 2024-01-05",
    ports: {
      duckdb: {
        plain:
          "SELECT strptime('05/01/2024', '%d/%m/%Y')::DATE AS a, strptime('2024-01-05 10:11:12', '%Y-%m-%d %H:%M:%S') AS b, strptime('Jan 5, 2024 3:04 PM', '%b %-d, %Y %-I:%M %p') AS c",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('05/01/2024').str.to_date('%d/%m/%Y'), b=pl.lit('2024-01-05 10:11:12').str.to_datetime('%Y-%m-%d %H:%M:%S'), c=pl.lit('Jan 5, 2024 3:04 PM').str.to_datetime('%b %e, %Y %l:%M %p'))",
      },
    },
  },
  {
    id: 'to-date-bad',
    title: 'to_date of a text that is not a date',
    what: 'All engines raise. try_to_date and try_to_timestamp return NULL, as try_strptime in DuckDB and strict=False in Polars do.',
    triggers: ['function:to_date', 'function:to_timestamp'],
    shows: 'rarely',
    spark: "SELECT to_date('2024-02-30', 'yyyy-MM-dd') AS v",
    ports: {
      duckdb: { plain: "SELECT strptime('2024-02-30', '%Y-%m-%d')::DATE AS v" },
      polars: { plain: "pl.select(v=pl.lit('2024-02-30').str.to_date('%Y-%m-%d'))" },
    },
  },
  {
    id: 'try-to-timestamp',
    title: 'try_to_date and try_to_timestamp',
    what: 'NULL where the text is not a time, in all engines.',
    triggers: ['function:try_to_timestamp', 'function:try_to_date'],
    spark:
      "SELECT try_to_timestamp(s, 'yyyy-MM-dd HH:mm') AS v FROM VALUES (1, '2024-02-30 10:00'), (2, '2024-02-29 10:00'), (3, '') AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT try_strptime(s, '%Y-%m-%d %H:%M') AS v FROM (VALUES (1, '2024-02-30 10:00'), (2, '2024-02-29 10:00'), (3, '')) AS t(i, s) ORDER BY i",
      },
      polars: {
        plain:
          "pl.DataFrame({'s': ['2024-02-30 10:00', '2024-02-29 10:00', '']}).select(pl.col('s').str.to_datetime('%Y-%m-%d %H:%M', strict=False))",
      },
    },
  },
  {
    id: 'to-date-lenient',
    title: 'to_date and casts to DATE without a format',
    what: "Spark also takes '2024-01' and '2024' as the first day. DuckDB does not, but takes slashes. Polars takes neither.",
    triggers: ['function:to_date', 'cast:date', 'function:date'],
    shows: 'rarely',
    spark:
      "SELECT try_cast(s AS DATE) AS v FROM VALUES (1, '2024-1-5'), (2, '2024-03'), (3, '2024'), (4, '2024/01/05'), (5, ' 2024-01-05 ') AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT try_cast(s AS DATE) AS v FROM (VALUES (1, '2024-1-5'), (2, '2024-03'), (3, '2024'), (4, '2024/01/05'), (5, ' 2024-01-05 ')) AS t(i, s) ORDER BY i",
        agrees:
          "SELECT coalesce(try_strptime(trim(s), '%Y-%m-%d'), try_strptime(trim(s), '%Y-%m'), try_strptime(trim(s), '%Y'))::DATE AS v FROM (VALUES (1, '2024-1-5'), (2, '2024-03'), (3, '2024'), (4, '2024/01/05'), (5, ' 2024-01-05 ')) AS t(i, s) ORDER BY i",
        write: "coalesce(try_strptime(trim(s), '%Y-%m-%d'), try_strptime(trim(s), '%Y-%m'), …)::DATE",
      },
      polars: {
        plain:
          "pl.DataFrame({'s': ['2024-1-5', '2024-03', '2024', '2024/01/05', ' 2024-01-05 ']}).select(pl.col('s').str.to_date('%Y-%m-%d', strict=False))",
        agrees:
          "s = pl.col('s').str.strip_chars(' ')\npl.DataFrame({'s': ['2024-1-5', '2024-03', '2024', '2024/01/05', ' 2024-01-05 ']}).select(pl.coalesce(s.str.to_date('%Y-%m-%d', strict=False), (s + '-01').str.to_date('%Y-%m-%d', strict=False), (s + '-01-01').str.to_date('%Y-%m-%d', strict=False)))",
        write: "pl.coalesce(s.str.to_date('%Y-%m-%d', strict=False), (s + '-01').str.to_date(…), …)",
      },
    },
  },
  {
    id: 'two-digit-year',
    title: 'Two-digit years',
    what: 'Spark takes yy as 2000 to 2099. DuckDB and Polars take 69 to 99 as 1969 to 1999.',
    triggers: ['function:to_date', 'function:to_timestamp', 'option:dateformat', 'option:timestampformat'],
    shows: 'rarely',
    spark: "SELECT to_date('01/02/70', 'dd/MM/yy') AS a, to_date('01/02/24', 'dd/MM/yy') AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT strptime('01/02/70', '%d/%m/%y')::DATE AS a, strptime('01/02/24', '%d/%m/%y')::DATE AS b",
        agrees:
          "SELECT strptime(regexp_replace('01/02/70', '(..)$', '20\\1'), '%d/%m/%Y')::DATE AS a, strptime(regexp_replace('01/02/24', '(..)$', '20\\1'), '%d/%m/%Y')::DATE AS b",
        write: "strptime(regexp_replace(s, '(..)$', '20\\1'), '%d/%m/%Y')",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('01/02/70').str.to_date('%d/%m/%y'), b=pl.lit('01/02/24').str.to_date('%d/%m/%y'))",
        agrees:
          "f = lambda s: pl.lit(s).str.replace('(..)$', '20$1').str.to_date('%d/%m/%Y')\npl.select(a=f('01/02/70'), b=f('01/02/24'))",
        write: "s.str.replace('(..)$', '20$1').str.to_date('%d/%m/%Y')",
      },
    },
  },
  {
    id: 'timestamp-offset',
    title: 'A text with an offset as a timestamp',
    what: "Spark and Polars convert '10:00:00+02:00' to 08:00 UTC. DuckDB's TIMESTAMP drops the offset without a word; TIMESTAMPTZ converts.",
    triggers: ['cast:timestamp', 'function:to_timestamp', 'function:timestamp'],
    spark:
      "SELECT CAST('2024-01-01T10:00:00+02:00' AS TIMESTAMP) AS a, CAST('2024-01-01T10:00:00Z' AS TIMESTAMP) AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST('2024-01-01T10:00:00+02:00' AS TIMESTAMP) AS a, CAST('2024-01-01T10:00:00Z' AS TIMESTAMP) AS b",
        agrees:
          "SET TimeZone = 'UTC'; SELECT CAST(CAST('2024-01-01T10:00:00+02:00' AS TIMESTAMPTZ) AS TIMESTAMP) AS a, CAST(CAST('2024-01-01T10:00:00Z' AS TIMESTAMPTZ) AS TIMESTAMP) AS b",
        write: "SET TimeZone = 'UTC'; CAST(CAST(s AS TIMESTAMPTZ) AS TIMESTAMP)",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('2024-01-01T10:00:00+02:00').str.to_datetime('%Y-%m-%dT%H:%M:%S%z'), b=pl.lit('2024-01-01T10:00:00Z').str.to_datetime('%Y-%m-%dT%H:%M:%S%#z'))",
      },
    },
  },
  {
    id: 'date-format',
    title: 'date_format',
    what: 'The same text with the patterns of strftime. A fraction of a second is .SSS in Spark, %g in DuckDB, %.3f in Polars.',
    triggers: ['function:date_format', 'function:to_char'],
    spark:
      "SELECT date_format(t, 'yyyy-MM-dd HH:mm:ss') AS a, date_format(t, 'EEE, d MMM yy') AS b, date_format(t, 'MMMM EEEE') AS c, date_format(t, 'hh:mm a') AS e, date_format(t, 'HH:mm:ss.SSS') AS f FROM VALUES (TIMESTAMP '2024-01-05 15:04:05.678') AS v(t)",
    instead: "On DuckDB’s Spark API, its SQL over a temporary view: strftime(d, '%Y-%m')",
    ports: {
      duckdb: {
        plain:
          "SELECT strftime(t, '%Y-%m-%d %H:%M:%S') AS a, strftime(t, '%a, %-d %b %y') AS b, strftime(t, '%B %A') AS c, strftime(t, '%I:%M %p') AS e, strftime(t, '%H:%M:%S.%g') AS f FROM (VALUES (TIMESTAMP '2024-01-05 15:04:05.678')) AS v(t)",
      },
      polars: {
        plain:
          "t = pl.lit(dt.datetime(2024, 1, 5, 15, 4, 5, 678000)).dt\npl.select(a=t.strftime('%Y-%m-%d %H:%M:%S'), b=t.strftime('%a, %-d %b %y'), c=t.strftime('%B %A'), e=t.strftime('%I:%M %p'), f=t.strftime('%H:%M:%S%.3f'))",
      },
    },
  },
  {
    id: 'window-minutes',
    title: 'window() of minutes or hours',
    what: 'The start of the bucket is the same in all engines. Rows whose time is NULL go in Spark.',
    triggers: ['function:window'],
    spark:
      "SELECT window.start AS s, count(*) AS n FROM VALUES (TIMESTAMP '2024-01-01 10:07:00'), (TIMESTAMP '2024-01-01 10:09:59'), (TIMESTAMP '2024-01-01 10:10:00'), (CAST(NULL AS TIMESTAMP)) AS v(t) GROUP BY window(t, '10 minutes') ORDER BY s",
    ports: {
      duckdb: {
        plain:
          "SELECT time_bucket(INTERVAL 10 MINUTES, t) AS s, count(*) AS n FROM (VALUES (TIMESTAMP '2024-01-01 10:07:00'), (TIMESTAMP '2024-01-01 10:09:59'), (TIMESTAMP '2024-01-01 10:10:00'), (NULL)) AS v(t) GROUP BY s ORDER BY s",
        agrees:
          "SELECT time_bucket(INTERVAL 10 MINUTES, t) AS s, count(*) AS n FROM (VALUES (TIMESTAMP '2024-01-01 10:07:00'), (TIMESTAMP '2024-01-01 10:09:59'), (TIMESTAMP '2024-01-01 10:10:00'), (NULL)) AS v(t) WHERE t IS NOT NULL GROUP BY s ORDER BY s",
        write: 'time_bucket(INTERVAL 10 MINUTES, t) with WHERE t IS NOT NULL',
      },
      polars: {
        plain:
          "t = [dt.datetime(2024, 1, 1, 10, 7), dt.datetime(2024, 1, 1, 10, 9, 59), dt.datetime(2024, 1, 1, 10, 10), None]\npl.DataFrame({'t': t}).group_by(pl.col('t').dt.truncate('10m')).len().sort('t')",
        agrees:
          "t = [dt.datetime(2024, 1, 1, 10, 7), dt.datetime(2024, 1, 1, 10, 9, 59), dt.datetime(2024, 1, 1, 10, 10), None]\npl.DataFrame({'t': t}).drop_nulls('t').group_by(pl.col('t').dt.truncate('10m')).len().sort('t')",
        write: "df.drop_nulls('t').group_by(pl.col('t').dt.truncate('10m'))",
      },
    },
  },
  {
    id: 'window-days',
    title: 'window() of seven days',
    what: 'Spark and Polars count seven days from 1970-01-01, a Thursday. DuckDB counts from a Monday.',
    triggers: ['function:window'],
    spark: "SELECT window(t, '7 days').start AS v FROM VALUES (TIMESTAMP '2024-01-10 12:00:00') AS v(t)",
    ports: {
      duckdb: {
        plain: "SELECT time_bucket(INTERVAL 7 DAYS, TIMESTAMP '2024-01-10 12:00:00') AS v",
        agrees:
          "SELECT time_bucket(INTERVAL 7 DAYS, TIMESTAMP '2024-01-10 12:00:00', TIMESTAMP '1970-01-01') AS v",
        write: "time_bucket(INTERVAL 7 DAYS, t, TIMESTAMP '1970-01-01')",
      },
      polars: { plain: "pl.select(v=pl.lit(dt.datetime(2024, 1, 10, 12)).dt.truncate('7d'))" },
    },
  },
]
