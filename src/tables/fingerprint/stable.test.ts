import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { columnsOf, db, useSelected } from '../../../tests/selected.ts'
import { holdsNothing } from '../../types/stable-types.ts'
import { fingerprintStably, fingerprintWithColumns } from './stable.ts'

useSelected()

const fingerprintOf = async (select: string) =>
  (await fingerprintStably(db, `(${select})`, await columnsOf(select))).fingerprint

// docs/fingerprint.md written down a second time, without DuckDB.
const NULL = '~'
const text = (value: string) => `${Buffer.byteLength(value)}:${value}`
const number = (unscaled: bigint, scale: number) => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const fraction = digits.slice(digits.length - scale, scale === 0 ? 0 : undefined).replace(/0+$/, '')
  const whole = digits.slice(0, digits.length - scale)
  return `${unscaled < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`
}
const float = (value: number) => {
  if (Number.isNaN(value)) return 'fnan'
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value === 0 ? 0 : value)
  return `f${view.getBigInt64(0)}`
}
const micros = (iso: string, nanos = 0n) => number(BigInt(Date.parse(iso)) * 1_000_000n + nanos, 3)
const days = (iso: string) => String(Date.parse(iso) / 86_400_000)
const binary = (...bytes: number[]) => text(Buffer.from(bytes).toString('hex'))
const list = (...items: string[]) => `[${items.join(',')}]`
const map = (...entries: string[]) =>
  `<${entries.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(',')}>`

const md5 = (value: string) => createHash('md5').update(value).digest()

/** @param rows of embedded texts, each row's in order of the columns' names */
function specified(columns: [name: string, family: string][], rows: string[][]): string {
  let sum = 0n
  for (const row of rows) {
    const digest = md5(row.map((cell) => `${cell};`).join('')).reverse()
    sum = (sum + BigInt(`0x${digest.toString('hex')}`)) % 2n ** 128n
  }
  const head = columns.map(([name, family]) => `${Buffer.byteLength(name)}:${name} ${family}\n`).join('')
  const tail = `rows ${rows.length}\nsum ${sum.toString(16).padStart(32, '0')}\n`
  return `v1:${md5(`etl-compare fingerprint 1\n${head}${tail}`).toString('hex')}`
}

const UUID = '00112233-4455-6677-8899-aabbccddeeff'
const TWO_128 = 2n ** 128n - 1n

/** Type, family, and values in SQL with their texts. */
const CASES: [type: string, family: string, values: [sql: string, text: string][]][] = [
  [
    'TINYINT',
    'number',
    [
      ['-128', '-128'],
      ['0', '0'],
    ],
  ],
  ['BIGINT', 'number', [['-9223372036854775808', number(-(2n ** 63n), 0)]]],
  [
    'HUGEINT',
    'number',
    [
      ['-1', '-1'],
      ['0', '0'],
      ["'-170141183460469231731687303715884105728'", number(-(2n ** 127n), 0)],
    ],
  ],
  ['UHUGEINT', 'number', [[`'${TWO_128}'`, number(TWO_128, 0)]]],
  [
    'DECIMAL(9,2)',
    'number',
    [
      ['1.50', number(150n, 2)],
      ['1.00', number(100n, 2)],
      ['-0.05', number(-5n, 2)],
      ['100', '100'],
      ['0', '0'],
    ],
  ],
  [
    'DECIMAL(2,2)',
    'number',
    [
      ['0.50', number(50n, 2)],
      ['-0.5', '-0.5'],
      ['0', '0'],
    ],
  ],
  [
    'DECIMAL(38,38)',
    'number',
    [
      ["'-0.00000000000000000000000000000000000012'", number(-12n, 38)],
      ['0', '0'],
    ],
  ],
  ['DECIMAL(38,0)', 'number', [['1000', number(1000n, 0)]]],
  [
    'FLOAT',
    'float',
    [
      ['0.1', float(Math.fround(0.1))],
      ["'-0.0'", float(0)],
      ["'nan'", float(Number.NaN)],
      ["'-inf'", float(-Infinity)],
    ],
  ],
  [
    'DOUBLE',
    'float',
    [
      ['0.1', float(0.1)],
      ["'-0.0'", float(-0)],
      ["-('nan'::DOUBLE)", 'fnan'],
      ["'inf'", float(Infinity)],
      ['5e-324', float(5e-324)],
    ],
  ],
  [
    'BOOLEAN',
    'boolean',
    [
      ['true', 't'],
      ['false', 'f'],
    ],
  ],
  [
    'VARCHAR',
    'text',
    [
      ["''", text('')],
      ["'~'", text('~')],
      ["'é;🦆'", text('é;🦆')],
    ],
  ],
  ["ENUM('a','b')", 'text', [["'b'", text('b')]]],
  ['JSON', 'text', [[`'{"a": 1}'`, text('{"a": 1}')]]],
  [
    'BLOB',
    'binary',
    [
      ["''", binary()],
      ["'\\x00\\xAB'", binary(0, 171)],
    ],
  ],
  ['UUID', 'uuid', [[`'${UUID.toUpperCase()}'`, UUID]]],
  [
    'DATE',
    'date',
    [
      ["'2026-11-21'", days('2026-11-21')],
      ["'1969-12-31'", days('1969-12-31')],
      ["'infinity'", 'infinity'],
      ["'-infinity'", '-infinity'],
    ],
  ],
  ['TIME', 'time', [["'12:34:56.5'", number(45_296_500_000_000n, 3)]]],
  ['TIME_NS', 'time', [["'12:34:56.000000120'", number(45_296_000_000_120n, 3)]]],
  [
    'TIMESTAMP_S',
    'timestamp',
    [
      ["'2026-11-21 01:02:03'", micros('2026-11-21T01:02:03Z')],
      ["'infinity'", 'infinity'],
    ],
  ],
  ['TIMESTAMP_MS', 'timestamp', [["'1969-12-31 23:59:59.999'", micros('1969-12-31T23:59:59.999Z')]]],
  [
    'TIMESTAMP',
    'timestamp',
    [
      ["'2026-11-21 01:02:03.000004'", micros('2026-11-21T01:02:03Z', 4000n)],
      ["'-infinity'", '-infinity'],
    ],
  ],
  [
    'TIMESTAMP_NS',
    'timestamp',
    [
      ["'2026-11-21 01:02:03.000004050'", micros('2026-11-21T01:02:03Z', 4050n)],
      ["'1969-12-31 23:59:59.9999999'", '-0.1'],
      ["'infinity'", 'infinity'],
    ],
  ],
  [
    'TIMESTAMPTZ',
    'timestamptz',
    [
      ["'2026-11-21 03:02:03+02'", micros('2026-11-21T01:02:03Z')],
      ["'infinity'", 'infinity'],
    ],
  ],
  [
    'INTEGER[]',
    'list<number>',
    [
      ['[]', '[]'],
      ['[NULL]', list(NULL)],
      ['[1, 2]', list('1', '2')],
    ],
  ],
  [
    'VARCHAR[]',
    'list<text>',
    [
      ["['a, b']", list(text('a, b'))],
      ["['a', 'b']", list(text('a'), text('b'))],
      ["['']", list(text(''))],
    ],
  ],
  ['DOUBLE[2][]', 'list<list<float>>', [["[[1.5, '-0.0'], NULL]", list(list(float(1.5), float(0)), NULL)]]],
  [
    'STRUCT(b INTEGER, "a b" VARCHAR)',
    'struct<"a b":text,b:number>',
    [["{'b': 1, 'a b': NULL}", `{"a b":~,b:1}`]],
  ],
  [
    'MAP(VARCHAR, DECIMAL(4,2))',
    'map<text,number>',
    [
      ["MAP {'b': 1.5, 'a': NULL}", map(`${text('b')}=1.5`, `${text('a')}=~`)],
      ['MAP {}', '<>'],
    ],
  ],
  [
    'STRUCT(m MAP(INTEGER, BLOB[]))[]',
    'list<struct<m:map<number,list<binary>>>>',
    [
      [
        "[{'m': MAP {10: [''::BLOB], 9: []}}, NULL]",
        list(`{m:${map(`10=${list(binary())}`, '9=[]')}}`, NULL),
      ],
    ],
  ],
]

describe('the fingerprint of a column', () => {
  it.each(CASES)('of %s is the specified one', async (type, family, values) => {
    const cells = [...values, ['NULL', NULL] as const]
    const select = cells.map(([sql]) => `SELECT (${sql})::${type} AS v`).join(' UNION ALL ')
    const expected = specified(
      [['v', family]],
      cells.map(([, cell]) => [cell]),
    )
    expect(await fingerprintOf(select)).toBe(expected)
  })
})

const EVERY_TYPE = `SELECT ${CASES.map(([type, , values], index) => `(${values[0]?.[0]})::${type} AS c${index}`)}`

describe('the fingerprint of a table', () => {
  it('is the specified one, its columns in order of the bytes of their names', async () => {
    const select = `SELECT 7 AS "ﬀ", 'x' AS "🦆", NULL::DATE AS B, true AS a FROM range(3)`
    const columns: [string, string][] = [
      ['B', 'date'],
      ['a', 'boolean'],
      ['ﬀ', 'number'],
      ['🦆', 'text'],
    ]
    const row = [NULL, 't', '7', text('x')]
    expect(await fingerprintOf(select)).toBe(specified(columns, [row, row, row]))
  })

  it('is the specified one for no rows and for no columns', async () => {
    expect(await fingerprintOf('SELECT 1 AS a WHERE false')).toBe(specified([['a', 'number']], []))
    expect((await fingerprintStably(db, 'range(2)', [])).fingerprint).toBe(specified([], [[], []]))
  })

  it('tells a column of NULLs alone by its own fingerprint', async () => {
    const select = `SELECT * FROM (VALUES (NULL::INT, NULL::VARCHAR, NULL::INT[], 1, ''),
      (NULL, NULL, NULL, NULL, NULL), (NULL, NULL, NULL, NULL, NULL)) t(a, b, c, d, e)`
    const found = await fingerprintWithColumns(db, `(${select})`, await columnsOf(select))
    const empty = found.columns.filter((column) => holdsNothing(column, found.rows))
    expect(empty.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  it('holds each column as the table that it would be alone', async () => {
    const columns = await columnsOf(EVERY_TYPE)
    const whole = await fingerprintWithColumns(db, `(${EVERY_TYPE})`, columns)
    expect(whole.fingerprint).toBe(await fingerprintOf(EVERY_TYPE))
    for (const { name, fingerprint } of whole.columns)
      expect(fingerprint).toBe(await fingerprintOf(`SELECT ${name} FROM (${EVERY_TYPE})`))
  })

  // Kept fingerprints would be worthless if these changed: never edit them, add a version 2.
  it.each([
    ['SELECT 1 AS a WHERE false', 'v1:caf9831c120925d3e458b347dc1bfa92'],
    ["SELECT 1 AS id, 1.50 AS amount, 'é' AS name", 'v1:3435ddc411df09b0ad0b8ec210706fa2'],
    [EVERY_TYPE, 'v1:e777f3940a34299298598b3e3a632a08'],
    [
      'SELECT i AS id, i / 7 AS x, CASE WHEN i % 3 > 0 THEN i::VARCHAR END AS s FROM range(10000) t(i)',
      'v1:575109839fdd86e27590c3ac36f6a0b5',
    ],
  ])('never changes: %#', async (select, fingerprint) => {
    expect(await fingerprintOf(select)).toBe(fingerprint)
  })
})
