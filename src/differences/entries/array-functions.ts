import type { Entry } from '../entry.ts'

/** Functions from arrays to arrays. */
export const ARRAY_FUNCTIONS: readonly Entry[] = [
  {
    id: 'sort-array-null',
    title: 'sort_array and array_sort with NULL',
    what: 'sort_array puts NULL first, array_sort last. DuckDB’s list_sort puts it last, Polars first, also when sorting downwards.',
    triggers: ['function:sort_array', 'function:array_sort'],
    spark:
      'SELECT sort_array(a) AS a, sort_array(a, false) AS b, array_sort(a) AS c FROM VALUES (array(3, NULL, 1)) AS t(a)',
    ports: {
      duckdb: {
        plain:
          "SELECT list_sort(a) AS a, list_sort(a, 'DESC') AS b, list_sort(a) AS c FROM (VALUES ([3, NULL, 1])) AS t(a)",
        agrees:
          "SELECT list_sort(a, 'ASC', 'NULLS FIRST') AS a, list_sort(a, 'DESC', 'NULLS LAST') AS b, list_sort(a, 'ASC', 'NULLS LAST') AS c FROM (VALUES ([3, NULL, 1])) AS t(a)",
        write: "list_sort(a, 'ASC', 'NULLS FIRST')",
      },
      polars: {
        plain:
          "a = pl.col('a').list\npl.DataFrame({'a': [[3, None, 1]]}).select(a=a.sort(), b=a.sort(descending=True), c=a.sort())",
        agrees:
          "a = pl.col('a').list\npl.DataFrame({'a': [[3, None, 1]]}).select(a=a.sort(), b=a.sort(descending=True, nulls_last=True), c=a.sort(nulls_last=True))",
        write: 'a.list.sort(nulls_last=True) for array_sort',
      },
    },
  },
  {
    id: 'slice',
    title: 'slice: a length or an end',
    what: 'The third number is a length in Spark, the last position in DuckDB. Polars counts from 0.',
    triggers: ['function:slice'],
    spark: 'SELECT slice(array(1, 2, 3, 4), 2, 2) AS a, slice(array(1, 2, 3, 4), -2, 2) AS b',
    ports: {
      duckdb: {
        plain: 'SELECT list_slice([1, 2, 3, 4], 2, 2) AS a, list_slice([1, 2, 3, 4], -2, 2) AS b',
        agrees: 'SELECT list_slice([1, 2, 3, 4], 2, 3) AS a, list_slice([1, 2, 3, 4], -2, -1) AS b',
        write: 'list_slice(a, start, start + length - 1)',
      },
      polars: {
        plain:
          "a = pl.col('a').list\npl.DataFrame({'a': [[1, 2, 3, 4]]}).select(a=a.slice(2, 2), b=a.slice(-2, 2))",
        agrees:
          "a = pl.col('a').list\npl.DataFrame({'a': [[1, 2, 3, 4]]}).select(a=a.slice(1, 2), b=a.slice(-2, 2))",
        write: 'a.list.slice(start - 1, length) for a positive start',
      },
    },
  },
  {
    id: 'sequence',
    title: 'sequence',
    what: 'Spark includes the end and counts downwards if the end is smaller. DuckDB returns an empty list then, and range in DuckDB and Polars leaves the end out.',
    triggers: ['function:sequence'],
    spark: 'SELECT sequence(1, 3) AS a, sequence(3, 1) AS b',
    ports: {
      duckdb: {
        plain: 'SELECT generate_series(1, 3) AS a, generate_series(3, 1) AS b',
        agrees: 'SELECT generate_series(1, 3, 1) AS a, generate_series(3, 1, -1) AS b',
        write: 'generate_series(a, b, CASE WHEN a > b THEN -1 ELSE 1 END)',
      },
      polars: {
        plain: 'pl.select(a=pl.int_ranges(1, 3), b=pl.int_ranges(3, 1))',
        agrees: 'pl.select(a=pl.int_ranges(1, 3 + 1), b=pl.int_ranges(3, 1 - 1, step=-1))',
        write: 'pl.int_ranges(a, b + 1), downwards pl.int_ranges(a, b - 1, step=-1)',
      },
    },
  },
  {
    id: 'sequence-dates',
    title: 'sequence of dates',
    what: 'All include the last date. DuckDB returns timestamps.',
    triggers: ['function:sequence'],
    spark: "SELECT sequence(DATE '2024-01-30', DATE '2024-02-01') AS v",
    ports: {
      duckdb: {
        plain: "SELECT generate_series(DATE '2024-01-30', DATE '2024-02-01', INTERVAL 1 DAY) AS v",
        agrees:
          "SELECT CAST(generate_series(DATE '2024-01-30', DATE '2024-02-01', INTERVAL 1 DAY) AS DATE[]) AS v",
        write: 'CAST(generate_series(a, b, INTERVAL 1 DAY) AS DATE[])',
      },
      polars: { plain: 'pl.select(v=pl.date_ranges(dt.date(2024, 1, 30), dt.date(2024, 2, 1)))' },
    },
  },
  {
    id: 'array-join',
    title: 'array_join with NULL',
    what: 'All leave NULL out; a third argument of Spark’s stands in for it.',
    triggers: ['function:array_join'],
    spark:
      "SELECT array_join(array('a', NULL, 'b'), ',') AS a, array_join(array('a', NULL, 'b'), ',', '?') AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT array_to_string(['a', NULL, 'b'], ',') AS a, array_to_string(list_transform(['a', NULL, 'b'], lambda x: coalesce(x, '?')), ',') AS b",
      },
      polars: {
        plain:
          "a = pl.col('a').list\npl.DataFrame({'a': [['a', None, 'b']]}).select(a=a.join(','), b=a.eval(pl.element().fill_null('?')).list.join(','))",
      },
    },
  },
  {
    id: 'flatten-null',
    title: 'flatten where an inner array is NULL',
    what: 'Spark returns NULL for the whole. DuckDB and Polars join the others.',
    triggers: ['function:flatten'],
    spark:
      'SELECT flatten(a) AS v FROM VALUES (1, array(array(1), array(2, 3))), (2, array(array(1), NULL)) AS t(i, a) ORDER BY i',
    ports: {
      duckdb: {
        plain:
          'SELECT flatten(a) AS v FROM (VALUES (1, [[1], [2, 3]]), (2, [[1], NULL])) AS t(i, a) ORDER BY i',
        agrees:
          'SELECT CASE WHEN list_count(a) = len(a) THEN flatten(a) END AS v FROM (VALUES (1, [[1], [2, 3]]), (2, [[1], NULL])) AS t(i, a) ORDER BY i',
        write: 'CASE WHEN list_count(a) = len(a) THEN flatten(a) END',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [[[1], [2, 3]], [[1], None]]}).select(pl.col('a').list.eval(pl.element().explode(keep_nulls=False)))",
        agrees:
          "a = pl.col('a').list\npl.DataFrame({'a': [[[1], [2, 3]], [[1], None]]}).select(pl.when(a.drop_nulls().list.len() == a.len()).then(a.eval(pl.element().explode(keep_nulls=False))))",
        write: 'pl.when(a.list.drop_nulls().list.len() == a.list.len()).then(…)',
      },
    },
  },
  {
    id: 'array-sets',
    title: 'array_union, array_intersect, array_except',
    what: 'The same elements. Spark keeps the order of first appearance and one NULL; DuckDB keeps no order and drops NULL.',
    triggers: ['function:array_union', 'function:array_intersect', 'function:array_except'],
    spark:
      'SELECT array_union(array(2, NULL, 1), array(3, NULL)) AS a, array_intersect(array(2, 1, NULL), array(NULL, 1, 2)) AS b',
    ports: {
      duckdb: {
        plain:
          'SELECT list_distinct(list_concat([2, NULL, 1], [3, NULL])) AS a, list_intersect([2, 1, NULL], [NULL, 1, 2]) AS b',
        agrees:
          'SELECT list_filter(u, lambda x, i: list_position(u, x) = i) AS a, list_filter(l, lambda x, i: list_position(l, x) = i AND list_position(r, x) IS NOT NULL) AS b FROM (SELECT list_concat([2, NULL, 1], [3, NULL]) AS u, [2, 1, NULL] AS l, [NULL, 1, 2] AS r)',
        write: 'list_filter(list_concat(a, b), …) with list_position, see array_distinct',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [[2, None, 1]], 'b': [[3, None]], 'l': [[2, 1, None]], 'r': [[None, 1, 2]]}).select(a=pl.col('a').list.set_union('b'), b=pl.col('l').list.set_intersection('r'))",
      },
    },
  },
  {
    id: 'array-lambdas',
    title: 'transform, filter, exists, aggregate',
    what: 'All engines agree. DuckDB takes Python’s lambda syntax, Polars evaluates an expression on each list.',
    triggers: [
      'function:transform',
      'function:filter',
      'function:exists',
      'function:forall',
      'function:aggregate',
      'function:reduce',
      'function:array_max',
      'function:array_min',
    ],
    spark:
      'SELECT transform(a, x -> x * 2) AS a, filter(a, x -> x > 1) AS b, exists(a, x -> x > 2) AS c, aggregate(a, 0, (s, x) -> s + x) AS d, array_max(a) AS e FROM VALUES (array(1, 2, 3)) AS t(a)',
    ports: {
      duckdb: {
        plain:
          'SELECT list_transform(a, lambda x: x * 2) AS a, list_filter(a, lambda x: x > 1) AS b, list_bool_or(list_transform(a, lambda x: x > 2)) AS c, list_reduce(a, lambda s, x: s + x, 0) AS d, list_max(a) AS e FROM (VALUES ([1, 2, 3])) AS t(a)',
      },
      polars: {
        plain:
          "a, x = pl.col('a').list, pl.element()\npl.DataFrame({'a': [[1, 2, 3]]}).select(a=a.eval(x * 2), b=a.eval(x.filter(x > 1)), c=a.eval(x > 2).list.any(), d=a.sum(), e=a.max())",
      },
    },
  },
  {
    id: 'array-position',
    title: 'array_position of a missing element',
    what: 'Spark returns 0, DuckDB NULL.',
    triggers: ['function:array_position'],
    spark: "SELECT array_position(array('a', 'b'), 'b') AS a, array_position(array('a', 'b'), 'z') AS b",
    ports: {
      duckdb: {
        plain: "SELECT list_position(['a', 'b'], 'b') AS a, list_position(['a', 'b'], 'z') AS b",
        agrees:
          "SELECT coalesce(list_position(['a', 'b'], 'b'), 0) AS a, coalesce(list_position(['a', 'b'], 'z'), 0) AS b",
        write: 'coalesce(list_position(a, x), 0), and NULL where a is NULL',
      },
      polars: {
        plain:
          "p = lambda x: pl.col('a').list.eval(pl.element().index_of(x) + 1).list.first()\npl.DataFrame({'a': [['a', 'b']]}).select(a=p('b'), b=p('z'))",
        agrees:
          "p = lambda x: pl.col('a').list.eval(pl.element().index_of(x) + 1).list.first().fill_null(0)\npl.DataFrame({'a': [['a', 'b']]}).select(a=p('b'), b=p('z'))",
        write: 'a.list.eval(pl.element().index_of(x) + 1).list.first().fill_null(0)',
      },
    },
  },
]
