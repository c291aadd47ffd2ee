import { by, coerced, different, exact, key, one, type Pair, rows, v } from './pair.ts'

export const typedTexts: Record<string, Pair[]> = {
  'Text against typed columns': [
    different('a CSV’s 1e400 against the ∞ that it is cast to', v("'1e400'"), v("'inf'::DOUBLE"), {
      key,
      accept: { v: ['text-for-type'] },
    }),
    different(
      'a CSV’s naive time against one with a zone, though text is accepted: it names no instant',
      v("'2026-11-20 10:00:00'"),
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      { ...one, accept: { v: ['text-for-type'] } },
    ),
    different('JSON with other white space', v('\'{"a":1}\'::JSON'), v('\'{"a": 1}\'::JSON'), one),
    exact('JSON against its text', v('\'{"a":1}\'::JSON'), v('\'{"a":1}\''), { key }),
    coerced('a CSV’s 1 against the integer', v("'1'"), v('1::INTEGER'), { key, reasons: ['text-for-type'] }),
    different('a CSV’s 1.5 against the 2 that it is cast to', v("'1.5'"), v('2::INTEGER'), one),
    different(
      'a CSV’s 1.005 against the 1.01 that it is cast to',
      v("'1.005'"),
      v('1.01::DECIMAL(9,2)'),
      one,
    ),
    different('a CSV’s word against a number', rows("(1, '1'), (2, 'n/a')"), rows('(1, 1), (2, 2)'), { key }),
    different(
      'a CSV’s empty text against a missing number',
      v("''"),
      v('NULL::INTEGER'),
      by('text-for-type', 'null-for-empty'),
    ),
    coerced('a CSV’s time', v("'2026-11-20 01:02:03'"), v("TIMESTAMP '2026-11-20 01:02:03'"), {
      key,
      reasons: ['text-for-type'],
    }),
    different(
      'a CSV’s time against the date that it is cast to',
      v("'2026-11-20 12:00:00'"),
      v("DATE '2026-11-20'"),
      one,
    ),
    different(
      'a CSV’s nanoseconds against microseconds',
      v("'2026-11-20 01:02:03.000000500'"),
      v("TIMESTAMP '2026-11-20 01:02:03'"),
      one,
    ),
    coerced('a CSV’s NaN', v("'NaN'"), v("'nan'::DOUBLE"), { key, reasons: ['text-for-type'] }),
    coerced('a CSV’s boolean', v("'true'"), v('true'), { key, reasons: ['text-for-type'] }),
    different(
      'a CSV’s 2^53 + 1 against the DOUBLE that it is cast to',
      v("'9007199254740993'"),
      v('9007199254740992::DOUBLE'),
      { ...one, accept: { v: ['text-for-type'] } },
    ),
    different('a CSV’s digits beyond a DOUBLE’s', v("'0.30000000000000001'"), v('0.3::DOUBLE'), {
      ...one,
      accept: { v: ['text-for-type'] },
    }),
    different(
      'one word among a CSV’s numbers, all written with two decimals',
      rows("(1, '1.50'), (2, 'n/a'), (3, '-0.00')"),
      rows('(1, 1.5::DOUBLE), (2, 2.0), (3, 0.0)'),
      one,
    ),
    different(
      'the latest timestamp, in a CSV',
      v("'294247-01-10 04:00:54.775806+00'"),
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      one,
    ),
  ],
}
