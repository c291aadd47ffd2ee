import { accepted, by, coerced, different, exact, key, one, type Pair, rows, v } from './pair.ts'

export const times: Record<string, Pair[]> = {
  'Times and dates': [
    coerced(
      'seconds against microseconds',
      v("TIMESTAMP_S '2026-11-20 01:02:03'"),
      v("TIMESTAMP '2026-11-20 01:02:03'"),
      {
        key,
        reasons: ['timestamp-unit'],
      },
    ),
    coerced(
      'milliseconds against microseconds',
      v("TIMESTAMP_MS '2026-11-20 01:02:03.999'"),
      v("TIMESTAMP '2026-11-20 01:02:03.999'"),
      {
        key,
        reasons: ['timestamp-unit'],
      },
    ),
    different(
      'a microsecond that milliseconds lost',
      v("TIMESTAMP '2026-11-20 01:02:03.999001'"),
      v("TIMESTAMP_MS '2026-11-20 01:02:03.999'"),
      by('timestamp-unit', 'time-precision'),
    ),
    different(
      'times a microsecond apart',
      v("TIMESTAMP '2026-11-20 01:02:03.000001'"),
      v("TIMESTAMP '2026-11-20 01:02:03.000002'"),
      one,
    ),
    different(
      'times a nanosecond apart',
      v("TIMESTAMP_NS '2026-11-20 01:02:03.000000001'"),
      v("TIMESTAMP_NS '2026-11-20 01:02:03.000000002'"),
      one,
    ),
    coerced(
      'nanoseconds against microseconds',
      v("TIMESTAMP_NS '2026-11-20 01:02:03.000001'"),
      v("TIMESTAMP '2026-11-20 01:02:03.000001'"),
      {
        key,
        reasons: ['timestamp-unit'],
      },
    ),
    different(
      'a nanosecond that microseconds lost',
      v("TIMESTAMP_NS '2026-11-20 01:02:03.000001001'"),
      v("TIMESTAMP '2026-11-20 01:02:03.000001'"),
      by('timestamp-unit', 'time-precision'),
    ),
    different(
      'a year that nanoseconds cannot hold',
      v("TIMESTAMP '2500-01-01 00:00:00'"),
      v("TIMESTAMP_NS '2026-01-01 00:00:00'"),
      one,
    ),
    exact(
      'one instant in two zones',
      v("TIMESTAMPTZ '2026-11-20 12:00:00+02'"),
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      { key },
    ),
    coerced(
      'a zoned time against a naive one',
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      v("TIMESTAMP '2026-11-20 10:00:00'"),
      {
        key,
        reasons: ['naive-timestamp'],
      },
    ),
    accepted(
      'the same, accepted',
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      v("TIMESTAMP '2026-11-20 10:00:00'"),
      {
        key,
        accept: { v: ['naive-timestamp'] },
      },
    ),
    different(
      'a naive time in local time',
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      v("TIMESTAMP '2026-11-20 11:00:00'"),
      {
        ...one,
        accept: { v: ['naive-timestamp'] },
      },
    ),
    coerced('a date against its midnight', v("DATE '2026-11-20'"), v("TIMESTAMP '2026-11-20 00:00:00'"), {
      key,
      reasons: ['date-for-timestamp'],
    }),
    different(
      'an hour ahead, and without milliseconds',
      v("TIMESTAMP '2026-11-20 10:00:00.123'"),
      v("TIMESTAMP '2026-11-20 11:00:00'"),
      by('time-zone', 'time-precision'),
    ),
    different('a date against its noon', v("DATE '2026-11-20'"), v("TIMESTAMP '2026-11-20 12:00:00'"), one),
    different('a day later', v("DATE '2026-11-20'"), v("DATE '2026-11-21'"), by('day-shift')),
    different(
      'infinity against -infinity, as timestamps',
      v("'infinity'::TIMESTAMP"),
      v("'-infinity'::TIMESTAMP"),
      one,
    ),
    exact('an infinite timestamp', v("'infinity'::TIMESTAMP"), v("'infinity'::TIMESTAMP"), { key }),
    different('30 days against a month', v("INTERVAL '30 days'"), v("INTERVAL '1 month'"), { key }),
    different('times of day', v("TIME '10:00:00'"), v("TIME '10:00:01'"), one),
    different(
      '30 days against a month, another difference accepted',
      "SELECT 1 AS id, INTERVAL '30 days' AS v, 'x' AS n",
      "SELECT 1 AS id, INTERVAL '1 month' AS v, 'x ' AS n",
      { key, accept: { n: ['trimming'] }, reasons: ['trimming', 'unexplained'] },
    ),
    different('30 days against a month in a list', v("[INTERVAL '30 days']"), v("[INTERVAL '1 month']"), {
      ...by('unexplained'),
      accept: { v: ['element-order'] },
    }),
    different(
      'a date that no timestamp reaches',
      rows("(1, DATE '500000-01-01'), (2, DATE '2026-11-20')"),
      rows("(1, TIMESTAMP '2020-01-01 00:00:00'), (2, TIMESTAMP '2026-11-20 00:00:00')"),
      one,
    ),
    different(
      'the earliest nanosecond timestamps',
      v('make_timestamp_ns(-9223372036854775806)'),
      v('make_timestamp_ns(-9223372036854775805)'),
      one,
    ),
  ],
}
