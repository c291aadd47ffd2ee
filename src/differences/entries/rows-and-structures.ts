import type { Entry } from '../entry.ts'

/** Functions that turn columns into rows, and less common ones of maps, arrays and JSON. */
export const ROWS_AND_STRUCTURES: readonly Entry[] = [
  {
    id: 'stack',
    title: 'stack',
    what: 'Columns become rows. DuckDB has UNPIVOT, which leaves out NULL unless INCLUDE NULLS is written. Polars’ unpivot keeps it.',
    triggers: ['function:stack'],
    spark:
      "SELECT stack(2, 'a', a, 'b', b) AS (name, value) FROM VALUES (1, CAST(NULL AS INT)) AS t(a, b) ORDER BY name",
    ports: {
      duckdb: {
        plain: 'UNPIVOT (SELECT 1 AS a, NULL::INT AS b) ON a, b',
        agrees:
          'SELECT * FROM (SELECT 1 AS a, NULL::INT AS b) UNPIVOT INCLUDE NULLS (value FOR name IN (a, b))',
        write: 'UNPIVOT INCLUDE NULLS (value FOR name IN (a, b))',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1], 'b': [None]}, schema={'a': pl.Int32, 'b': pl.Int32}).unpivot(variable_name='name').sort('name')",
      },
    },
  },
  {
    id: 'map-functions',
    title: 'map_filter, transform_keys, transform_values and map_concat',
    what: 'DuckDB writes them over map_entries. Where keys meet, Spark’s map_concat raises an error and DuckDB takes the last. Polars has no maps.',
    triggers: [
      'function:map_filter',
      'function:transform_keys',
      'function:transform_values',
      'function:map_concat',
      'function:map_zip_with',
    ],
    spark:
      "SELECT map_values(map_filter(map('a', 1, 'b', 2), (k, v) -> v > 1)) AS a, map_values(transform_values(map('a', 1), (k, v) -> v + 1)) AS b, map_keys(map_concat(map('a', 1), map('b', 2))) AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT map_values(map_from_entries(list_filter(map_entries(MAP {'a': 1, 'b': 2}), lambda e: e.value > 1))) AS a, map_values(map_from_entries(list_transform(map_entries(MAP {'a': 1}), lambda e: (e.key, e.value + 1)))) AS b, map_keys(map_concat(MAP {'a': 1}, MAP {'b': 2})) AS c",
      },
      polars: { lacks: 'a list of structs: list.eval with pl.element().struct.' },
    },
  },
  {
    id: 'map-concat-duplicates',
    title: 'map_concat where a key is in both maps',
    what: 'Spark raises an error (spark.sql.mapKeyDedupPolicy). DuckDB keeps the last value.',
    triggers: ['function:map_concat', 'setting:spark.sql.mapKeyDedupPolicy'],
    shows: 'rarely',
    spark: "SELECT map_concat(map('a', 1), map('a', 2)) AS v",
    ports: {
      duckdb: {
        plain: "SELECT map_concat(MAP {'a': 1}, MAP {'a': 2}) AS v",
        write: 'Decide which value is right; check for shared keys where Spark must go on failing.',
      },
      polars: { lacks: 'a join of two lists of structs.' },
    },
  },
  {
    id: 'array-insert',
    title: 'array_insert at and past the ends',
    what: 'Positions start at 1, and past the end Spark fills with NULL. DuckDB and Polars put the list together from its parts, without filling.',
    triggers: ['function:array_insert'],
    spark: 'SELECT array_insert(array(1, 2), 2, 9) AS a, array_insert(array(1), 3, 9) AS b',
    ports: {
      duckdb: {
        plain: 'SELECT [1, 2][:1] || [9] || [1, 2][2:] AS a, [1][:2] || [9] || [1][3:] AS b',
        agrees:
          'SELECT list_resize([1, 2], 1) || [9] || [1, 2][2:] AS a, list_resize([1], 2) || [9] || [1][3:] AS b',
        write: 'list_resize(a, n - 1) || [x] || a[n:]',
      },
      polars: { lacks: 'list.head, list.concat and list.slice, with NULL added where the list is shorter.' },
    },
  },
  {
    id: 'json-array-length',
    title: 'json_array_length and json_object_keys of broken JSON',
    what: 'Spark returns NULL for text that is no JSON. DuckDB raises an error.',
    triggers: ['function:json_array_length', 'function:json_object_keys'],
    spark:
      "SELECT json_array_length('[1,2]') AS a, json_object_keys('{\"x\":1}') AS b, json_array_length('[1') AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT json_array_length('[1,2]')::INT AS a, json_keys('{\"x\":1}') AS b, json_array_length('[1')::INT AS c",
        agrees:
          "SELECT json_array_length(TRY_CAST('[1,2]' AS JSON))::INT AS a, json_keys(TRY_CAST('{\"x\":1}' AS JSON)) AS b, json_array_length(TRY_CAST('[1' AS JSON))::INT AS c",
        write: 'json_array_length(TRY_CAST(s AS JSON))',
      },
      polars: { lacks: 'str.json_decode with the type, then list.len.' },
    },
  },
  {
    id: 'variant',
    title: 'parse_json, variant_get and other functions of VARIANT',
    what: 'DuckDB has JSON and Polars text: a value is taken by its path with the type that it shall have.',
    triggers: [
      'function:parse_json',
      'function:try_parse_json',
      'function:variant_get',
      'function:try_variant_get',
      'function:is_variant_null',
      'function:schema_of_variant',
      'function:to_variant_object',
    ],
    spark: "SELECT variant_get(parse_json('{\"a\":{\"b\":5}}'), '$.a.b', 'int') AS v",
    ports: {
      duckdb: { plain: 'SELECT CAST(\'{"a":{"b":5}}\'::JSON -> \'$.a.b\' AS INT) AS v' },
      polars: {
        plain: 'pl.select(pl.lit(\'{"a":{"b":5}}\').str.json_path_match(\'$.a.b\').cast(pl.Int32))',
      },
    },
  },
  {
    id: 'nth-value',
    title: 'nth_value in a window',
    what: 'With an order and no frame, the frame ends at the current row: NULL before the nth row. Polars’ over() has no frames.',
    triggers: ['function:nth_value'],
    spark: 'SELECT x, nth_value(x, 2) OVER (ORDER BY x) AS v FROM VALUES (1), (2), (3) AS t(x) ORDER BY x',
    instead: 'SQL over a temporary view: nth_value(v, 2) OVER (ORDER BY t)',
    ports: {
      duckdb: {
        plain:
          'SELECT x, nth_value(x, 2) OVER (ORDER BY x) AS v FROM (VALUES (1), (2), (3)) AS t(x) ORDER BY x',
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [1, 2, 3]}, schema={'x': pl.Int32}).with_columns(v=pl.col('x').sort().get(1).over(pl.lit(1)))",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2, 3]}, schema={'x': pl.Int32}).sort('x').with_columns(v=pl.when(pl.int_range(pl.len()) >= 1).then(x.get(1)))",
        write: 'pl.when(pl.int_range(pl.len()) >= n - 1).then(x.get(n - 1)) on sorted rows',
      },
    },
  },
  {
    id: 'regression',
    title: 'regr_slope, regr_intercept, regr_r2, regr_count',
    what: 'DuckDB has the same functions. Polars computes them from cov and var.',
    triggers: [
      'function:regr_slope',
      'function:regr_intercept',
      'function:regr_r2',
      'function:regr_count',
      'function:regr_avgx',
      'function:regr_avgy',
      'function:regr_sxx',
      'function:regr_sxy',
      'function:regr_syy',
    ],
    spark:
      'SELECT regr_slope(y, x) AS a, regr_intercept(y, x) AS b, regr_r2(y, x) AS c, regr_count(y, x) AS d, regr_avgx(y, x) AS e, regr_sxy(y, x) AS f FROM VALUES (1.0D, 1.0D), (3.0D, 2.0D), (5.0D, 3.0D), (9.0D, NULL) AS t(y, x)',
    ports: {
      duckdb: {
        plain:
          'SELECT regr_slope(y, x) AS a, regr_intercept(y, x) AS b, regr_r2(y, x) AS c, regr_count(y, x) AS d, regr_avgx(y, x) AS e, regr_sxy(y, x) AS f FROM (VALUES (1.0::DOUBLE, 1.0::DOUBLE), (3.0, 2.0), (5.0, 3.0), (9.0, NULL)) AS t(y, x)',
      },
      polars: { lacks: 'pl.cov(y, x) / x.var() on the rows where neither is NULL.' },
    },
  },
  {
    id: 'raise-error',
    title: 'raise_error and assert_true',
    what: 'A row that must not be there ends the job. DuckDB has error(). Polars has none: a check before the write.',
    triggers: ['function:raise_error', 'function:assert_true'],
    spark: "SELECT CASE WHEN x < 0 THEN raise_error('negative') ELSE x END AS v FROM VALUES (1) AS t(x)",
    ports: {
      duckdb: {
        plain: "SELECT CASE WHEN x < 0 THEN error('negative') ELSE x END AS v FROM (VALUES (1)) AS t(x)",
      },
      polars: { lacks: 'if df.filter(…).height > 0: raise ValueError(…).' },
    },
  },
  {
    id: 'sketches',
    title: 'Sketches and bitmaps: hll_sketch_agg, theta, kll, bitmap_construct_agg',
    what: 'Neither DuckDB nor Polars stores sketches that Spark can read. DuckDB’s datasketches extension has its own.',
    triggers: [
      'function:hll_sketch_agg',
      'function:hll_sketch_estimate',
      'function:hll_union',
      'function:hll_union_agg',
      'function:theta_sketch_agg',
      'function:theta_sketch_estimate',
      'function:theta_union_agg',
      'function:count_min_sketch',
      'function:bitmap_construct_agg',
      'function:bitmap_count',
      'function:bitmap_or_agg',
      'function:kll_sketch_agg_bigint',
      'function:kll_sketch_agg_double',
      'function:histogram_numeric',
    ],
    spark: 'SELECT hll_sketch_estimate(hll_sketch_agg(x)) AS v FROM VALUES (1), (1), (2) AS t(x)',
    ports: {
      duckdb: { lacks: 'count(DISTINCT x), or approx_count_distinct(x) where the sketch is not kept.' },
      polars: { lacks: 'n_unique, or approx_n_unique where the sketch is not kept.' },
    },
  },
]
