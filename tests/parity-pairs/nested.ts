import { by, coerced, different, exact, key, one, type Pair, v } from './pair.ts'

export const nested: Record<string, Pair[]> = {
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
}
