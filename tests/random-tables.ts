import fc from 'fast-check'

/** Values of each type as SQL; no two of a type are equal. */
const VALUES: Record<string, string[]> = {
  INTEGER: Array.from({ length: 20 }, (_, number) => `${number}`),
  TINYINT: ['NULL', '0', '1', '-1', '127', '-128'],
  BIGINT: ['NULL', '0', '-1', '9007199254740992', '9007199254740993', '9223372036854775807'],
  'DECIMAL(18,2)': ['NULL', '0', '-0.01', '0.01', '9007199254740993.01', '9007199254740993.02'],
  'DECIMAL(38,20)': ['NULL', '0', '0.00000000000000000001', '-123456789012345678.00000000000000000001'],
  FLOAT: ['NULL', '0', "'nan'", "'inf'", "'-inf'", '0.1', '1e-45'],
  DOUBLE: ['NULL', '0', "'nan'", "'inf'", "'-inf'", '0.3', '0.30000000000000004', '5e-324'],
  VARCHAR: [
    'NULL',
    "''",
    "' '",
    "'NULL'",
    "'a'",
    "'A'",
    "'a '",
    "'a, b'",
    "'é'",
    "'e' || chr(769)",
    'chr(10)',
  ],
  BLOB: ['NULL', "''", "'\\x00'", "'\\x00\\x00'", "'\\xFF'"],
  BOOLEAN: ['NULL', 'true', 'false'],
  DATE: ['NULL', "'1582-10-15'", "'1970-01-01'", "'2026-11-20'", "'infinity'"],
  TIMESTAMP: ['NULL', "'1969-12-31 23:59:59.999999'", "'1970-01-01'", "'2026-11-20 01:02:03.000001'"],
  TIMESTAMP_NS: ['NULL', "'2026-11-20 01:02:03.000000001'", "'2026-11-20 01:02:03.000000002'"],
  TIMESTAMPTZ: ['NULL', "'2026-03-29 01:30:00+00'", "'2026-03-29 02:30:00+00'"],
  TIME: ['NULL', "'00:00:00'", "'23:59:59.999999'", "'24:00:00'"],
  // DuckDB writes 30 days and a month as one to Parquet: tests/parity-pairs/ has those.
  INTERVAL: ['NULL', "'0 days'", "'30 days'", "'2 months'", "'1 day'"],
  'INTERVAL[]': ['NULL', '[]', "['30 days']", "['2 months']", "['2 months', NULL]"],
  UUID: ['NULL', "'0f8fad5b-d9cb-469f-a165-70867728950e'", "'0f8fad5b-d9cb-469f-a165-70867728950f'"],
  'INTEGER[]': ['NULL', '[]', '[NULL]', '[1]', '[1, NULL]', '[NULL, 1]', '[1, 1]'],
  'VARCHAR[]': ['NULL', '[]', "['']", "['a', 'b']", "['a, b']", "['b', 'a']", "['NULL']", '[NULL]'],
  'DOUBLE[][]': ['NULL', '[[]]', '[NULL]', "[['nan']]", '[[NULL]]', '[[1], [2]]', '[[1, 2]]', '[[1, 2], []]'],
  'STRUCT(x INTEGER, y VARCHAR)': [
    'NULL',
    "{'x': NULL, 'y': NULL}",
    "{'x': 1, 'y': NULL}",
    "{'x': 1, 'y': ''}",
    "{'x': 1, 'y': 'NULL'}",
  ],
  'MAP(VARCHAR, INTEGER)': [
    'NULL',
    'MAP {}',
    "MAP {'a': NULL}",
    "MAP {'a': 1, 'b': 2}",
    "MAP {'a': 2, 'b': 1}",
  ],
}

export interface Rows {
  types: string[]
  /** Of each row, the index of each column's value. */
  cells: number[][]
}

const rowsOf = (types: string[]): fc.Arbitrary<Rows> =>
  fc
    .array(fc.tuple(...types.map((type) => fc.nat({ max: valuesOf(type).length - 1 }))), {
      minLength: 1,
      maxLength: 12,
    })
    .map((cells) => ({ types, cells }))

/** Of one to four columns. */
export const table = fc
  .array(fc.constantFrom(...Object.keys(VALUES)), { minLength: 1, maxLength: 4 })
  .chain(rowsOf)

export const valuesOf = (type: string): string[] => VALUES[type] ?? []

/** SQL for rows of columns c0, c1, … */
export function select(types: string[], cells: number[][]): string {
  const cell = (row: number[], column: number) => valuesOf(types[column] ?? '')[row[column] ?? 0]
  const casts = (row: number[]) => types.map((type, column) => `CAST(${cell(row, column)} AS ${type})`)
  const rows = [[], ...cells].map((row, number) => `(${[number, ...casts(row)].join(', ')})`)
  const names = ['number', ...types.map((_, column) => `c${column}`)]
  return `SELECT * EXCLUDE number FROM (VALUES ${rows.join(', ')}) rows(${names.join(', ')}) WHERE number > 0`
}
