import type { Entry } from '../entry.ts'

/** Aggregates that pick rows or collect them. */
export const PICKS: readonly Entry[] = [
  {
    id: 'max-by',
    title: 'max_by and min_by of values without NULL',
    what: 'The value of the row with the greatest key; rows whose key is NULL are skipped.',
    triggers: ['function:max_by', 'function:min_by'],
    spark:
      "SELECT max_by(v, k) AS a, min_by(v, k) AS b FROM VALUES ('x', 1), ('y', 2), ('z', NULL) AS t(v, k)",
    ports: {
      duckdb: {
        plain:
          "SELECT max_by(v, k) AS a, min_by(v, k) AS b FROM (VALUES ('x', 1), ('y', 2), ('z', NULL)) AS t(v, k)",
      },
      polars: {
        plain:
          "v = pl.col('v')\npl.DataFrame({'v': ['x', 'y', 'z'], 'k': [1, 2, None]}).select(a=v.max_by('k'), b=v.min_by('k'))",
      },
    },
  },
  {
    id: 'max-by-null',
    title: 'max_by and min_by where the value is NULL',
    what: 'Spark returns the value of the row with the greatest key, also if that value is NULL. DuckDB skips rows whose value is NULL, so «the latest status» is an older one.',
    triggers: ['function:max_by', 'function:min_by'],
    spark: "SELECT max_by(v, k) AS v FROM VALUES ('old', 1), (CAST(NULL AS STRING), 2) AS t(v, k)",
    ports: {
      duckdb: {
        plain: "SELECT max_by(v, k) AS v FROM (VALUES ('old', 1), (NULL, 2)) AS t(v, k)",
        agrees: "SELECT arg_max_null(v, k) AS v FROM (VALUES ('old', 1), (NULL, 2)) AS t(v, k)",
        write: 'arg_max_null(v, k), arg_min_null(v, k)',
      },
      polars: { plain: "pl.DataFrame({'v': ['old', None], 'k': [1, 2]}).select(pl.col('v').max_by('k'))" },
    },
  },
  {
    id: 'max-by-tie',
    title: 'max_by and min_by where keys are equal',
    what: 'Of several rows with the greatest key, Spark returns any, here the last. DuckDB and Polars return the first.',
    triggers: ['function:max_by', 'function:min_by'],
    shows: 'rarely',
    spark: "SELECT max_by(v, k) AS v FROM VALUES ('first', 1), ('last', 1) AS t(v, k)",
    ports: {
      duckdb: {
        plain: "SELECT max_by(v, k) AS v FROM (VALUES ('first', 1), ('last', 1)) AS t(v, k)",
        write:
          'Make the key unique in both jobs: max_by(v, struct(k, id)) in Spark, arg_max(v, (k, id)) in DuckDB.',
      },
      polars: {
        plain: "pl.DataFrame({'v': ['first', 'last'], 'k': [1, 1]}).select(pl.col('v').max_by('k'))",
        write:
          "Make the key unique in both jobs: max_by(v, struct(k, id)) in Spark, v.sort_by('k', 'id').last() in Polars.",
      },
    },
  },
  {
    id: 'first-last',
    title: 'first and last of ordered rows',
    what: 'NULL counts as a row. Without an order, which row is first is left to chance, between runs of Spark too.',
    triggers: [
      'function:first',
      'function:last',
      'function:first_value',
      'function:last_value',
      'method:first',
    ],
    spark:
      'SELECT first(x) AS a, last(x) AS b FROM (SELECT * FROM VALUES (1, NULL), (2, 5), (3, 6) AS t(k, x) ORDER BY k)',
    ports: {
      duckdb: {
        plain:
          'SELECT first(x ORDER BY k) AS a, last(x ORDER BY k) AS b FROM (VALUES (1, NULL), (2, 5), (3, 6)) AS t(k, x)',
      },
      polars: {
        plain:
          "pl.DataFrame({'k': [1, 2, 3], 'x': [None, 5, 6]}).sort('k').select(a=pl.col('x').first(), b=pl.col('x').last())",
      },
    },
  },
  {
    id: 'first-ignoring-null',
    title: 'first and last that skip NULL',
    what: 'first(x, true) is the first value that is not NULL.',
    triggers: ['function:first.ignoring', 'clause:ignore-nulls'],
    spark:
      'SELECT first(x, true) AS a, last(x, true) AS b FROM (SELECT * FROM VALUES (1, NULL), (2, 5), (3, 6), (4, NULL) AS t(k, x) ORDER BY k)',
    ports: {
      duckdb: {
        plain:
          'SELECT any_value(x ORDER BY k) AS a, any_value(x ORDER BY k DESC) AS b FROM (VALUES (1, NULL), (2, 5), (3, 6), (4, NULL)) AS t(k, x)',
      },
      polars: {
        plain:
          "x = pl.col('x').drop_nulls()\npl.DataFrame({'k': [1, 2, 3, 4], 'x': [None, 5, 6, None]}).sort('k').select(a=x.first(), b=x.last())",
      },
    },
  },
  {
    id: 'any-value-null',
    title: 'any_value over NULL',
    what: "Spark's any_value may return NULL. DuckDB's skips it.",
    triggers: ['function:any_value'],
    spark: 'SELECT any_value(x) AS v FROM VALUES (NULL), (5) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT any_value(x) AS v FROM (VALUES (NULL), (5)) AS t(x)',
        agrees: 'SELECT first(x) AS v FROM (VALUES (NULL), (5)) AS t(x)',
        write: 'first(x), or any_value(x, true) in the Spark job',
      },
      polars: { plain: "pl.DataFrame({'x': [None, 5]}).select(v=pl.col('x').first())" },
    },
  },
  {
    id: 'collect-list',
    title: 'collect_list and NULL',
    what: "Spark drops NULL. DuckDB's list and Polars' implode keep it. The order is the rows' only if they are ordered.",
    triggers: ['function:collect_list', 'function:array_agg'],
    spark:
      'SELECT collect_list(x) AS l FROM (SELECT * FROM VALUES (1, 5), (2, NULL), (3, 4) AS t(k, x) ORDER BY k)',
    instead: 'On DuckDB’s Spark API, its SQL over a temporary view: list(x)',
    ports: {
      duckdb: {
        plain: 'SELECT list(x ORDER BY k) AS l FROM (VALUES (1, 5), (2, NULL), (3, 4)) AS t(k, x)',
        agrees:
          'SELECT list(x ORDER BY k) FILTER (x IS NOT NULL) AS l FROM (VALUES (1, 5), (2, NULL), (3, 4)) AS t(k, x)',
        write: 'list(x ORDER BY k) FILTER (x IS NOT NULL)',
      },
      polars: {
        plain: "pl.DataFrame({'k': [1, 2, 3], 'x': [5, None, 4]}).sort('k').select(l=pl.col('x').implode())",
        agrees:
          "pl.DataFrame({'k': [1, 2, 3], 'x': [5, None, 4]}).sort('k').select(l=pl.col('x').drop_nulls().implode())",
        write: 'x.drop_nulls().implode()',
      },
    },
  },
  {
    id: 'collect-list-of-nothing',
    title: 'collect_list of NULL alone',
    what: 'Spark returns an empty list. DuckDB with a FILTER returns NULL.',
    triggers: ['function:collect_list', 'function:collect_set', 'function:array_agg'],
    shows: 'rarely',
    spark: 'SELECT collect_list(x) AS l FROM VALUES (CAST(NULL AS INT)) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT list(x) FILTER (x IS NOT NULL) AS l FROM (VALUES (NULL::INT)) AS t(x)',
        agrees: 'SELECT coalesce(list(x) FILTER (x IS NOT NULL), []) AS l FROM (VALUES (NULL::INT)) AS t(x)',
        write: 'coalesce(list(x) FILTER (x IS NOT NULL), [])',
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [None]}, schema={'x': pl.Int32}).select(l=pl.col('x').drop_nulls().implode())",
      },
    },
  },
  {
    id: 'collect-set',
    title: 'collect_set',
    what: 'The set drops NULL and has no order that an engine promises: sort it before writing or comparing.',
    triggers: ['function:collect_set'],
    spark: 'SELECT sort_array(collect_set(x)) AS s FROM VALUES (2), (NULL), (1), (2) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT list_sort(list(DISTINCT x)) AS s FROM (VALUES (2), (NULL), (1), (2)) AS t(x)',
        agrees:
          'SELECT list_sort(list(DISTINCT x) FILTER (x IS NOT NULL)) AS s FROM (VALUES (2), (NULL), (1), (2)) AS t(x)',
        write: 'list_sort(list(DISTINCT x) FILTER (x IS NOT NULL))',
      },
      polars: {
        plain: "pl.DataFrame({'x': [2, None, 1, 2]}).select(s=pl.col('x').unique().sort().implode())",
        agrees:
          "pl.DataFrame({'x': [2, None, 1, 2]}).select(s=pl.col('x').drop_nulls().unique().sort().implode())",
        write: 'x.drop_nulls().unique().sort().implode()',
      },
    },
  },
  {
    id: 'listagg',
    title: 'listagg and string_agg',
    what: 'NULL is skipped. Without WITHIN GROUP (ORDER BY …), the order is left to chance.',
    triggers: ['function:listagg', 'function:string_agg'],
    spark:
      "SELECT listagg(s, ',') WITHIN GROUP (ORDER BY s) AS l FROM VALUES ('b'), (NULL), ('a'), ('') AS t(s)",
    ports: {
      duckdb: {
        plain: "SELECT string_agg(s, ',' ORDER BY s) AS l FROM (VALUES ('b'), (NULL), ('a'), ('')) AS t(s)",
      },
      polars: {
        plain: "pl.DataFrame({'s': ['b', None, 'a', '']}).select(l=pl.col('s').sort().str.join(','))",
      },
    },
  },
]
