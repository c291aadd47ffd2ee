import type { Rewrites } from '../rewrite.ts'

const SORTED = 'array_sort(array_distinct(array_compact(a))): sorted, and without NULL, in every engine'

/** Of arrays, maps and JSON in columns. */
export const OF_LISTS: Rewrites = {
  sequence: {
    on: ['sqlframe'],
    write: 'sequence(a, b, CASE WHEN a > b THEN -1 ELSE 1 END)',
    code: 'SELECT sequence(a, b, CASE WHEN a > b THEN -1 ELSE 1 END) AS a, sequence(b, a, CASE WHEN b > a THEN -1 ELSE 1 END) AS b FROM VALUES (1, 3) AS t(a, b)',
  },
  'sequence-dates': {
    on: ['sqlframe'],
    write: 'CAST(sequence(a, b, INTERVAL 1 DAY) AS ARRAY<DATE>)',
    code: "SELECT CAST(sequence(DATE '2024-01-30', DATE '2024-02-01', INTERVAL 1 DAY) AS ARRAY<DATE>) AS v",
  },
  'flatten-null': {
    on: ['sqlframe'],
    write: 'CASE WHEN size(filter(a, x -> x IS NULL)) = 0 THEN flatten(a) END',
    code: 'SELECT CASE WHEN size(filter(a, x -> x IS NULL)) = 0 THEN flatten(a) END AS v FROM VALUES (1, array(array(1), array(2, 3))), (2, array(array(1), NULL)) AS t(i, a) ORDER BY i',
  },
  'array-sets': {
    on: ['sqlframe'],
    write: `concat(a, b) in place of array_union(a, b), then ${SORTED}`,
    code: 'SELECT array_sort(array_distinct(array_compact(concat(array(2, NULL, 1), array(3, NULL))))) AS a',
    changes: true,
  },
  'array-distinct': {
    on: ['sqlframe'],
    write: SORTED,
    code: 'SELECT array_sort(array_distinct(array_compact(array(3, NULL, 1, NULL, 3, 2)))) AS v',
    changes: true,
  },
  'array-lambdas': {
    on: ['sqlframe'],
    write: 'size(filter(a, x -> x > 2)) > 0 in place of exists',
    code: 'SELECT transform(a, x -> x * 2) AS a, filter(a, x -> x > 1) AS b, size(filter(a, x -> x > 2)) > 0 AS c, aggregate(a, 0, (s, x) -> s + x) AS d, array_max(a) AS e FROM VALUES (array(1, 2, 3)) AS t(a)',
  },
  'array-position': {
    on: ['sqlframe'],
    write: 'coalesce(array_position(a, x), 0), where a is not NULL',
    code: "SELECT coalesce(array_position(array('a', 'b'), 'b'), 0) AS a, coalesce(array_position(array('a', 'b'), 'z'), 0) AS b",
  },
  'explode-outer': {
    on: ['sqlframe'],
    write: 'explode(CASE WHEN size(a) > 0 THEN a ELSE array(NULL) END)',
    code: 'SELECT i, explode(CASE WHEN size(a) > 0 THEN a ELSE array(NULL) END) AS e FROM VALUES (1, array(1, 2)), (2, array()), (3, NULL) AS t(i, a) ORDER BY i, e',
  },
  'array-index-beyond': {
    on: ['sqlframe'],
    write: 'CASE WHEN size(a) > 5 THEN a[5] END, if NULL will do',
    code: 'SELECT CASE WHEN size(a) > 5 THEN a[5] END AS v FROM VALUES (array(1, 2)) AS t(a)',
  },
  'array-contains-null': {
    on: ['sail', 'sqlframe'],
    write: 'CASE WHEN array_contains(a, x) THEN true WHEN size(filter(a, e -> e IS NULL)) = 0 THEN false END',
    code: 'SELECT CASE WHEN array_contains(a, 2) THEN true WHEN size(filter(a, e -> e IS NULL)) = 0 THEN false END AS v FROM VALUES (1, array(1, 2)), (2, array(1, NULL)), (3, array(1)), (4, NULL) AS t(i, a) ORDER BY i',
  },
  'arrays-overlap-null': {
    on: ['sqlframe'],
    write:
      'CASE WHEN size(array_intersect(a, b)) > 0 THEN true WHEN size(filter(a, x -> x IS NULL)) = 0 THEN false END',
    code: 'SELECT CASE WHEN size(array_intersect(a, array(2, 3))) > 0 THEN true WHEN size(filter(a, x -> x IS NULL)) = 0 THEN false END AS v FROM VALUES (1, array(1, 2)), (2, array(1, NULL)), (3, array(1)) AS t(i, a) ORDER BY i',
  },
  'array-basics': {
    on: ['sqlframe'],
    write: 'transform(sequence(1, n), i -> x) in place of array_repeat(x, n)',
    code: 'SELECT array(1, 2) AS a, array_append(array(1), 2) AS b, array_remove(array(1, 2, 1), 1) AS c, transform(sequence(1, 2), i -> 7) AS d, array_compact(array(1, NULL)) AS e',
  },
  'map-equal': {
    on: ['sail', 'sqlframe'],
    write: 'GROUP BY array_sort(map_entries(m))',
    code: "SELECT count(*) AS n FROM (SELECT s FROM (SELECT array_sort(map_entries(m)) AS s FROM VALUES (map('a', 1, 'b', 2)), (map('b', 2, 'a', 1)) AS t(m)) AS e GROUP BY s) AS g",
  },
  'from-json': {
    on: ['sqlframe'],
    write: "Each field by its path: CAST(get_json_object(j, '$.a') AS INT)",
    code: `SELECT CAST(get_json_object(j, '$.a') AS INT) AS a, get_json_object(j, '$.b') AS b, CASE WHEN get_json_object(j, '$.c[0]') IS NOT NULL THEN array(CAST(get_json_object(j, '$.c[0]') AS DOUBLE)) END AS c FROM VALUES (1, '{"a": 1, "b": "x", "c": [1.5], "d": 0}'), (2, '{"b": null}') AS t(i, j) ORDER BY i`,
  },
  variant: {
    on: ['sqlframe'],
    write: "CAST(get_json_object(j, '$.a.b') AS INT)",
    code: `SELECT CAST(get_json_object('{"a":{"b":5}}', '$.a.b') AS INT) AS v`,
  },
  'to-json': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'Keep the fields as columns and compare those, or format each of them as text.',
  },
  'map-functions': {
    on: ['sail', 'sqlframe'],
    write: 'map_from_entries over filter and transform of map_entries(m)',
    code: "SELECT map_values(map_from_entries(filter(map_entries(map('a', 1, 'b', 2)), e -> e.value > 1))) AS a, map_values(map_from_entries(transform(map_entries(map('a', 1)), e -> struct(e.key, e.value + 1)))) AS b, map_keys(map_concat(map('a', 1), map('b', 2))) AS c",
  },
  'json-wildcard': {
    on: ['sail'],
    write: "to_json(transform(from_json(j, 'i ARRAY<STRUCT<k: INT>>').i, x -> x.k))",
    code: 'SELECT to_json(transform(from_json(\'{"i": [{"k": 1}, {"k": 2}]}\', \'i ARRAY<STRUCT<k: INT>>\').i, x -> x.k)) AS v',
  },
  'from-json-types': {
    on: ['sqlframe'],
    write: "try_cast(CASE WHEN j RLIKE '\"a\": *-?[0-9]+ *[,}]' THEN get_json_object(j, '$.a') END AS INT)",
    code: "SELECT try_cast(CASE WHEN j RLIKE '\"a\": *-?[0-9]+ *[,}]' THEN get_json_object(j, '$.a') END AS INT) AS v FROM VALUES (1, '{\"a\": 12}'), (2, '{\"a\": \"12\"}'), (3, '{\"a\": 1.7}'), (4, '{}') AS t(i, j) ORDER BY i",
  },
  'arrays-zip': {
    on: ['sqlframe'],
    write: 'posexplode(a) AS (p, a) of the longer array, then try_element_at(b, p + 1)',
    code: "SELECT a, try_element_at(b, p + 1) AS b FROM (SELECT b, posexplode(a) AS (p, a) FROM VALUES (array(1, 2), array('x')) AS t(a, b)) ORDER BY a",
  },
  'size-null': {
    on: ['duckdb_spark'],
    write: "As a call: F.array_size('a')",
    code: {
      python:
        "schema = T.StructType([T.StructField('i', T.IntegerType()), T.StructField('a', T.ArrayType(T.IntegerType()))])\nspark.createDataFrame([(1, [1, None]), (2, []), (3, None)], schema).orderBy('i').select(F.array_size('a').alias('n'))",
    },
  },
}
