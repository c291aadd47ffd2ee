import { accepted, by, close, coerced, different, exact, key, one, type Pair, v, within } from './pair.ts'

const floats = (elements: string) => v(`[${elements}]::DOUBLE[]`)
const item = (name: string, price: string) => `{'name': ${name}, 'price': ${price}::DOUBLE}`

export const nested: Record<string, Pair[]> = {
  'Reasons and tolerances in lists, structs and maps': [
    different('noise in a list', floats('0.2, 0.1::DOUBLE + 0.2'), floats('0.2, 0.3'), by('float-noise')),
    accepted('the same, accepted', floats('0.2, 0.1::DOUBLE + 0.2'), floats('0.2, 0.3'), {
      key,
      accept: { v: ['float-noise'] },
    }),
    close(
      'the same, within a tolerance',
      floats('0.2, 0.1::DOUBLE + 0.2'),
      floats('0.2, 0.3'),
      within(0, 1e-9),
    ),
    close('within a tolerance of all floating-point columns', floats('1.0'), floats('1.01'), {
      key,
      tolerance: { '*': { abs: 0.02, rel: 0 } },
    }),
    different('one element of three beyond a tolerance', floats('1, 2, 3'), floats('1.1, 2.5, 3.1'), {
      ...one,
      ...within(0.2, 0),
    }),
    different('all elements close, but one fewer', floats('1, 2, 3'), floats('1.1, 2.1'), {
      ...by('unexplained'),
      ...within(0.2, 0),
    }),
    close('a number in a struct', v("{'x': 97.81::DOUBLE}"), v("{'x': 97.82::DOUBLE}"), within(0.01, 0)),
    close(
      'a number in a map',
      v("MAP {'k': 1.00, 'l': 2.00}"),
      v("MAP {'l': 2.01, 'k': 1.00}"),
      within(0.01, 0),
    ),
    different('another key of a map', v("MAP {'k': 1.00}"), v("MAP {'l': 1.00}"), {
      ...by('unexplained'),
      ...within(1, 0),
    }),
    different(
      'an integer beside a float in a struct, and a tolerance of all floating-point columns',
      v("{'n': 1, 'x': 1.0::DOUBLE}"),
      v("{'n': 2, 'x': 1.1::DOUBLE}"),
      { ...one, tolerance: { '*': { abs: 5, rel: 0 } } },
    ),
    different(
      'two reasons in one cell, in structs in a list',
      v(`[${item("'a'", '1.5')}, ${item("'b'", '2.5')}]`),
      v(`[${item("'a '", '1.5')}, ${item("'b'", 'NULL')}]`),
      by('trimming', 'null'),
    ),
    accepted(
      'the same, both accepted',
      v(`[${item("'a'", '1.5')}, ${item("'b'", '2.5')}]`),
      v(`[${item("'a '", '1.5')}, ${item("'b'", 'NULL')}]`),
      { key, accept: { v: ['trimming', 'null'] } },
    ),
    different(
      'NULL against NaN in a list of lists',
      v('[[NULL]]::DOUBLE[][]'),
      v("[['nan'::DOUBLE]]"),
      by('null-for-nan'),
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
    different('lists with other nesting', v('[[1], [2]]'), v('[[1, 2]]'), one),
    different('an empty list moved', v('[[], [1]]'), v('[[1], []]'), one),
    exact('a struct’s fields in another order', v("{'x': 1, 'y': 2}"), v("{'y': 2, 'x': 1}"), { key }),
    exact('a struct’s fields in another order, in a list', v("[{'x': 1, 'y': 2}]"), v("[{'y': 2, 'x': 1}]"), {
      key,
    }),
    different('values that swapped fields', v("{'x': 1, 'y': 2}"), v("{'x': 2, 'y': 1}"), one),
    different('a struct with one field fewer', v("{'x': 1, 'y': 2}"), v("{'x': 1}"), {
      key,
      reasons: ['type'],
    }),
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
    coerced('a list of different wide numbers', v('[5::UHUGEINT]'), v('[5.00::DECIMAL(9,2)]'), {
      key,
      reasons: ['integer-width'],
    }),
    coerced('DOUBLEs against integers in a list', v('[2.0, 3.0]::DOUBLE[]'), v('[2, 3]::BIGINT[]'), {
      key,
      reasons: ['float-for-integer'],
    }),
    accepted(
      'the same in a map and a struct, accepted',
      v("MAP {'k': {'x': 1.0::DOUBLE}}"),
      v("MAP {'k': {'x': 1}}"),
      {
        key,
        accept: { v: ['float-for-integer'] },
      },
    ),
    different(
      'one fraction among DOUBLEs in a list, and an integer that a DOUBLE would round',
      v('[0.5, 9007199254740992, 7]::DOUBLE[]'),
      v('[0, 9007199254740993, 7]::BIGINT[]'),
      by('float-for-integer', 'double-precision', 'integer-division'),
    ),
    different(
      'a word among a list’s numbers, of texts',
      v("['1', 'n/a', '-1.50']"),
      v('[1.00, NULL, -1.5]::DECIMAL(9,2)[]'),
      {
        ...by('text-for-type', 'null-for-word'),
      },
    ),
    coerced(
      'a date against its midnight in a struct',
      v("{'y': 1, 'd': DATE '2026-11-20'}"),
      v("{'d': TIMESTAMP '2026-11-20', 'y': 1}"),
      {
        key,
        reasons: ['date-for-timestamp'],
      },
    ),
    different('DOUBLEs against integers as a map’s keys', v("MAP {1.0::DOUBLE: 'x'}"), v("MAP {1: 'x'}"), {
      key,
      reasons: ['type'],
    }),
    coerced('digits that fit no decimal, in a list', v('[1::DECIMAL(38,0)]'), v("['1'::DECIMAL(38,37)]"), {
      key,
      reasons: ['decimal-scale'],
    }),
  ],
}
