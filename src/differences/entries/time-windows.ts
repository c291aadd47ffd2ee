import type { Entry } from '../entry.ts'

/** Windows that overlap or close, and the clock. */
export const TIME_WINDOWS: readonly Entry[] = [
  {
    id: 'window-sliding',
    title: 'window() with a slide',
    what: 'In Spark a row counts in every window that covers it, also in those that begin before it. Polars’ group_by_dynamic begins with the last window that covers the first row. DuckDB needs one row a window.',
    triggers: ['function:window'],
    spark:
      "SELECT window.start AS s, count(*) AS n FROM VALUES (TIMESTAMP '2024-01-01 10:07:00') AS v(t) GROUP BY window(t, '10 minutes', '5 minutes') ORDER BY s",
    ports: {
      duckdb: {
        plain:
          "SELECT s, count(*) AS n FROM (SELECT unnest([b - INTERVAL 5 MINUTES, b]) AS s FROM (SELECT time_bucket(INTERVAL 5 MINUTES, t) AS b FROM (VALUES (TIMESTAMP '2024-01-01 10:07:00')) AS v(t))) GROUP BY s ORDER BY s",
        write: 'unnest the starts of all windows that cover a row, then GROUP BY.',
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 1, 1, 10, 7)]}).group_by_dynamic('t', every='5m', period='10m').agg(pl.len())",
        agrees:
          "b = pl.col('t').dt.truncate('5m')\npl.DataFrame({'t': [dt.datetime(2024, 1, 1, 10, 7)]}).select(s=pl.concat_list(b.dt.offset_by('-5m'), b)).explode('s').group_by('s').len().sort('s')",
        write: 'explode the starts of all windows that cover a row, then group_by.',
      },
    },
  },
  {
    id: 'session-window',
    title: 'session_window',
    what: 'Rows belong together until a gap. Neither DuckDB nor Polars has it: a running count of gaps gives each session a number.',
    triggers: ['function:session_window'],
    spark:
      "SELECT count(*) AS n FROM VALUES (TIMESTAMP '2024-01-01 10:00:00'), (TIMESTAMP '2024-01-01 10:04:00'), (TIMESTAMP '2024-01-01 10:09:00'), (TIMESTAMP '2024-01-01 10:30:00') AS v(t) GROUP BY session_window(t, '5 minutes') ORDER BY min(t)",
    ports: {
      duckdb: {
        plain:
          "SELECT count(*) AS n FROM (SELECT t, count(*) FILTER (gap > INTERVAL 5 MINUTES) OVER (ORDER BY t) AS s FROM (SELECT t, t - lag(t) OVER (ORDER BY t) AS gap FROM (VALUES (TIMESTAMP '2024-01-01 10:00:00'), (TIMESTAMP '2024-01-01 10:04:00'), (TIMESTAMP '2024-01-01 10:09:00'), (TIMESTAMP '2024-01-01 10:30:00')) AS v(t))) GROUP BY s ORDER BY min(t)",
        write:
          'A new session starts where t - lag(t) > the gap: a row exactly a gap later still belongs to it.',
      },
      polars: {
        plain:
          "at = lambda m: dt.datetime(2024, 1, 1, 10, m)\npl.DataFrame({'t': [at(0), at(4), at(9), at(30)]}).with_columns(s=(pl.col('t').diff() > pl.duration(minutes=5)).fill_null(False).cum_sum()).group_by('s', maintain_order=True).agg(pl.len()).select('len')",
        write:
          'A new session starts where t.diff() > the gap: a row exactly a gap later still belongs to it.',
      },
    },
  },
  {
    id: 'now',
    title: 'current_date and current_timestamp',
    what: 'One value in a whole query, in the session’s time zone. Two runs never agree: pass the date of the run as a parameter to both programs.',
    triggers: ['function:current_date', 'function:curdate', 'function:current_timestamp', 'function:now'],
    spark: 'SELECT current_date() = CAST(current_timestamp() AS DATE) AS v',
    instead: 'F.lit(datetime.now()) of Python',
    ports: {
      duckdb: { plain: 'SELECT current_date = CAST(now() AS DATE) AS v' },
      polars: {
        plain: 'now = dt.datetime.now(dt.UTC)\npl.select(v=pl.lit(now).dt.date() == pl.lit(now.date()))',
      },
    },
  },
]
