import type { Tolerance } from '../src/core/config/model.ts'
import type { TableFinding } from '../src/core/record/schema.ts'

/** Two tables as SQL, with what is to be said of them, found by hand: `a` is the baseline's. */
export interface Pair {
  trap: string
  a: string
  b: string
  key?: string[]
  ignore?: string[]
  accept?: Record<string, string[]>
  tolerance?: Record<string, Tolerance>
  outcome: TableFinding['outcome']
  passes: boolean
  /** All reasons of columns, where the pair has only these. */
  reasons?: string[]
  onlyA?: number
  onlyB?: number
  changed?: number
}

type Rest = Omit<Pair, 'trap' | 'a' | 'b' | 'outcome' | 'passes'>

const pair =
  (outcome: Pair['outcome'], passes: boolean) =>
  (trap: string, a: string, b: string, rest: Rest = {}): Pair => ({ trap, a, b, ...rest, outcome, passes })

const exact = pair('exact', true)
const coerced = pair('coerced', false)
const accepted = pair('coerced', true)
const close = pair('within-tolerance', true)
const closeOnly = pair('within-tolerance', false)
const different = pair('different', false)

/** A table of one row: a key and the value in question. */
const v = (value: string): string => `SELECT 1 AS id, ${value} AS v`
const rows = (values: string, columns = 'id, v'): string => `SELECT * FROM (VALUES ${values}) t(${columns})`

const key = ['id']
const one: Rest = { key, onlyA: 0, onlyB: 0, changed: 1 }
const by = (...reasons: string[]): Rest => ({ ...one, reasons })
const within = (abs: number, rel: number): Rest => ({ key, tolerance: { v: { abs, rel } } })

/** Traps that comparisons of tables fall into, by what they are about. */
export const PAIRS: Record<string, Pair[]> = {
  'Types and widths': [
    coerced('INTEGER against BIGINT', v('5::INTEGER'), v('5::BIGINT'), { key, reasons: ['integer-width'] }),
    accepted('the same, accepted', v('5::INTEGER'), v('5::BIGINT'), {
      key,
      accept: { v: ['integer-width'] },
      reasons: ['integer-width'],
    }),
    accepted('the same, accepted for all columns', v('5::INTEGER'), v('5::BIGINT'), {
      accept: { '*': ['integer-width'] },
    }),
    coerced(
      'widths accepted in one column of two',
      'SELECT 1::INT AS a, 2::INT AS b',
      'SELECT 1::BIGINT AS a, 2::BIGINT AS b',
      {
        accept: { a: ['integer-width'] },
      },
    ),
    different('a width accepted, but another value', v('5::INTEGER'), v('6::BIGINT'), {
      ...one,
      accept: { v: ['integer-width'] },
    }),
    coerced('a signed and an unsigned number', v('5::BIGINT'), v('5::UBIGINT'), {
      key,
      reasons: ['integer-width'],
    }),
    coerced('FLOAT against DOUBLE, of a value that both hold', v('0.5::FLOAT'), v('0.5::DOUBLE'), {
      key,
      reasons: ['float-width'],
    }),
    different(
      'FLOAT against DOUBLE, of a value that FLOAT does not hold',
      v('0.1::FLOAT'),
      v('0.1::DOUBLE'),
      by('float-width', 'float-precision'),
    ),
    coerced('DOUBLE 5.0 against the integer 5', v('5.0::DOUBLE'), v('5::BIGINT'), {
      key,
      reasons: ['float-for-integer'],
    }),
    different(
      'DOUBLE 5.5 against the integer 5, which it would be cast to',
      v('5.5::DOUBLE'),
      v('5::BIGINT'),
      one,
    ),
    different(
      'DOUBLE 5.5 against the integer 6, which it would be rounded to',
      v('5.5::DOUBLE'),
      v('6::BIGINT'),
      one,
    ),
    different('a truth value against 1', v('true'), v('1::INTEGER'), { key, reasons: ['type'] }),
    different('a number against a date', v('20260101::INTEGER'), v("DATE '2026-01-01'"), {
      key,
      reasons: ['type'],
    }),
    exact('an ENUM against its text', v("'a'::ENUM('a', 'b')"), v("'a'"), { key }),
    coerced('a FLOAT’s CSV', v("'0.1'"), v('0.1::FLOAT'), { key, reasons: ['text-for-type'] }),
    exact('an array against a list', v('[1, 2, 3]::INT[3]'), v('[1, 2, 3]::INT[]'), { key }),
  ],
  'Whole numbers': [
    different(
      'a sum that stopped at the greatest of 32 bits',
      v('3000000000::BIGINT'),
      v('2147483647::BIGINT'),
      by('saturation'),
    ),
    different(
      '2^53 + 1 against 2^53, one number to a DOUBLE',
      v('9007199254740993'),
      v('9007199254740992'),
      by('double-precision'),
    ),
    different(
      '2^53 + 1 against the DOUBLE that it rounds to',
      v('9007199254740993'),
      v('9007199254740992::DOUBLE'),
      by('float-for-integer', 'double-precision'),
    ),
    different(
      'the greatest BIGINT against the one below',
      v('9223372036854775807'),
      v('9223372036854775806'),
      one,
    ),
    different('HUGEINT 0 against −1', v('0::HUGEINT'), v('(-1)::HUGEINT'), by('off-by-one')),
    different(
      'HUGEINTs that differ in their lowest bit',
      v('170141183460469231731687303715884105727::HUGEINT'),
      v('170141183460469231731687303715884105726::HUGEINT'),
      one,
    ),
    different(
      'HUGEINTs that differ in their upper half',
      v('18446744073709551616::HUGEINT'),
      v('36893488147419103232::HUGEINT'),
      one,
    ),
    coerced(
      'UBIGINT against HUGEINT',
      v('18446744073709551615::UBIGINT'),
      v('18446744073709551615::HUGEINT'),
      {
        key,
        reasons: ['integer-width'],
      },
    ),
    different(
      'a sum that overflowed 32 bits',
      v('3000000000::BIGINT'),
      v('(-1294967296)::BIGINT'),
      by('overflow'),
    ),
    different('a number of the other sign', v('517'), v('-517'), by('sign')),
    different(
      'a HUGEINT that no decimal has room for',
      v('170141183460469231731687303715884105727::HUGEINT'),
      v('1::DECIMAL(38,0)'),
      one,
    ),
    coerced('UBIGINT against a decimal of 22 digits', v('5::UBIGINT'), v('5.00::DECIMAL(22,2)'), {
      key,
      reasons: ['decimal-scale'],
    }),
    different(
      'one fraction among DOUBLEs, and a whole number that a DOUBLE would round',
      rows('(1, 0.5::DOUBLE), (2, 9007199254740992.0)'),
      rows('(1, 0::BIGINT), (2, 9007199254740993)'),
      { key, accept: { v: ['float-for-integer'] }, changed: 2 },
    ),
  ],
  Decimals: [
    different(
      'halves rounded up against halves rounded to even',
      rows('(1, 0.13), (2, 0.38), (3, 0.63)'),
      rows('(1, 0.12), (2, 0.38), (3, 0.62)'),
      {
        ...one,
        changed: 2,
      },
    ),
    coerced('DECIMAL(18,2) against DECIMAL(28,2)', v('1.50::DECIMAL(18,2)'), v('1.50::DECIMAL(28,2)'), {
      key,
      reasons: ['decimal-precision'],
    }),
    coerced('1.50 against 1.5000', v('1.50::DECIMAL(18,2)'), v('1.5000::DECIMAL(18,4)'), {
      key,
      reasons: ['decimal-scale'],
    }),
    different('1.50 against 1.5001', v('1.50::DECIMAL(18,2)'), v('1.5001::DECIMAL(18,4)'), one),
    coerced('5 against 5.00', v('5::INTEGER'), v('5.00::DECIMAL(9,2)'), { key, reasons: ['decimal-scale'] }),
    different(
      '0.00 against one unit below',
      v('0.00::DECIMAL(18,2)'),
      v('(-0.01)::DECIMAL(18,2)'),
      by('last-digit'),
    ),
    different(
      'a cent in 17 digits',
      v('123456789012345678.91::DECIMAL(38,2)'),
      v('123456789012345678.92::DECIMAL(38,2)'),
      one,
    ),
    different(
      'the last of 38 digits',
      v("'0.12345678901234567890123456789012345678'::DECIMAL(38,38)"),
      v("'0.12345678901234567890123456789012345679'::DECIMAL(38,38)"),
      one,
    ),
    coerced('scales that no type holds both of', v('1::DECIMAL(38,0)'), v("'1'::DECIMAL(38,37)"), {
      key,
      reasons: ['decimal-scale'],
    }),
    coerced(
      'digits before and behind the point that no type has room for',
      v('-1.50::DECIMAL(38,2)'),
      v('-1.5000::DECIMAL(18,4)'),
      {
        key,
        reasons: ['decimal-scale'],
      },
    ),
    different(
      'the same, and a hundredth of a cent',
      v('1.50::DECIMAL(38,2)'),
      v('1.5001::DECIMAL(18,4)'),
      one,
    ),
    different(
      'a number that the other type has no room for',
      rows("(1, '123456789012345678901234567890123456.78'::DECIMAL(38,2)), (2, 1.50)"),
      rows('(1, 1.5000::DECIMAL(18,4)), (2, 1.5000)'),
      one,
    ),
    coerced('UHUGEINT against a decimal', v('5::UHUGEINT'), v('5.00::DECIMAL(9,2)'), {
      key,
      reasons: ['integer-width'],
    }),
    different(
      'numbers rounded to one decimal',
      rows('(1, 12.34), (2, 12.37), (3, 12.03), (4, 12.98)'),
      rows('(1, 12.3), (2, 12.4), (3, 12.0), (4, 13.0)'),
      { key, reasons: ['decimal-scale', 'fewer-decimals'], changed: 4 },
    ),
    coerced('DOUBLE 0.1 against the decimal 0.10', v('0.1::DOUBLE'), v('0.10::DECIMAL(18,2)'), {
      key,
      reasons: ['float-for-decimal'],
    }),
    different(
      'DOUBLE 0.1 + 0.2 against the decimal 0.30',
      v('0.1::DOUBLE + 0.2::DOUBLE'),
      v('0.30::DECIMAL(18,2)'),
      one,
    ),
    coerced(
      'a decimal of another scale inside a struct',
      v("{'p': 1.0::DECIMAL(9,1)}"),
      v("{'p': 1.00::DECIMAL(9,2)}"),
      {
        key,
        reasons: ['decimal-scale'],
      },
    ),
    different('a cent inside a struct', v("{'p': 1.01::DECIMAL(9,2)}"), v("{'p': 1.02::DECIMAL(9,2)}"), one),
    different(
      'nothing but digits after the point, of either sign',
      v("'-0.1'::DECIMAL(38,38)"),
      v("'0.99999999999999999999999999999999999999'::DECIMAL(38,38)"),
      one,
    ),
    different(
      'one DOUBLE with a fraction too many, and a cent that a DOUBLE would round',
      rows('(1, 0.125::DOUBLE), (2, 90071992547409.92), (3, 1.5)'),
      rows("(1, 0.12::DECIMAL(38,2)), (2, '90071992547409.93'), (3, 1.50)"),
      { ...one, changed: 2 },
    ),
    coerced('DOUBLEs against a decimal of 20 places', v('0.1::DOUBLE'), v('0.1::DECIMAL(38,20)'), {
      key,
      reasons: ['float-for-decimal'],
    }),
  ],
  'Floating-point numbers': [
    exact('NaN against NaN', v("'nan'::DOUBLE"), v("-('nan'::DOUBLE)"), { key }),
    exact('−0.0 against 0.0', v("'-0.0'::DOUBLE"), v('0.0::DOUBLE'), { key }),
    exact('−0.0 against 0.0, without a key', "SELECT '-0.0'::DOUBLE AS v", 'SELECT 0.0::DOUBLE AS v'),
    different('NULL against NaN', v('NULL::DOUBLE'), v("'nan'::DOUBLE"), by('null-for-nan')),
    different('∞ against −∞', v("'inf'::DOUBLE"), v("'-inf'::DOUBLE"), by('infinity')),
    different('∞ against the greatest DOUBLE', v("'inf'::DOUBLE"), v('1.7976931348623157e308::DOUBLE'), one),
    different('NaN against ∞', v("'nan'::DOUBLE"), v("'inf'::DOUBLE"), by('nan')),
    different('0.1 + 0.2 against 0.3', v('0.1::DOUBLE + 0.2::DOUBLE'), v('0.3::DOUBLE'), by('float-noise')),
    accepted('the same noise, accepted', v('0.1::DOUBLE + 0.2::DOUBLE'), v('0.3::DOUBLE'), {
      key,
      accept: { v: ['float-noise'] },
    }),
    different('the smallest DOUBLE against 0', v('5e-324::DOUBLE'), v('0.0::DOUBLE'), one),
  ],
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
    different('a date against its noon', v("DATE '2026-11-20'"), v("TIMESTAMP '2026-11-20 12:00:00'"), one),
    different('a day later', v("DATE '2026-11-20'"), v("DATE '2026-11-21'"), by('day-shift')),
    different(
      'the end of time against its beginning',
      v("'infinity'::TIMESTAMP"),
      v("'-infinity'::TIMESTAMP"),
      one,
    ),
    exact('the end of time', v("'infinity'::TIMESTAMP"), v("'infinity'::TIMESTAMP"), { key }),
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
      'the first nanoseconds that there are',
      v('make_timestamp_ns(-9223372036854775806)'),
      v('make_timestamp_ns(-9223372036854775805)'),
      one,
    ),
  ],
  Texts: [
    different('NULL against the empty text', v('NULL::VARCHAR'), v("''"), by('null-for-empty')),
    accepted('the same, accepted', v('NULL::VARCHAR'), v("''"), { key, accept: { v: ['null-for-empty'] } }),
    different('NULL against the word', v('NULL::VARCHAR'), v("'NULL'"), by('null-for-word')),
    different(
      'é as one character and as two',
      v("'caf' || chr(233)"),
      v("'cafe' || chr(769)"),
      by('unicode-form'),
    ),
    different('a space at the end', v("'Bern'"), v("'Bern '"), by('trimming')),
    different('upper and lower case', v("'Bern'"), v("'BERN'"), by('letter-case')),
    different(
      'line endings',
      v("'a' || chr(10) || 'b'"),
      v("'a' || chr(13) || chr(10) || 'b'"),
      by('line-ending'),
    ),
    different('a space that does not break', v("'1 000'"), v("'1' || chr(160) || '000'"), by('white-space')),
    different('a Cyrillic letter that looks Latin', v("'a'"), v('chr(1072)'), by('unexplained')),
    different(
      'a replacement character',
      v("'Zürich'"),
      v("'Z' || chr(65533) || 'rich'"),
      by('replacement-character'),
    ),
    different('a text cut at its NUL', v("'ab' || chr(0) || 'cd'"), v("'ab'"), by('cut-off')),
    different('the number as text, written otherwise', v("'1.50'"), v("'1.5'"), by('number-format')),
    different(
      'one reason accepted, another not',
      rows("(1, 'Bern'), (2, 'Genf')"),
      rows("(1, 'Bern '), (2, 'GENF')"),
      { ...one, changed: 2, accept: { v: ['trimming'] }, reasons: ['trimming', 'letter-case'] },
    ),
    accepted('both accepted', rows("(1, 'Bern'), (2, 'Genf')"), rows("(1, 'Bern '), (2, 'GENF')"), {
      key,
      accept: { v: ['trimming', 'letter-case'] },
    }),
    different('accepted in another column', v("'Bern'"), v("'Bern '"), {
      ...one,
      accept: { w: ['trimming'] },
    }),
    different('accepted, but a row is lost as well', rows("(1, 'Bern'), (2, 'Genf')"), rows("(1, 'Bern ')"), {
      key,
      accept: { '*': ['trimming'] },
      onlyA: 1,
      onlyB: 0,
    }),
    different(
      'numbers of one DOUBLE, of another last digit',
      v("'123456789012345678901234567890123'"),
      v("'123456789012345678901234567890124'"),
      { ...by('double-precision'), accept: { v: ['number-format'] } },
    ),
    different('0.1 and a little more', v("'0.1'"), v("'0.10000000000000000001'"), {
      ...by('double-precision'),
      accept: { v: ['number-format'] },
    }),
    different('numbers too small for a DOUBLE', v("'1e-400'"), v("'1e-500'"), {
      ...one,
      accept: { v: ['number-format'] },
    }),
    different(
      'times of one microsecond, of another last digit',
      v("'2026-11-20 01:02:03.0000000001'"),
      v("'2026-11-20 01:02:03.0000000002'"),
      { ...one, accept: { v: ['time-format'] } },
    ),
    different('the last time that there is', v("'294247-01-10 04:00:54.775806'"), v("'2020'"), one),
    different(
      'a replacement character, and another number',
      v("'Zürich 100'"),
      v("'Z' || chr(65533) || 'rich 999'"),
      by('unexplained'),
    ),
  ],
  'Bytes and UUIDs': [
    different('a zero byte more', v("'\\x00'::BLOB"), v("'\\x00\\x00'::BLOB"), one),
    different('bytes that are no text', v("'\\xFF\\xFE'::BLOB"), v("'\\xFF\\xFD'::BLOB"), one),
    coerced('bytes against the text they spell', v("'abc'::BLOB"), v("'abc'"), {
      key,
      reasons: ['binary-for-text'],
    }),
    different('bytes against another text', v("'abc'::BLOB"), v("'abd'"), one),
    coerced(
      'a UUID against its text in capitals',
      v("'0f8fad5b-d9cb-469f-a165-70867728950e'::UUID"),
      v("'0F8FAD5B-D9CB-469F-A165-70867728950E'"),
      { key, reasons: ['text-for-type'] },
    ),
    different(
      'UUIDs that differ in their last digit',
      v("'0f8fad5b-d9cb-469f-a165-70867728950e'::UUID"),
      v("'0f8fad5b-d9cb-469f-a165-70867728950f'::UUID"),
      one,
    ),
  ],
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
    different('JSON that is spelt otherwise', v('\'{"a":1}\'::JSON'), v('\'{"a": 1}\'::JSON'), one),
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
    coerced('a CSV’s truth value', v("'true'"), v('true'), { key, reasons: ['text-for-type'] }),
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
      'a CSV’s last time that there is',
      v("'294247-01-10 04:00:54.775806+00'"),
      v("TIMESTAMPTZ '2026-11-20 10:00:00+00'"),
      one,
    ),
  ],
  'Lists, structs and maps': [
    different('NULL against the empty list', v('NULL::INT[]'), v('[]::INT[]'), by('null-for-empty-list')),
    different('the empty list against a list of NULL', v('[]::INT[]'), v('[NULL]::INT[]'), one),
    different('NULL against a list of NULL', v('NULL::INT[]'), v('[NULL]::INT[]'), one),
    different(
      'NULL against a struct of NULLs',
      v('NULL::STRUCT(x INT)'),
      v("{'x': NULL::INT}"),
      by('null-for-struct-of-nulls'),
    ),
    different(
      'NULL against the empty map',
      v('NULL::MAP(VARCHAR, INT)'),
      v('MAP {}::MAP(VARCHAR, INT)'),
      one,
    ),
    different(
      'an entry of NULL against none',
      v("MAP {'a': NULL::INT}"),
      v('MAP {}::MAP(VARCHAR, INT)'),
      one,
    ),
    different('a list in another order', v('[1, 2, 3]'), v('[3, 2, 1]'), by('element-order')),
    different('a list that repeats an element', v('[1, 2]'), v('[1, 2, 2]'), one),
    different('one text with a comma against two', v("['a, b']"), v("['a', 'b']"), one),
    different('the word NULL in a list', v("['NULL']"), v('[NULL]::VARCHAR[]'), one),
    different(
      'a quote that ends a text in a struct',
      v("{'x': 'a'', ''y'': ''b', 'y': 'c'}"),
      v("{'x': 'a', 'y': 'b'', ''y'': ''c'}"),
      one,
    ),
    different('lists nested otherwise', v('[[1], [2]]'), v('[[1, 2]]'), one),
    different('an empty list moved', v('[[], [1]]'), v('[[1], []]'), one),
    exact('a struct’s fields in another order', v("{'x': 1, 'y': 2}"), v("{'y': 2, 'x': 1}"), { key }),
    exact('a struct’s fields in another order, in a list', v("[{'x': 1, 'y': 2}]"), v("[{'y': 2, 'x': 1}]"), {
      key,
    }),
    different('values that swapped fields', v("{'x': 1, 'y': 2}"), v("{'x': 2, 'y': 1}"), one),
    different('a struct with a field less', v("{'x': 1, 'y': 2}"), v("{'x': 1}"), { key, reasons: ['type'] }),
    exact('a map’s entries in another order', v("MAP {'a': 1, 'b': 2}"), v("MAP {'b': 2, 'a': 1}"), { key }),
    exact('a map in a list, in another order', v("[MAP {'a': 1, 'b': 2}]"), v("[MAP {'b': 2, 'a': 1}]"), {
      key,
    }),
    different('values that swapped entries', v("MAP {'a': 1, 'b': 2}"), v("MAP {'a': 2, 'b': 1}"), one),
    exact('−0.0 in a list', v("['-0.0'::DOUBLE]"), v('[0.0::DOUBLE]'), { key }),
    exact('NaN in a list', v("['nan'::DOUBLE]"), v("[-('nan'::DOUBLE)]"), { key }),
    exact('−0.0 in a struct in a list', v("[{'x': '-0.0'::DOUBLE}]"), v("[{'x': 0.0::DOUBLE}]"), { key }),
    different('NULL against NaN in a list', v('[NULL]::DOUBLE[]'), v("['nan'::DOUBLE]"), one),
    coerced('integers of another width in a list', v('[1::INTEGER]'), v('[1::BIGINT]'), {
      key,
      reasons: ['integer-width'],
    }),
    different(
      'a nanosecond in a list',
      v("[TIMESTAMP_NS '2026-01-01 00:00:00.000000001']"),
      v("[TIMESTAMP '2026-01-01 00:00:00']"),
      one,
    ),
    different(
      'a union’s other member',
      v("union_value(a := '1')::UNION(a VARCHAR, b INT)"),
      v('union_value(b := 1)::UNION(a VARCHAR, b INT)'),
      one,
    ),
    different('a list of unlike wide numbers', v('[5::UHUGEINT]'), v('[5.00::DECIMAL(9,2)]'), {
      key,
      reasons: ['type'],
    }),
  ],
  'Rows and repeats': [
    different('all columns ignored, and a row lost', rows('(1), (2)', 'v'), rows('(3)', 'v'), {
      ignore: ['v'],
    }),
    exact('rows in another order', rows("(1, 'x'), (2, 'y')"), rows("(2, 'y'), (1, 'x')")),
    different('a repeat lost', rows('(1), (1), (2)', 'v'), rows('(1), (2)', 'v'), { onlyA: 1, onlyB: 0 }),
    different('a row doubled', rows('(1), (2)', 'v'), rows('(1), (2), (2)', 'v'), { onlyA: 0, onlyB: 1 }),
    different('three against one', rows('(1), (1), (1)', 'v'), rows('(1)', 'v'), { onlyA: 2, onlyB: 0 }),
    different(
      'two doubled rows against two others',
      rows('(1), (1), (2), (3), (3), (4)', 'v'),
      rows('(1), (2), (2), (3), (4), (4)', 'v'),
      {
        onlyA: 2,
        onlyB: 2,
      },
    ),
    different('pairs that cancel in an XOR', rows('(1), (1)', 'v'), rows('(2), (2)', 'v'), {
      onlyA: 2,
      onlyB: 2,
    }),
    different(
      'a row twice against none, which cancels in an XOR',
      rows('(1), (7), (7)', 'v'),
      rows('(1)', 'v'),
      { onlyA: 2, onlyB: 0 },
    ),
    different('numbers of equal count and sum', rows('(1), (4)', 'v'), rows('(2), (3)', 'v'), {
      onlyA: 2,
      onlyB: 2,
    }),
    different('values that swapped rows', rows("(1, 'x'), (2, 'y')"), rows("(1, 'y'), (2, 'x')"), {
      ...one,
      changed: 2,
    }),
    different(
      'values that swapped rows, without a key',
      rows("(1, 'x'), (2, 'y')"),
      rows("(1, 'y'), (2, 'x')"),
    ),
    different('no rows against some', `${rows('(1), (2)', 'v')} WHERE false`, rows('(1), (2)', 'v'), {
      onlyA: 0,
      onlyB: 2,
    }),
    exact('no rows on either side', `${v("'x'")} WHERE false`, `${v("'y'")} WHERE false`),
    coerced(
      'no rows, of another width',
      'SELECT 1::INT AS v WHERE false',
      'SELECT 1::BIGINT AS v WHERE false',
      {
        reasons: ['integer-width'],
      },
    ),
    exact('one row', v("'x'"), v("'x'")),
    different(
      'one cell of a thousand rows',
      'SELECT i AS id, i % 7 AS v FROM range(1000) t(i)',
      'SELECT i AS id, if(i = 500, 99, i % 7) AS v FROM range(1000) t(i)',
      one,
    ),
    exact('a column of NULLs', rows('(1, NULL::INT), (2, NULL)'), rows('(2, NULL::INT), (1, NULL)')),
    coerced('a column of NULLs, as text', v('NULL::VARCHAR'), v('NULL::INTEGER'), {
      key,
      reasons: ['text-for-type'],
    }),
    different(
      'rows of NULLs, one more',
      rows('(NULL::INT), (NULL)', 'v'),
      rows('(NULL::INT), (NULL), (NULL)', 'v'),
      { onlyA: 0, onlyB: 1 },
    ),
  ],
  Columns: [
    exact('columns in another order', 'SELECT 1 AS a, 2 AS b', 'SELECT 2 AS b, 1 AS a'),
    different('values that swapped columns', 'SELECT 1 AS a, 2 AS b', 'SELECT 2 AS a, 1 AS b'),
    different('a column missing', 'SELECT 1 AS id, 2 AS v', 'SELECT 1 AS id', { key, reasons: ['missing'] }),
    different('a column too many', 'SELECT 1 AS id', 'SELECT 1 AS id, 2 AS v', { key, reasons: ['extra'] }),
    different('a column renamed', 'SELECT 1 AS id, 2 AS v', 'SELECT 1 AS id, 2 AS w', {
      key,
      reasons: ['missing', 'extra'],
    }),
    different('a column in capitals', 'SELECT 1 AS id, 2 AS v', 'SELECT 1 AS id, 2 AS "V"', {
      key,
      reasons: ['missing', 'extra'],
    }),
    exact('an ignored column', 'SELECT 1 AS id, 2 AS v', 'SELECT 1 AS id, 3 AS v', { key, ignore: ['v'] }),
    exact('an ignored column that one side lacks', 'SELECT 1 AS id, 2 AS v', 'SELECT 1 AS id', {
      key,
      ignore: ['v'],
    }),
    exact('an ignored column of another type', v('5'), v("'five'"), { key, ignore: ['v'] }),
    different(
      'names with spaces, quotes and umlauts',
      'SELECT 1 AS id, 2 AS "a ""b"" c", 3 AS "Größe"',
      'SELECT 1 AS id, 2 AS "a ""b"" c", 4 AS "Größe"',
      one,
    ),
    exact('the same in a struct', v(`{'a "b"': 1, 'größe, c': 2}`), v(`{'größe, c': 2, 'a "b"': 1}`), {
      key,
    }),
    different(
      'names that a comparison itself may use',
      'SELECT 1 AS id, 1 AS a, 2 AS b, 3 AS n, 4 AS side, 5 AS c0, 6 AS hash, 7 AS "count"',
      'SELECT 1 AS id, 1 AS a, 2 AS b, 3 AS n, 4 AS side, 5 AS c0, 6 AS hash, 8 AS "count"',
      one,
    ),
    different(
      'names that JavaScript’s objects have',
      'SELECT 1 AS id, 1 AS "constructor", 2 AS "__proto__"',
      'SELECT 1 AS id, 1 AS "constructor", 3 AS "__proto__"',
      { ...one, accept: { v: ['off-by-one'] } },
    ),
  ],
  Keys: [
    exact('a key with equal repeats', rows("(1, 'x'), (1, 'x')"), rows("(1, 'x'), (1, 'x')"), { key }),
    exact('a key of several rows, in another order', rows("(1, 'x'), (1, 'y')"), rows("(1, 'y'), (1, 'x')"), {
      key,
    }),
    different(
      'a key of several rows, one of which differs',
      rows("(1, 'x'), (1, 'y')"),
      rows("(1, 'x'), (1, 'z')"),
      { key },
    ),
    different('a repeat of a key lost', rows("(1, 'x'), (1, 'x'), (2, 'y')"), rows("(1, 'x'), (2, 'y')"), {
      key,
      onlyA: 1,
      onlyB: 0,
    }),
    exact('a key of NULL', rows("(NULL::INT, 'x'), (1, 'y')"), rows("(1, 'y'), (NULL::INT, 'x')"), { key }),
    different(
      'a key of NULL, another value',
      rows("(NULL::INT, 'x'), (1, 'y')"),
      rows("(NULL::INT, 'z'), (1, 'y')"),
      { key },
    ),
    different(
      'a row lost, one too many, and two cells changed',
      rows("(1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')"),
      rows("(1, 'a'), (2, 'B'), (3, 'x'), (5, 'e')"),
      { key, onlyA: 1, onlyB: 1, changed: 2 },
    ),
    different(
      'a key of two columns',
      rows("(1, 'x', 10), (1, 'y', 20), (2, 'x', 30)", 'id, k, v'),
      rows("(1, 'x', 10), (1, 'y', 21), (2, 'x', 30)", 'id, k, v'),
      { ...one, key: ['id', 'k'] },
    ),
    coerced('a key of another width', 'SELECT 1::INT AS id, 2 AS v', 'SELECT 1::BIGINT AS id, 2 AS v', {
      key,
      reasons: ['integer-width'],
    }),
    different(
      'a key of another width, another value',
      'SELECT 1::INT AS id, 2 AS v',
      'SELECT 1::BIGINT AS id, 3 AS v',
      one,
    ),
    different('the key itself changed', rows("(1, 'x'), (2, 'y')"), rows("(1, 'x'), (3, 'y')"), {
      key,
      onlyA: 1,
      onlyB: 1,
      changed: 0,
    }),
  ],
  Tolerances: [
    closeOnly('close, in a width that nobody accepted', v('1.0::FLOAT'), v('1.5::DOUBLE'), within(0.5, 0)),
    close('close, in a width that is accepted', v('1.0::FLOAT'), v('1.5::DOUBLE'), {
      ...within(0.5, 0),
      accept: { v: ['float-width'] },
    }),
    close('exactly at an absolute edge', v('1.0::DOUBLE'), v('1.5::DOUBLE'), within(0.5, 0)),
    different('one bit beyond it', v('1.0::DOUBLE'), v('1.5000000000000002::DOUBLE'), within(0.5, 0)),
    close('exactly at a relative edge', v('128.0::DOUBLE'), v('127.0::DOUBLE'), within(0, 0.0078125)),
    different('one bit beyond it', v('128.0::DOUBLE'), v('126.99999999999999::DOUBLE'), within(0, 0.0078125)),
    close('a cent of decimals', v('1.00::DECIMAL(18,2)'), v('1.01::DECIMAL(18,2)'), within(0.01, 0)),
    different('two cents', v('1.00::DECIMAL(18,2)'), v('1.02::DECIMAL(18,2)'), within(0.01, 0)),
    close('integers, by name', v('100'), v('101'), within(1, 0)),
    close('all floating-point columns', v('1.0::DOUBLE'), v('1.0000000001::DOUBLE'), {
      key,
      tolerance: { '*': { abs: 0, rel: 1e-9 } },
    }),
    different(
      'all floating-point columns, but decimals',
      v('1.00::DECIMAL(18,2)'),
      v('1.01::DECIMAL(18,2)'),
      {
        ...one,
        tolerance: { '*': { abs: 1, rel: 0 } },
      },
    ),
    different('all floating-point columns, but integers', v('1'), v('2'), {
      ...one,
      tolerance: { '*': { abs: 5, rel: 0 } },
    }),
    close(
      'rows without a key, matched by what agrees',
      rows("('x', 1.0::DOUBLE), ('y', 2.0)"),
      rows("('y', 2.1::DOUBLE), ('x', 1.1)"),
      {
        tolerance: { v: { abs: 0.2, rel: 0 } },
      },
    ),
    different('another column’s', v('1.0::DOUBLE'), v('1.1::DOUBLE'), {
      ...one,
      tolerance: { w: { abs: 5, rel: 0 } },
    }),
    different('NaN against a number', v("'nan'::DOUBLE"), v('1.0::DOUBLE'), { ...one, ...within(1e9, 1) }),
    different('∞ against a number', v("'inf'::DOUBLE"), v('1.0::DOUBLE'), { ...one, ...within(1e9, 1) }),
    different('NULL against a number', v('NULL::DOUBLE'), v('0.0::DOUBLE'), { ...one, ...within(1e9, 1) }),
    exact('nothing to tolerate', v("'nan'::DOUBLE"), v("'nan'::DOUBLE"), within(1, 1)),
    different('a row lost, all others close', rows('(1, 1.0::DOUBLE), (2, 2.0)'), rows('(1, 1.1::DOUBLE)'), {
      ...within(0.5, 0),
      onlyA: 1,
      onlyB: 0,
    }),
    different(
      'a text beside it that differs',
      "SELECT 1 AS id, 1.0::DOUBLE AS v, 'x' AS w",
      "SELECT 1 AS id, 1.1::DOUBLE AS v, 'y' AS w",
      {
        ...one,
        ...within(0.5, 0),
      },
    ),
    different('2^53 + 1 against 2^53 by half a unit', v('9007199254740993'), v('9007199254740992'), {
      ...one,
      ...within(0.5, 0),
    }),
    different(
      'the last of 38 digits by half a unit',
      v('99999999999999999999999999999999999999::DECIMAL(38,0)'),
      v('99999999999999999999999999999999999998::DECIMAL(38,0)'),
      { ...one, ...within(0.5, 0) },
    ),
    close(
      'the same by one',
      v('99999999999999999999999999999999999999::DECIMAL(38,0)'),
      v('99999999999999999999999999999999999998::DECIMAL(38,0)'),
      within(1, 0),
    ),
    different(
      'the greatest UHUGEINT by half a unit',
      v('340282366920938463463374607431768211455::UHUGEINT'),
      v('340282366920938463463374607431768211454::UHUGEINT'),
      { ...one, ...within(0.5, 0) },
    ),
    different('a cent beyond 10^17', v('100000000000000000.01::DECIMAL(38,2)'), v('0::DECIMAL(38,2)'), {
      ...one,
      ...within(1e17, 0),
    }),
    different('a CSV’s 2^53 + 1 by half a unit', v("'9007199254740993'"), v("'9007199254740992'"), {
      ...one,
      ...within(0.5, 0),
    }),
    close('a CSV’s cent', v("'1.00'"), v("'1.01'"), within(0.01, 0)),
    different('a CSV’s cent and a little more', v("'1.00'"), v("'1.0100000000000000001'"), {
      ...one,
      ...within(0.01, 0),
    }),
    close('a cent of DOUBLEs, as they are spelt', v('1.02::DOUBLE'), v('1.01::DOUBLE'), within(0.01, 0)),
    close('a relative edge that no DOUBLE hits', v('100.0::DOUBLE'), v('71.0::DOUBLE'), within(0, 0.29)),
    different(
      'one fraction among DOUBLEs, and a whole number that a DOUBLE would round',
      rows('(1, 0.5::DOUBLE), (2, 9007199254740992.0)'),
      rows('(1, 0::BIGINT), (2, 9007199254740993)'),
      { key, accept: { v: ['float-for-integer'] }, ...within(0.5, 0), changed: 2 },
    ),
    close(
      'rows of numbers alone, matched in their order',
      rows('(1.0::DOUBLE), (2.0)', 'v'),
      rows('(2.05::DOUBLE), (1.05)', 'v'),
      { tolerance: { '*': { abs: 0.1, rel: 0 } } },
    ),
    close(
      'rows of a CSV’s numbers alone, matched in their order',
      rows("('9.99'), ('11')", 'v'),
      rows("('11.01'), ('10.00')", 'v'),
      { tolerance: { v: { abs: 0.1, rel: 0 } } },
    ),
    different(
      'rows of numbers alone, one of them lost',
      rows('(1.0::DOUBLE), (2.0), (9.0)', 'v'),
      rows('(2.05::DOUBLE), (1.05)', 'v'),
      { tolerance: { '*': { abs: 0.1, rel: 0 } }, onlyA: 1, onlyB: 0 },
    ),
  ],
}
