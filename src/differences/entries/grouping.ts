import type { Entry } from '../entry.ts'

/** GROUP BY and its relatives. */
export const GROUPING: readonly Entry[] = [
  {
    id: 'group-by',
    title: 'GROUP BY with NULL, NaN and -0.0',
    what: 'NULL is a group, all NaN are one, and 0.0 and -0.0 are one. The order of groups is not promised.',
    triggers: [
      'clause:group-by',
      'method:groupBy',
      'method:groupby',
      'clause:having',
      'method:agg',
      'method:count',
    ],
    spark:
      "SELECT x + 0 AS x, count(*) AS n FROM VALUES (double('NaN')), (double('NaN')), (NULL), (NULL), (0D), (-0.0D) AS t(x) GROUP BY x HAVING count(*) > 1 ORDER BY x NULLS FIRST",
    ports: {
      duckdb: {
        plain:
          "SELECT x + 0 AS x, count(*) AS n FROM (VALUES ('NaN'::DOUBLE), ('NaN'), (NULL), (NULL), (0), ('-0.0'::DOUBLE)) AS t(x) GROUP BY x HAVING count(*) > 1 ORDER BY x NULLS FIRST",
      },
      polars: {
        plain:
          "nan = float('nan')\npl.DataFrame({'x': [nan, nan, None, None, 0.0, -0.0]}).group_by('x').agg(n=pl.len()).filter(pl.col('n') > 1).sort('x')",
      },
    },
  },
  {
    id: 'rollup',
    title: 'rollup',
    what: 'Subtotals are rows whose keys are NULL; grouping_id tells them from rows whose own key is NULL. Polars has no rollup.',
    triggers: ['clause:rollup', 'method:rollup', 'function:grouping_id'],
    spark:
      "SELECT a, b, sum(x) AS s, grouping_id() AS g FROM VALUES ('p', 'q', 1), ('p', NULL, 2) AS t(a, b, x) GROUP BY ROLLUP (a, b) ORDER BY g, a NULLS FIRST, b NULLS FIRST",
    ports: {
      duckdb: {
        plain:
          "SELECT a, b, sum(x) AS s, grouping_id(a, b) AS g FROM (VALUES ('p', 'q', 1), ('p', NULL, 2)) AS t(a, b, x) GROUP BY ROLLUP (a, b) ORDER BY g, a NULLS FIRST, b NULLS FIRST",
      },
      polars: {
        lacks: "pl.concat([frame.group_by(keys).agg(…) for keys in (['a', 'b'], ['a'], [])], how='diagonal')",
      },
    },
  },
  {
    id: 'cube',
    title: 'cube and GROUPING SETS',
    what: 'Every combination of keys has its totals. Polars has neither.',
    triggers: [
      'clause:cube',
      'method:cube',
      'clause:grouping-sets',
      'method:groupingSets',
      'function:grouping',
      'function:grouping_id',
    ],
    spark:
      "SELECT a, b, sum(x) AS s, grouping(a) AS g FROM VALUES ('p', 'q', 1), ('p', 'r', 2) AS t(a, b, x) GROUP BY CUBE (a, b) ORDER BY g, a NULLS FIRST, b NULLS FIRST",
    ports: {
      duckdb: {
        plain:
          "SELECT a, b, sum(x) AS s, grouping(a) AS g FROM (VALUES ('p', 'q', 1), ('p', 'r', 2)) AS t(a, b, x) GROUP BY CUBE (a, b) ORDER BY g, a NULLS FIRST, b NULLS FIRST",
      },
      polars: {
        lacks:
          "pl.concat([frame.group_by(keys).agg(…) for keys in (['a', 'b'], ['a'], ['b'], [])], how='diagonal')",
      },
    },
  },
  {
    id: 'pivot',
    title: 'pivot with a list of values',
    what: 'A combination without rows is NULL, for a sum too. Polars fills sums with 0 unless told to keep NULL.',
    triggers: ['clause:pivot', 'method:pivot'],
    form: 'sql',
    spark:
      "SELECT * FROM VALUES (1, 'a', 10), (1, 'a', 5), (2, 'b', 7) AS t(id, k, v) PIVOT (sum(v) FOR k IN ('a', 'b')) ORDER BY id",
    ports: {
      duckdb: {
        plain:
          "PIVOT (SELECT * FROM (VALUES (1, 'a', 10), (1, 'a', 5), (2, 'b', 7)) AS t(id, k, v)) ON k IN ('a', 'b') USING sum(v) ORDER BY id",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [1, 1, 2], 'k': ['a', 'a', 'b'], 'v': [10, 5, 7]}).pivot('k', on_columns=['a', 'b'], index='id', values='v', aggregate_function='sum').sort('id')",
        agrees:
          "v = pl.element()\npl.DataFrame({'id': [1, 1, 2], 'k': ['a', 'a', 'b'], 'v': [10, 5, 7]}).pivot('k', on_columns=['a', 'b'], index='id', values='v', aggregate_function=pl.when(v.count() > 0).then(v.sum())).sort('id')",
        write: 'aggregate_function=pl.when(pl.element().count() > 0).then(pl.element().sum())',
      },
    },
  },
  {
    id: 'pivot-all-values',
    title: 'pivot without a list of values',
    what: 'Spark sorts the columns by value. DuckDB does too; Polars takes values as they first appear.',
    triggers: ['method:pivot'],
    spark: {
      python:
        "spark.createDataFrame([(1, 'b', 7), (1, 'a', 10)], ['id', 'k', 'v']).groupBy('id').pivot('k').sum('v')",
    },
    ports: {
      duckdb: {
        plain:
          "PIVOT (SELECT * FROM (VALUES (1, 'b', 7), (1, 'a', 10)) AS t(id, k, v)) ON k USING sum(v) GROUP BY id",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [1, 1], 'k': ['b', 'a'], 'v': [7, 10]}).pivot('k', index='id', values='v', aggregate_function='sum')",
        agrees:
          "pl.DataFrame({'id': [1, 1], 'k': ['b', 'a'], 'v': [7, 10]}).pivot('k', index='id', values='v', aggregate_function='sum', sort_columns=True)",
        write: 'frame.pivot(…, sort_columns=True)',
      },
    },
  },
  {
    id: 'pivot-null',
    title: 'pivot over NULL without a list of values',
    what: 'In Spark and Polars, NULL becomes a column «null». DuckDB leaves its rows out.',
    triggers: ['method:pivot'],
    shows: 'rarely',
    spark: {
      python:
        "spark.createDataFrame([(1, None, 7), (1, 'a', 10)], ['id', 'k', 'v']).groupBy('id').pivot('k').sum('v')",
    },
    ports: {
      duckdb: {
        plain:
          "PIVOT (SELECT * FROM (VALUES (1, NULL, 7), (1, 'a', 10)) AS t(id, k, v)) ON k USING sum(v) GROUP BY id",
        agrees:
          "SELECT id, \"null\", a FROM (PIVOT (SELECT * FROM (VALUES (1, NULL, 7), (1, 'a', 10)) AS t(id, k, v)) ON coalesce(k, 'null') USING sum(v) GROUP BY id)",
        write: "PIVOT t ON coalesce(k, 'null') USING sum(v) GROUP BY id",
      },
      polars: {
        plain:
          "pl.DataFrame({'id': [1, 1], 'k': [None, 'a'], 'v': [7, 10]}).pivot('k', index='id', values='v', aggregate_function='sum')",
      },
    },
  },
  {
    id: 'filtered-aggregate',
    title: 'Aggregates with FILTER or over CASE',
    what: 'The results are the same; a group without rows that pass has count 0 and a NULL sum.',
    triggers: ['clause:filter', 'function:sum_if', 'function:count_if'],
    spark:
      'SELECT k, count(*) FILTER (WHERE x > 1) AS n, sum(CASE WHEN x > 1 THEN x END) AS s, max(x) FILTER (WHERE x > 1) AS m FROM VALUES (1, 1), (1, 2), (2, 1) AS t(k, x) GROUP BY k ORDER BY k',
    ports: {
      duckdb: {
        plain:
          'SELECT k, count(*) FILTER (WHERE x > 1) AS n, sum(CASE WHEN x > 1 THEN x END) AS s, max(x) FILTER (WHERE x > 1) AS m FROM (VALUES (1, 1), (1, 2), (2, 1)) AS t(k, x) GROUP BY k ORDER BY k',
      },
      polars: {
        plain:
          "x = pl.col('x')\nkept = x.filter(x > 1)\npl.DataFrame({'k': [1, 1, 2], 'x': [1, 2, 1]}).group_by('k').agg(n=kept.len(), s=kept.sum(), m=kept.max()).sort('k')",
        agrees:
          "x = pl.col('x')\nkept = x.filter(x > 1)\npl.DataFrame({'k': [1, 1, 2], 'x': [1, 2, 1]}).group_by('k').agg(n=kept.len(), s=pl.when(kept.len() > 0).then(kept.sum()), m=kept.max()).sort('k')",
        write: 'pl.when(kept.len() > 0).then(kept.sum()), with kept = x.filter(condition)',
      },
    },
  },
  {
    id: 'agg-of-all-rows',
    title: 'agg of a DataFrame, without groups',
    what: 'One row, also of no rows.',
    triggers: ['name:DataFrame.agg'],
    spark: { python: "spark.createDataFrame([(1,), (2,)], ['v']).agg(F.sum('v').alias('s'))" },
    instead: 'SQL over a temporary view: SELECT sum(v) AS s FROM …',
    ports: {
      duckdb: { plain: 'SELECT sum(v) AS s FROM (VALUES (1), (2)) AS t(v)' },
      polars: { plain: "pl.DataFrame({'v': [1, 2]}).select(s=pl.col('v').sum())" },
    },
  },
]
