import type { Entry } from '../entry.ts'

/** Less common functions of dates and times. */
export const MORE_TIMES: readonly Entry[] = [
  {
    id: 'names-of-days',
    title: 'dayname and monthname',
    what: 'Spark returns three letters. DuckDB returns the whole name.',
    triggers: ['function:dayname', 'function:monthname'],
    spark: "SELECT dayname(DATE'2026-11-28') AS a, monthname(DATE'2026-11-28') AS b",
    ports: {
      duckdb: {
        plain: "SELECT dayname(DATE '2026-11-28') AS a, monthname(DATE '2026-11-28') AS b",
        agrees: "SELECT strftime(DATE '2026-11-28', '%a') AS a, strftime(DATE '2026-11-28', '%b') AS b",
        write: "strftime(d, '%a') and strftime(d, '%b')",
      },
      polars: {
        plain:
          "import datetime\nd = pl.lit(datetime.date(2026, 11, 28)).dt\npl.select(a=d.strftime('%a'), b=d.strftime('%b'))",
      },
    },
  },
  {
    id: 'numbers-of-times',
    title: 'unix_date, unix_micros, timestamp_micros, date_from_unix_date',
    what: 'All engines count from 1970-01-01 in UTC.',
    triggers: [
      'function:unix_date',
      'function:unix_micros',
      'function:timestamp_micros',
      'function:timestamp_millis',
      'function:date_from_unix_date',
    ],
    spark:
      "SELECT unix_date(DATE'1969-12-31') AS a, unix_micros(TIMESTAMP'2026-11-28 00:00:00.000001Z') AS b, date_from_unix_date(20000) AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT DATE '1969-12-31' - DATE '1970-01-01' AS a, epoch_us(TIMESTAMPTZ '2026-11-28 00:00:00.000001Z') AS b, DATE '1970-01-01' + 20000 AS c",
      },
      polars: {
        plain:
          "import datetime as dt\nat = dt.datetime(2026, 11, 28, 0, 0, 0, 1)\npl.select(a=pl.lit(dt.date(1969, 12, 31)).to_physical(), b=pl.lit(at).dt.epoch('us'), c=pl.lit(20000, dtype=pl.Int32).cast(pl.Date))",
      },
    },
  },
  {
    id: 'unix-millis-before-1970',
    title: 'unix_millis and unix_seconds before 1970',
    what: 'Spark and Polars round down. DuckDB’s epoch_ms cuts off, and a cast of epoch() rounds, so that times before 1970 are one later.',
    triggers: ['function:unix_millis', 'function:unix_seconds'],
    shows: 'rarely',
    spark:
      "SELECT unix_millis(t) AS a, unix_seconds(t) AS b FROM VALUES (TIMESTAMP'1969-12-31 23:59:58.9999Z'), (TIMESTAMP'2026-11-28 00:00:00.0019Z') AS u(t) ORDER BY t",
    ports: {
      duckdb: {
        plain:
          "SELECT epoch_ms(t) AS a, epoch(t)::BIGINT AS b FROM (VALUES (TIMESTAMP '1969-12-31 23:59:58.9999'), (TIMESTAMP '2026-11-28 00:00:00.0019')) AS u(t) ORDER BY t",
        agrees:
          "SELECT floor(epoch_us(t) / 1000)::BIGINT AS a, floor(epoch(t))::BIGINT AS b FROM (VALUES (TIMESTAMP '1969-12-31 23:59:58.9999'), (TIMESTAMP '2026-11-28 00:00:00.0019')) AS u(t) ORDER BY t",
        write: 'floor(epoch_us(t) / 1000)::BIGINT and floor(epoch(t))::BIGINT',
      },
      polars: {
        plain:
          "import datetime as dt\nt = pl.col('t').dt\npl.DataFrame({'t': [dt.datetime(1969, 12, 31, 23, 59, 58, 999900), dt.datetime(2026, 11, 28, 0, 0, 0, 1900)]}).select(a=t.epoch('ms'), b=t.epoch('s'))",
      },
    },
  },
  {
    id: 'timestampadd-months',
    title: 'timestampadd and make_interval of months',
    what: 'A month later than the 31st is the month’s last day, in all engines.',
    triggers: [
      'function:timestampadd',
      'function:dateadd',
      'function:make_interval',
      'function:make_ym_interval',
      'function:make_dt_interval',
    ],
    spark:
      "SELECT timestampadd(MONTH, 1, TIMESTAMP'2026-01-31 10:00:00Z') AS a, TIMESTAMP'2026-01-31 10:00:00Z' + make_interval(0, 1, 0, 2) AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT TIMESTAMP '2026-01-31 10:00:00' + INTERVAL 1 MONTH AS a, TIMESTAMP '2026-01-31 10:00:00' + to_months(1) + to_days(2) AS b",
      },
      polars: {
        plain:
          "import datetime as dt\nt = pl.lit(dt.datetime(2026, 1, 31, 10, tzinfo=dt.timezone.utc)).dt\npl.select(a=t.offset_by('1mo'), b=t.offset_by('1mo2d'))",
      },
    },
  },
  {
    id: 'session-zone',
    title: 'current_timezone, localtimestamp and other facts of a session',
    what: 'The results depend on when and where a job runs: give the time as an argument to both programs.',
    triggers: [
      'function:current_timezone',
      'function:localtimestamp',
      'function:current_user',
      'function:current_database',
      'function:current_catalog',
      'function:version',
    ],
    spark: 'SELECT current_timezone() AS v',
    ports: {
      duckdb: { plain: "SELECT current_setting('TimeZone') AS v" },
      polars: { lacks: 'The zone belongs to each column: dt.convert_time_zone.' },
    },
  },
  {
    id: 'trunc-of-date',
    title: 'trunc of a date',
    what: 'A DATE, in weeks that start on Monday. DuckDB has date_trunc alone; SQLFrame hands it the word, and DuckDB does not know MM: write month.',
    triggers: ['function:trunc'],
    spark: "SELECT trunc(DATE '2024-05-15', 'MM') AS a, trunc(DATE '2024-05-15', 'week') AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT date_trunc('month', DATE '2024-05-15') AS a, date_trunc('week', DATE '2024-05-15') AS b",
        agrees:
          "SELECT CAST(date_trunc('month', DATE '2024-05-15') AS DATE) AS a, CAST(date_trunc('week', DATE '2024-05-15') AS DATE) AS b",
        write: "CAST(date_trunc('month', d) AS DATE)",
      },
      polars: {
        plain: "d = pl.lit(dt.date(2024, 5, 15)).dt\npl.select(a=d.truncate('1mo'), b=d.truncate('1w'))",
      },
    },
  },
  {
    id: 'timestamp-seconds',
    title: 'timestamp_seconds of numbers with a fraction',
    what: 'Spark keeps the fraction of a second, up to microseconds. Sail cuts it off.',
    triggers: ['function:timestamp_seconds'],
    spark: 'SELECT timestamp_seconds(x) AS t FROM VALUES (1704067200.5), (-0.25) AS t(x) ORDER BY x',
    ports: {
      duckdb: {
        plain:
          "SELECT to_timestamp(x) AT TIME ZONE 'UTC' AS t FROM (VALUES (1704067200.5), (-0.25)) AS t(x) ORDER BY x",
      },
      polars: {
        plain: "pl.DataFrame({'x': [-0.25, 1704067200.5]}).select(t=pl.from_epoch('x', 's'))",
      },
    },
  },
  {
    id: 'timestamp-seconds-in-zone',
    title:
      'timestamp_seconds, timestamp_millis and timestamp_micros in a session with another time zone than UTC',
    what: 'Spark counts hours and days in the session’s time zone, wherever a time comes from. Sail counts them in UTC for these.',
    triggers: ['setting:zone-beyond-utc'],
    spark: {
      python:
        "try:\n    spark.conf.set('spark.sql.session.timeZone', 'Asia/Tokyo')\n    rows = spark.sql('SELECT hour(timestamp_seconds(x)) AS h FROM VALUES (0) AS t(x)').collect()\nfinally:\n    spark.conf.set('spark.sql.session.timeZone', 'UTC')\nspark.createDataFrame([(rows[0].h,)], ['h'])",
    },
    ports: {
      duckdb: {
        plain: "SET TimeZone = 'Asia/Tokyo'; SELECT hour(to_timestamp(x)) AS h FROM (VALUES (0)) AS t(x)",
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [0]}).select(h=pl.from_epoch('x', 's').dt.replace_time_zone('UTC').dt.convert_time_zone('Asia/Tokyo').dt.hour())",
      },
    },
  },
]
