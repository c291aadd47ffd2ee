import type { Entry } from '../entry.ts'

/** Arrays and the rows made of them. */
export const ARRAYS: readonly Entry[] = [
  {
    id: 'explode',
    title: 'explode of empty and NULL arrays',
    what: 'Spark and DuckDB drop the row in both cases. Polars 2.1 keeps the row whose array is NULL.',
    triggers: ['function:explode', 'clause:explode', 'clause:lateral-view'],
    spark:
      'SELECT i, explode(a) AS e FROM VALUES (1, array(1, 2)), (2, array()), (3, NULL), (4, array(NULL)) AS t(i, a) ORDER BY i, e',
    ports: {
      duckdb: {
        plain:
          'SELECT i, unnest(a) AS e FROM (VALUES (1, [1, 2]), (2, []), (3, NULL), (4, [NULL])) AS t(i, a) ORDER BY i, e',
      },
      polars: {
        plain: "pl.DataFrame({'i': [1, 2, 3, 4], 'a': [[1, 2], [], None, [None]]}).explode('a')",
        agrees:
          "pl.DataFrame({'i': [1, 2, 3, 4], 'a': [[1, 2], [], None, [None]]}).explode('a', empty_as_null=False, keep_nulls=False)",
        write: "df.explode('a', empty_as_null=False, keep_nulls=False)",
      },
    },
  },
  {
    id: 'explode-outer',
    title: 'explode_outer and LATERAL VIEW OUTER',
    what: 'Spark keeps a row for an empty or NULL array. DuckDB’s unnest drops both, Polars’ explode the empty one.',
    triggers: ['function:explode_outer', 'clause:lateral-view-outer'],
    spark:
      'SELECT i, explode_outer(a) AS e FROM VALUES (1, array(1, 2)), (2, array()), (3, NULL) AS t(i, a) ORDER BY i, e',
    ports: {
      duckdb: {
        plain:
          'SELECT i, unnest(a) AS e FROM (VALUES (1, [1, 2]), (2, []), (3, NULL)) AS t(i, a) ORDER BY i, e',
        agrees:
          'SELECT i, unnest(CASE WHEN len(a) > 0 THEN a ELSE [NULL] END) AS e FROM (VALUES (1, [1, 2]), (2, []), (3, NULL)) AS t(i, a) ORDER BY i, e',
        write: 'unnest(CASE WHEN len(a) > 0 THEN a ELSE [NULL] END)',
      },
      polars: {
        plain: "pl.DataFrame({'i': [1, 2, 3], 'a': [[1, 2], [], None]}).explode('a')",
        agrees:
          "pl.DataFrame({'i': [1, 2, 3], 'a': [[1, 2], [], None]}).explode('a', empty_as_null=True, keep_nulls=True)",
        write: "df.explode('a', empty_as_null=True, keep_nulls=True)",
      },
    },
  },
  {
    id: 'posexplode',
    title: 'posexplode',
    what: 'Positions start at 0 in Spark and at 1 in DuckDB.',
    triggers: ['function:posexplode', 'function:posexplode_outer'],
    spark: "SELECT posexplode(array('a', 'b')) AS (p, e) ORDER BY p",
    ports: {
      duckdb: {
        plain:
          "SELECT generate_subscripts(a, 1) AS p, unnest(a) AS e FROM (SELECT ['a', 'b'] AS a) ORDER BY p",
        agrees:
          "SELECT generate_subscripts(a, 1) - 1 AS p, unnest(a) AS e FROM (SELECT ['a', 'b'] AS a) ORDER BY p",
        write: 'generate_subscripts(a, 1) - 1 AS pos, unnest(a)',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [['a', 'b']]}).select(p=pl.int_ranges(pl.col('a').list.len()), e=pl.col('a')).explode('p', 'e')",
      },
    },
  },
  {
    id: 'size-null',
    title: 'size and cardinality of NULL',
    what: 'With ANSI on, as is the default since Spark 4.0, size(NULL) is NULL, as in the others. Before it was -1.',
    triggers: ['function:size', 'function:cardinality', 'function:array_size'],
    spark:
      'SELECT size(a) AS n FROM VALUES (1, array(1, NULL)), (2, array()), (3, NULL) AS t(i, a) ORDER BY i',
    ports: {
      duckdb: {
        plain: 'SELECT len(a) AS n FROM (VALUES (1, [1, NULL]), (2, []), (3, NULL)) AS t(i, a) ORDER BY i',
      },
      polars: { plain: "pl.DataFrame({'a': [[1, None], [], None]}).select(pl.col('a').list.len())" },
    },
  },
  {
    id: 'array-index',
    title: 'a[0] of an array',
    what: 'Spark counts from 0 in brackets and from 1 in element_at, DuckDB from 1 in brackets. a[0] is NULL in DuckDB, and a[1] another element.',
    triggers: ['operator:[]', 'method:getItem', 'function:get', 'function:element_at'],
    spark:
      "SELECT a[0] AS a, a[1] AS b, element_at(a, 1) AS c, element_at(a, -1) AS d FROM VALUES (array('x', 'y', 'z')) AS t(a)",
    ports: {
      duckdb: {
        plain: "SELECT a[0] AS a, a[1] AS b, a[1] AS c, a[-1] AS d FROM (VALUES (['x', 'y', 'z'])) AS t(a)",
        agrees: "SELECT a[1] AS a, a[2] AS b, a[1] AS c, a[-1] AS d FROM (VALUES (['x', 'y', 'z'])) AS t(a)",
        write: 'a[i + 1] for a[i]',
      },
      polars: {
        plain:
          "a = pl.col('a').list\npl.DataFrame({'a': [['x', 'y', 'z']]}).select(a=a.get(0), b=a.get(1), c=a.get(0), d=a.get(-1))",
      },
    },
  },
  {
    id: 'array-index-beyond',
    title: 'An index past the end of an array',
    what: 'Spark and Polars raise for a[i] and element_at; get(a, i) returns NULL. DuckDB returns NULL.',
    triggers: ['operator:[]', 'method:getItem', 'function:element_at'],
    shows: 'rarely',
    spark: 'SELECT a[5] AS v FROM VALUES (array(1, 2)) AS t(a)',
    ports: {
      duckdb: {
        plain: 'SELECT a[6] AS v FROM (VALUES ([1, 2])) AS t(a)',
        agrees:
          "SELECT CASE WHEN len(a) < 6 THEN error('index past the end') ELSE a[6] END AS v FROM (VALUES ([1, 2])) AS t(a)",
        write: "CASE WHEN len(a) < i THEN error('index past the end') ELSE a[i] END",
      },
      polars: { plain: "pl.DataFrame({'a': [[1, 2]]}).select(pl.col('a').list.get(5))" },
    },
  },
  {
    id: 'array-contains-null',
    title: 'array_contains where the array holds NULL',
    what: 'Spark returns NULL if the value is not found and the array holds NULL. DuckDB and Polars return false, so NOT array_contains keeps other rows.',
    triggers: ['function:array_contains'],
    shows: 'rarely',
    spark:
      'SELECT array_contains(a, 2) AS v FROM VALUES (1, array(1, 2)), (2, array(1, NULL)), (3, array(1)), (4, NULL) AS t(i, a) ORDER BY i',
    ports: {
      duckdb: {
        plain:
          'SELECT list_contains(a, 2) AS v FROM (VALUES (1, [1, 2]), (2, [1, NULL]), (3, [1]), (4, NULL)) AS t(i, a) ORDER BY i',
        agrees:
          'SELECT CASE WHEN list_contains(a, 2) THEN true WHEN list_count(a) = len(a) THEN false END AS v FROM (VALUES (1, [1, 2]), (2, [1, NULL]), (3, [1]), (4, NULL)) AS t(i, a) ORDER BY i',
        write: 'CASE WHEN list_contains(a, x) THEN true WHEN list_count(a) = len(a) THEN false END',
      },
      polars: {
        plain: "pl.DataFrame({'a': [[1, 2], [1, None], [1], None]}).select(pl.col('a').list.contains(2))",
        agrees:
          "a = pl.col('a').list\npl.DataFrame({'a': [[1, 2], [1, None], [1], None]}).select(pl.when(a.contains(2)).then(True).when(a.drop_nulls().list.len() == a.len()).then(False))",
        write:
          'pl.when(a.list.contains(x)).then(True).when(a.list.drop_nulls().list.len() == a.list.len()).then(False)',
      },
    },
  },
  {
    id: 'array-distinct',
    title: 'array_distinct: NULL and order',
    what: 'Spark keeps one NULL and the order of first appearance. DuckDB drops NULL and keeps no order, and Polars keeps no order unless asked to.',
    triggers: ['function:array_distinct'],
    spark: 'SELECT array_distinct(array(3, NULL, 1, NULL, 3, 2)) AS v',
    ports: {
      duckdb: {
        plain: 'SELECT list_distinct([3, NULL, 1, NULL, 3, 2]) AS v',
        agrees:
          'SELECT list_filter(a, lambda x, i: list_position(a, x) = i) AS v FROM (SELECT [3, NULL, 1, NULL, 3, 2] AS a)',
        write: 'list_filter(a, lambda x, i: list_position(a, x) = i)',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [[3, None, 1, None, 3, 2]]}).select(pl.col('a').list.unique().list.sort())",
        agrees:
          "pl.DataFrame({'a': [[3, None, 1, None, 3, 2]]}).select(pl.col('a').list.unique(maintain_order=True))",
        write: 'a.list.unique(maintain_order=True)',
      },
    },
  },
  {
    id: 'lateral-posexplode',
    title: 'LATERAL VIEW posexplode(a) t AS pos, v',
    what: 'Positions start at 0 in Spark and at 1 in DuckDB.',
    triggers: ['clause:lateral-view.posexplode'],
    spark: {
      python:
        "spark.createDataFrame([(1, ['a', 'b'])], ['i', 'a']).createOrReplaceTempView('probe_lists')\nspark.sql('SELECT i, pos, v FROM probe_lists LATERAL VIEW posexplode(a) t AS pos, v ORDER BY pos')",
    },
    instead: "F.posexplode('a').alias('pos', 'v') in a select",
    ports: {
      duckdb: {
        plain:
          "SELECT i, generate_subscripts(a, 1) AS pos, unnest(a) AS v FROM (VALUES (1, ['a', 'b'])) AS t(i, a) ORDER BY pos",
        agrees:
          "SELECT i, generate_subscripts(a, 1) - 1 AS pos, unnest(a) AS v FROM (VALUES (1, ['a', 'b'])) AS t(i, a) ORDER BY pos",
        write: 'generate_subscripts(a, 1) - 1 AS pos, unnest(a)',
      },
      polars: {
        plain:
          "pl.DataFrame({'i': [1], 'a': [['a', 'b']]}).select('i', pos=pl.int_ranges(pl.col('a').list.len()), v=pl.col('a')).explode('pos', 'v')",
      },
    },
  },
]
