import { coerced, different, exact, key, one, type Pair, rows, v } from './pair.ts'

export const rowsAndColumns: Record<string, Pair[]> = {
  'Rows and repeats': [
    different('all columns ignored, and a row lost', rows('(1), (2)', 'v'), rows('(3)', 'v'), {
      ignore: ['v'],
    }),
    exact('all columns ignored, and as many rows', rows('(1), (2)', 'v'), rows('(3), (4)', 'v'), {
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
    different('an extra column', 'SELECT 1 AS id', 'SELECT 1 AS id, 2 AS v', { key, reasons: ['extra'] }),
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
      'names of JavaScript object properties',
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
      'a row lost, an extra row, and two cells changed',
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
}
