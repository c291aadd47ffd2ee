import { describe, expect, it } from 'vitest'
import { classify, DECIMAL, text, useClassifier } from '../../../tests/classified.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import { parseType } from '../../types/data-type.ts'
import { canOccur } from '../relate/unused.ts'

useClassifier()

describe('one pair tells', () => {
  it.each([
    ['nan', 'DOUBLE', "'nan'", '1'],
    ['infinity', 'DOUBLE', '1', "'-inf'"],
    ['sign', 'DOUBLE', '-2.5', '2.5'],
    ['sign', 'BIGINT', '7', '-7'],
    ['sign', DECIMAL, '7.25', '-7.25'],
    ['float-noise', 'DOUBLE', '0.1::DOUBLE + 0.2::DOUBLE', '0.3'],
    ['float-precision', 'DOUBLE', '0.1', '0.1::FLOAT'],
    ['float-precision', 'BIGINT', '16777217', '16777216'],
    ['double-precision', 'BIGINT', '9007199254740993', '9007199254740992'],
    ['last-digit', 'DOUBLE', '2.67', '2.68'],
    ['last-digit', DECIMAL, '2.67', '2.68'],
    ['off-by-one', 'BIGINT', '41', '42'],
    ['off-by-one', 'DOUBLE', '41', '42'],
    ['factor', 'BIGINT', '1700000000', '1700000000000'],
    ['factor', 'BIGINT', '1700000000', '1700000000123'],
    ['factor', 'DOUBLE', '1234.5', '12.345'],
    ['saturation', 'BIGINT', '2147483647', '3000000001'],
    ['saturation', 'DOUBLE', '9223372036854775807', '1e30'],
    ['overflow', 'BIGINT', '3000000000', '3000000000 - 4294967296'],
    ['overflow', 'BIGINT', '40000', '40000 - 65536'],
    ['overflow', 'BIGINT', '200', '-56'],
    ['overflow', 'DOUBLE', '3000000000', '-1294967296'],
    ['overflow', 'DECIMAL(38,0)', '10000000000000000000', '10000000000000000000 - 18446744073709551616'],
    ['integer-division', 'DOUBLE', '3', '3.5'],
    ['integer-division', DECIMAL, '-3.5', '-4'],
    ['null-for-zero', 'BIGINT', 'NULL', '0'],
    ['null-for-zero', DECIMAL, '0', 'NULL'],
    ['null-for-nan', 'DOUBLE', 'NULL', "'nan'"],
    ['null', 'BIGINT', 'NULL', '7'],
    ['null', 'BLOB', 'NULL', "'x'"],
    ['null-for-empty', 'VARCHAR', 'NULL', "''"],
    ['null-for-word', 'VARCHAR', 'NULL', "'None'"],
    ['null-for-empty-list', 'INTEGER[]', 'NULL', '[]'],
    ['null-for-struct-of-nulls', 'STRUCT(x INTEGER, "y ""z" VARCHAR)', 'NULL', "{'x': NULL, 'y \"z': NULL}"],
    ['trimming', 'VARCHAR', text('x '), text('x')],
    ['letter-case', 'VARCHAR', text('Ab'), text('aB')],
    ['unicode-form', 'VARCHAR', text('caf\u00e9'), text('cafe\u0301')],
    ['line-ending', 'VARCHAR', text('a\r\nb'), text('a\nb')],
    ['white-space', 'VARCHAR', text('a  b'), text('a b')],
    ['white-space', 'VARCHAR', text('a\u00a0b'), text('a b')],
    ['cut-off', 'VARCHAR', text('abcdef'), text('abcd')],
    ['replacement-character', 'VARCHAR', text('caf\ufffd'), text('caf\u00e9')],
    ['mojibake', 'VARCHAR', text('caf\u00c3\u00a9'), text('caf\u00e9')],
    ['number-format', 'VARCHAR', text('1.50'), text('1.5')],
    ['number-format', 'VARCHAR', text('1E3'), text('1000')],
    ['float-noise', 'VARCHAR', text('0.30000000000000004'), text('0.3')],
    ['time-format', 'VARCHAR', text('2024-01-01T00:00:00Z'), text('2024-01-01 00:00:00')],
    ['time-precision', 'VARCHAR', text('2024-01-01 00:00:00.123456789'), text('2024-01-01 00:00:00.123456')],
    ['time-zone', 'VARCHAR', text('2024-01-01 03:00:00'), text('2024-01-01 02:00:00')],
    ['boolean-format', 'VARCHAR', text('true'), text('True')],
    ['boolean-format', 'VARCHAR', text('t'), text('1')],
    ['time-zone', 'TIMESTAMP', "'2024-07-01 12:00:00'", "'2024-07-01 14:00:00'"],
    ['time-zone', 'TIMESTAMP_NS', "'2024-07-01 12:00:00.123456789'", "'2024-07-01 06:30:00.123456789'"],
    ['time-zone', 'TIMESTAMP WITH TIME ZONE', "'2024-07-01 12:00:00'", "'2024-07-01 14:00:00'"],
    ['time-precision', 'TIMESTAMP', "'2024-07-01 12:00:00.123456'", "'2024-07-01 12:00:00.123'"],
    ['time-precision', 'TIMESTAMP', "'2024-07-01 12:00:00.7'", "'2024-07-01 12:00:01'"],
    ['time-precision', 'TIMESTAMP', "'2024-07-01 12:07:31'", "'2024-07-01'"],
    ['time-precision', 'TIMESTAMP_NS', "'2024-07-01 12:00:00.123456789'", "'2024-07-01 12:00:00.123456'"],
    ['epoch-unit', 'TIMESTAMP', "'2024-07-01'", "'1970-01-20 21:43:12'"],
    ['day-shift', 'DATE', "'2024-07-01'", "'2024-06-30'"],
    ['calendar', 'DATE', "'1500-01-01'", "'1500-01-10'"],
    ['calendar', 'TIMESTAMP', "'1582-10-01 01:02:03'", "'1582-10-11 01:02:03'"],
    ['infinity', 'DATE', "'infinity'", "'2024-01-01'"],
    ['opposite', 'BOOLEAN', 'true', 'false'],
    ['trailing-empties', 'VARCHAR[]', "['a', '', '']", "['a']"],
    ['trailing-empties', 'VARCHAR[]', '[]', "['']"],
    ['unexplained', 'VARCHAR[]', "['a', '', 'b']", "['a']"],
    ['unexplained', 'VARCHAR[]', "['a', '']", "['b']"],
    ['unexplained', 'VARCHAR[]', "['a', NULL]", "['a']"],
    ['null-for-partition', 'VARCHAR', 'NULL', text('__HIVE_DEFAULT_PARTITION__')],
    ['null-for-partition', 'VARCHAR', text('__HIVE_DEFAULT_PARTITION__'), text('')],
    ['unexplained', 'VARCHAR', text('__HIVE_DEFAULT_PARTITION__'), text('x')],
    ['element-order', 'INTEGER[]', '[1, 2, NULL]', '[NULL, 2, 1]'],
    ['unexplained', 'DOUBLE', '1.2345', '7.89012'],
    ['unexplained', 'BIGINT', '41', '57'],
    ['unexplained', DECIMAL, '41.25', '57.31'],
    ['unexplained', 'VARCHAR', text('apple'), text('pear')],
    ['unexplained', 'VARCHAR', text('2024-01-01'), text('apple')],
    ['unexplained', 'VARCHAR', text(''), text('x')],
    ['unexplained', 'VARCHAR', text('12345678901234567890'), text('12345678901234567891x')],
    ['unexplained', 'TIMESTAMP', "'2024-07-01 12:00:00'", "'2024-07-01 12:07:00'"],
    ['unexplained', 'DATE', "'2024-07-01'", "'2024-05-30'"],
    [
      'unexplained',
      'UUID',
      "'00000000-0000-0000-0000-000000000001'",
      "'00000000-0000-0000-0000-000000000002'",
    ],
    ['unexplained', 'INTEGER[]', '[1, 2]', '[1, 2, 3]'],
    ['unexplained', 'TIME', "'12:00'", "'13:00'"],
  ])('%s, %s: %s against %s', async (reason, type, a, b) => {
    const reasons = await classify(type, [[a, b]])
    expect(reasons.map((found) => [found.reason, found.count, found.beyond, found.example.pair])).toEqual([
      [reason, 1, 1, 0],
    ])
    expect(REASONS).toHaveProperty(reason)
    const own = parseType(type)
    expect(canOccur(reason, { a: own, b: own, target: own })).toBe(true)
  })
})

describe('a tolerance', () => {
  it.each([
    ['DOUBLE', '100', '100.5', 0],
    ['DOUBLE', '100', '102', 1],
    ['DOUBLE', "'nan'", '1', 1],
    ['DOUBLE', "'inf'", '1', 1],
    ['DOUBLE', 'NULL', '0', 1],
    ['BIGINT', '9223372036854775807', '-9223372036854775808', 1],
    ['DECIMAL(38,2)', '100.00', '100.51', 0],
    ['VARCHAR', "'100'", "'100.5'", 0],
    ['VARCHAR', "'100'", "'x'", 1],
    ['DATE', "'2024-01-01'", "'2024-01-02'", 1],
  ])('of 1 %% leaves beyond it, of %s %s against %s: %i', async (type, a, b, beyond) => {
    const [found] = await classify(type, [[a, b]], { abs: 0, rel: 0.01 })
    expect(found?.beyond).toBe(beyond)
  })

  it('subtracts integers exactly', async () => {
    const pair: [string, string] = ['9007199254740993', '9007199254740991']
    expect((await classify('BIGINT', [pair], { abs: 2, rel: 0 }))[0]).toMatchObject({
      beyond: 0,
      greatestAbs: 2,
    })
    expect((await classify('BIGINT', [pair], { abs: 1.5, rel: 0 }))[0]).toMatchObject({ beyond: 1 })
  })
})

describe('nothing is thrown', () => {
  it.each([
    ['BIGINT', ['-9223372036854775808', '9223372036854775807', '0', '-1', 'NULL']],
    [
      'HUGEINT',
      [
        "'-170141183460469231731687303715884105728'",
        "'170141183460469231731687303715884105727'",
        '0',
        '-1',
        'NULL',
      ],
    ],
    ['UHUGEINT', ["'340282366920938463463374607431768211455'", '0', '1', 'NULL']],
    [
      'DECIMAL(38,0)',
      ["'-99999999999999999999999999999999999999'", "'99999999999999999999999999999999999999'", '0', '1'],
    ],
    [
      'DECIMAL(38,38)',
      [
        "'0.99999999999999999999999999999999999999'",
        "'-0.99999999999999999999999999999999999999'",
        '0',
        "'0.00000000000000000000000000000000000001'",
      ],
    ],
    [
      'DECIMAL(38,10)',
      [
        "'9999999999999999999999999999.9999999999'",
        "'-9999999999999999999999999999.9999999999'",
        '0',
        '0.1',
        '100',
      ],
    ],
    ['DOUBLE', ["'nan'", "'inf'", "'-inf'", '1.7e308', '-1.7e308', '5e-324', '0', '1', 'NULL']],
    [
      'VARCHAR',
      [
        "''",
        "' '",
        "'1e999'",
        "'nan'",
        "'0x1'",
        "'99999-01-01'",
        "'294247-01-10 04:00:54'",
        "'infinity'",
        "'-infinity'",
        'chr(65533)',
        "'9999999999999999999999999999999999999999999'",
        "'2024-02-30'",
        'NULL',
      ],
    ],
    [
      'DATE',
      ["'infinity'", "'-infinity'", "'5881580-07-10'", "'5877642-06-25 (BC)'", "'0001-01-01'", 'NULL'],
    ],
    [
      'TIMESTAMP',
      [
        "'infinity'",
        "'-infinity'",
        "'294247-01-10 04:00:54'",
        "'290309-12-22 (BC) 00:00:00'",
        "'1970-01-01'",
        'NULL',
      ],
    ],
    ['TIMESTAMP_NS', ["'infinity'", "'1677-09-22'", "'2262-04-11'", "'1970-01-01'", 'NULL']],
    ['INTEGER[]', ['[]', '[NULL]', 'NULL', '[1]']],
    ['BLOB', ["''", "'x'", 'NULL']],
    ['INTERVAL', ["'1 day'", "'24 hours'", 'NULL']],
  ])('by any pair of %s', async (type, values) => {
    const pairs = values.flatMap((a) => values.map((b): [string, string] => [a, b]))
    const found = await classify(type, pairs, { abs: 0.1, rel: 0.1 })
    expect(found.every(({ reason, greatestAbs }) => reason in REASONS && greatestAbs !== Infinity)).toBe(true)
  })
})
