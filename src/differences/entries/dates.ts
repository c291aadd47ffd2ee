import type { Entry } from '../entry.ts'

/** Days, weeks and months. */
export const DATES: readonly Entry[] = [
  {
    id: 'date-parts',
    title: 'year, quarter, month, weekofyear, last_day',
    what: 'All engines agree; weeks are those of ISO 8601.',
    triggers: [
      'function:year',
      'function:quarter',
      'function:month',
      'function:day',
      'function:dayofmonth',
      'function:dayofyear',
      'function:weekofyear',
      'function:last_day',
      'function:make_date',
    ],
    spark:
      "SELECT year(d), quarter(d), month(d), day(d), dayofyear(d), weekofyear(d), last_day(d) FROM VALUES (DATE '2021-01-03'), (DATE '2024-02-15'), (DATE '2024-12-31') AS t(d) ORDER BY d",
    ports: {
      duckdb: {
        plain:
          "SELECT year(d), quarter(d), month(d), day(d), dayofyear(d), weekofyear(d), last_day(d) FROM (VALUES (DATE '2021-01-03'), (DATE '2024-02-15'), (DATE '2024-12-31')) AS t(d) ORDER BY d",
      },
      polars: {
        plain:
          "d = pl.col('d').dt\npl.DataFrame({'d': [dt.date(2021, 1, 3), dt.date(2024, 2, 15), dt.date(2024, 12, 31)]}).select(a=d.year(), b=d.quarter(), c=d.month(), e=d.day(), f=d.ordinal_day(), g=d.week(), h=d.month_end())",
      },
    },
  },
  {
    id: 'date-add',
    title: 'date_add, date_sub and datediff',
    what: 'All engines agree. In DuckDB d + 7 stays a DATE, while d + INTERVAL 7 DAY is a TIMESTAMP.',
    triggers: [
      'function:date_add',
      'function:dateadd',
      'function:date_sub',
      'function:datediff',
      'function:date_diff',
    ],
    spark:
      "SELECT date_add(d, 30) AS a, date_sub(d, 1) AS b, datediff(DATE '2024-03-01', d) AS c FROM VALUES (DATE '2024-01-31'), (CAST(NULL AS DATE)) AS t(d) ORDER BY d NULLS LAST",
    ports: {
      duckdb: {
        plain:
          "SELECT d + 30 AS a, d - 1 AS b, date_diff('day', d, DATE '2024-03-01') AS c FROM (VALUES (DATE '2024-01-31'), (NULL)) AS t(d) ORDER BY d NULLS LAST",
      },
      polars: {
        plain:
          "d = pl.col('d')\npl.DataFrame({'d': [dt.date(2024, 1, 31), None]}).select(a=d + pl.duration(days=30), b=d - pl.duration(days=1), c=(dt.date(2024, 3, 1) - d).dt.total_days())",
      },
    },
  },
  {
    id: 'date-minus-date',
    title: 'A date minus a date',
    what: 'Spark and Polars return a duration, DuckDB the number of days.',
    triggers: ['operator:-'],
    spark: "SELECT DATE '2024-01-04' - DATE '2024-01-01' AS v",
    ports: {
      duckdb: {
        plain: "SELECT DATE '2024-01-04' - DATE '2024-01-01' AS v",
        agrees: "SELECT to_days((DATE '2024-01-04' - DATE '2024-01-01')::INT) AS v",
        write: 'to_days((a - b)::INT)',
      },
      polars: { plain: 'pl.select(v=pl.lit(dt.date(2024, 1, 4)) - pl.lit(dt.date(2024, 1, 1)))' },
    },
  },
  {
    id: 'day-of-week',
    title: 'dayofweek: which number Sunday has',
    what: 'Sunday is 1 in Spark, 0 in DuckDB, 7 in Polars. Filters for weekends move by a day.',
    triggers: ['function:dayofweek'],
    form: 'sql',
    spark:
      "SELECT dayofweek(d) AS v FROM VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08') AS t(d) ORDER BY d",
    ports: {
      duckdb: {
        plain:
          "SELECT dayofweek(d) AS v FROM (VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08')) AS t(d) ORDER BY d",
        agrees:
          "SELECT dayofweek(d) + 1 AS v FROM (VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08')) AS t(d) ORDER BY d",
        write: 'dayofweek(d) + 1',
      },
      polars: {
        plain:
          "pl.DataFrame({'d': [dt.date(2024, 1, 6), dt.date(2024, 1, 7), dt.date(2024, 1, 8)]}).select(pl.col('d').dt.weekday())",
        agrees:
          "pl.DataFrame({'d': [dt.date(2024, 1, 6), dt.date(2024, 1, 7), dt.date(2024, 1, 8)]}).select(pl.col('d').dt.weekday() % 7 + 1)",
        write: 'd.dt.weekday() % 7 + 1',
      },
    },
  },
  {
    id: 'day-of-week-call',
    title: 'F.dayofweek: which number Sunday has',
    what: 'Sunday is 1, unlike in DuckDB’s SQL.',
    triggers: ['function:dayofweek'],
    form: 'call',
    spark: {
      python:
        "spark.createDataFrame([(dt.date(2024, 1, 6),), (dt.date(2024, 1, 7),)], ['d']).select(F.dayofweek('d').alias('v')).orderBy('v')",
    },
    ports: {
      duckdb: {
        plain:
          "SELECT dayofweek(d) + 1 AS v FROM (VALUES (DATE '2024-01-06'), (DATE '2024-01-07')) AS t(d) ORDER BY v",
      },
      polars: {
        plain:
          "pl.DataFrame({'d': [dt.date(2024, 1, 6), dt.date(2024, 1, 7)]}).select(v=pl.col('d').dt.weekday() % 7 + 1).sort('v')",
      },
    },
  },
  {
    id: 'extract-day-of-week',
    title: 'extract(DOW FROM d), and date_part of it',
    what: 'Sunday is 1 in Spark, 0 in DuckDB.',
    triggers: ['function:extract.dayofweek'],
    spark: "SELECT extract(DOW FROM d) AS v FROM VALUES (DATE '2024-01-07') AS t(d)",
    instead: 'dayofweek(d), by its own entry.',
    ports: {
      duckdb: {
        plain: "SELECT extract(DOW FROM d) AS v FROM (VALUES (DATE '2024-01-07')) AS t(d)",
        agrees: "SELECT extract(DOW FROM d) + 1 AS v FROM (VALUES (DATE '2024-01-07')) AS t(d)",
        write: 'extract(DOW FROM d) + 1',
      },
      polars: {
        plain: "pl.DataFrame({'d': [dt.date(2024, 1, 7)]}).select(pl.col('d').dt.weekday())",
        agrees: "pl.DataFrame({'d': [dt.date(2024, 1, 7)]}).select(pl.col('d').dt.weekday() % 7 + 1)",
        write: 'd.dt.weekday() % 7 + 1',
      },
    },
  },
  {
    id: 'weekday',
    title: 'weekday: which number Sunday has',
    what: 'Sunday is 6 in Spark, 0 in DuckDB, 7 in Polars, -1 in Sail. Filters for weekends move by a day.',
    triggers: ['function:weekday'],
    spark:
      "SELECT weekday(d) AS v FROM VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08') AS t(d) ORDER BY d",
    ports: {
      duckdb: {
        plain:
          "SELECT weekday(d) AS v FROM (VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08')) AS t(d) ORDER BY d",
        agrees:
          "SELECT isodow(d) - 1 AS v FROM (VALUES (DATE '2024-01-06'), (DATE '2024-01-07'), (DATE '2024-01-08')) AS t(d) ORDER BY d",
        write: 'isodow(d) - 1',
      },
      polars: {
        plain:
          "pl.DataFrame({'d': [dt.date(2024, 1, 6), dt.date(2024, 1, 7), dt.date(2024, 1, 8)]}).select(pl.col('d').dt.weekday())",
        agrees:
          "pl.DataFrame({'d': [dt.date(2024, 1, 6), dt.date(2024, 1, 7), dt.date(2024, 1, 8)]}).select(pl.col('d').dt.weekday() - 1)",
        write: 'd.dt.weekday() - 1',
      },
    },
  },
  {
    id: 'add-months',
    title: 'add_months at the end of a month',
    what: 'All take the last day where the month is shorter. In DuckDB the result is a TIMESTAMP.',
    triggers: ['function:add_months'],
    spark:
      "SELECT add_months(d, 1) AS v FROM VALUES (DATE '2023-02-28'), (DATE '2024-01-31') AS t(d) ORDER BY d",
    ports: {
      duckdb: {
        plain:
          "SELECT d + INTERVAL 1 MONTH AS v FROM (VALUES (DATE '2023-02-28'), (DATE '2024-01-31')) AS t(d) ORDER BY d",
        agrees:
          "SELECT CAST(d + INTERVAL 1 MONTH AS DATE) AS v FROM (VALUES (DATE '2023-02-28'), (DATE '2024-01-31')) AS t(d) ORDER BY d",
        write: 'CAST(d + INTERVAL 1 MONTH AS DATE)',
      },
      polars: {
        plain:
          "pl.DataFrame({'d': [dt.date(2023, 2, 28), dt.date(2024, 1, 31)]}).select(pl.col('d').dt.offset_by('1mo'))",
      },
    },
  },
  {
    id: 'months-between',
    title: 'months_between',
    what: 'Spark returns a fraction of 31 days, and a whole number between two ends of months. DuckDB counts whole months, and Polars has no such function.',
    triggers: ['function:months_between'],
    spark:
      "SELECT months_between(a, b) AS v FROM VALUES (1, DATE '2024-02-29', DATE '2024-01-31'), (2, DATE '2024-03-30', DATE '2024-02-29'), (3, DATE '2024-03-05', DATE '2024-01-05') AS t(i, a, b) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT date_diff('month', b, a) AS v FROM (VALUES (1, DATE '2024-02-29', DATE '2024-01-31'), (2, DATE '2024-03-30', DATE '2024-02-29'), (3, DATE '2024-03-05', DATE '2024-01-05')) AS t(i, a, b) ORDER BY i",
        agrees:
          "SELECT round(date_diff('month', b, a) + CASE WHEN a = last_day(a) AND b = last_day(b) THEN 0 ELSE (day(a) - day(b)) / 31 END, 8) AS v FROM (VALUES (1, DATE '2024-02-29', DATE '2024-01-31'), (2, DATE '2024-03-30', DATE '2024-02-29'), (3, DATE '2024-03-05', DATE '2024-01-05')) AS t(i, a, b) ORDER BY i",
        write:
          "For dates: round(date_diff('month', b, a) + CASE WHEN a = last_day(a) AND b = last_day(b) THEN 0 ELSE (day(a) - day(b)) / 31 END, 8)",
      },
      polars: {
        plain:
          "a, b = pl.col('a').dt, pl.col('b').dt\npl.DataFrame({'a': [dt.date(2024, 2, 29), dt.date(2024, 3, 30), dt.date(2024, 3, 5)], 'b': [dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 1, 5)]}).select((a.year() - b.year()) * 12 + a.month().cast(pl.Int32) - b.month())",
        agrees:
          "a, b = pl.col('a'), pl.col('b')\nmonths = (a.dt.year() - b.dt.year()) * 12 + a.dt.month().cast(pl.Int32) - b.dt.month()\nends = (a == a.dt.month_end()) & (b == b.dt.month_end())\npl.DataFrame({'a': [dt.date(2024, 2, 29), dt.date(2024, 3, 30), dt.date(2024, 3, 5)], 'b': [dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 1, 5)]}).select((months + pl.when(ends).then(0).otherwise((a.dt.day() - b.dt.day()) / 31)).round(8))",
        write:
          'For dates: months + pl.when(both are month ends).then(0).otherwise((a.dt.day() - b.dt.day()) / 31)',
      },
    },
  },
  {
    id: 'date-trunc',
    title: 'date_trunc',
    what: 'A TIMESTAMP, in weeks that start on Monday.',
    triggers: ['function:date_trunc'],
    spark:
      "SELECT date_trunc('WEEK', TIMESTAMP '2024-05-15 10:20:30') AS b, date_trunc('quarter', TIMESTAMP '2024-05-15 10:20:30') AS c, date_trunc('hour', TIMESTAMP '2024-05-15 10:20:30') AS d",
    ports: {
      duckdb: {
        plain:
          "SELECT date_trunc('week', TIMESTAMP '2024-05-15 10:20:30') AS b, date_trunc('quarter', TIMESTAMP '2024-05-15 10:20:30') AS c, date_trunc('hour', TIMESTAMP '2024-05-15 10:20:30') AS d",
      },
      polars: {
        plain:
          "t = pl.lit(dt.datetime(2024, 5, 15, 10, 20, 30)).dt\npl.select(b=t.truncate('1w'), c=t.truncate('1q'), d=t.truncate('1h'))",
      },
    },
  },
  {
    id: 'next-day',
    title: 'next_day',
    what: 'The first such weekday after a date. DuckDB and Polars have no such function.',
    triggers: ['function:next_day'],
    spark:
      "SELECT next_day(d, 'MON') AS v FROM VALUES (DATE '2024-01-07'), (DATE '2024-01-08') AS t(d) ORDER BY d",
    ports: {
      duckdb: {
        plain:
          "SELECT d + 1 + CAST((7 - isodow(d)) % 7 AS INT) AS v FROM (VALUES (DATE '2024-01-07'), (DATE '2024-01-08')) AS t(d) ORDER BY d",
        write: 'With w from 1 for Monday: d + 1 + CAST((w + 6 - isodow(d)) % 7 AS INT)',
      },
      polars: {
        plain:
          "d = pl.col('d')\npl.DataFrame({'d': [dt.date(2024, 1, 7), dt.date(2024, 1, 8)]}).select(d + pl.duration(days=1 + (7 - d.dt.weekday()) % 7))",
        write: 'With w from 1 for Monday: d + pl.duration(days=1 + (w + 6 - d.dt.weekday()) % 7)',
      },
    },
  },
]
