import type { Rewrites } from '../rewrite.ts'

/** Of aggregates, statistics, windows, joins and sets. */
export const OF_GROUPS: Rewrites = {
  'approx-count-distinct': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'Count exactly, F.countDistinct(…), or accept a tolerance for the column.',
    code: 'SELECT count(DISTINCT x) AS n FROM VALUES (1), (2), (2), (NULL) AS t(x)',
    changes: true,
  },
  'isnan-null': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'coalesce(isnan(x), false)',
    code: "SELECT i FROM VALUES (1, CAST(1.5 AS DOUBLE)), (2, CAST('NaN' AS DOUBLE)), (3, CAST(NULL AS DOUBLE)) AS t(i, x) WHERE NOT coalesce(isnan(x), false) ORDER BY i",
  },
  'null-safe-equal': {
    on: ['duckdb_spark'],
    write: 'a IS NOT DISTINCT FROM b',
    code: 'SELECT a IS NOT DISTINCT FROM n AS a, n IS NOT DISTINCT FROM n AS b, a IS NOT DISTINCT FROM 1 AS c FROM VALUES (1, CAST(NULL AS INT)) AS t(a, n)',
  },
  'null-basics': {
    on: ['duckdb_spark'],
    write:
      'coalesce(x, 0) in place of nvl, CASE WHEN x IS NOT NULL THEN 1 ELSE 2 END in place of nvl2, IS NOT DISTINCT FROM in place of <=>',
    code: 'SELECT coalesce(x, y) AS a, coalesce(x, 0) AS b, nullif(x, y) AS c, x IS NULL AS d, x IS NOT DISTINCT FROM y AS e, CASE WHEN x IS NOT NULL THEN 1 ELSE 2 END AS f FROM VALUES (1, 1, 1), (2, NULL, 2), (3, 3, NULL), (4, NULL, NULL) AS t(i, x, y) ORDER BY i',
  },
  conditions: {
    on: ['duckdb_spark'],
    write: "CASE WHEN n IS NOT NULL THEN 'y' ELSE 'n' END in place of nvl2",
    code: "SELECT CASE WHEN n > 0 THEN 'y' ELSE 'n' END AS a, CASE WHEN a = 2 THEN 'y' END AS b, coalesce(n, a) AS c, CASE WHEN n IS NOT NULL THEN 'y' ELSE 'n' END AS d, nullif(a, 1) AS e, if(n > 0, 1, 2) AS f, n IS NULL AS g FROM VALUES (1, CAST(NULL AS INT)) AS t(a, n)",
  },
  'dropna-nan': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "df.filter(F.col('x').isNotNull() & ~F.isnan('x'))",
    code: {
      python:
        "frame = spark.createDataFrame([(1, None), (2, float('nan')), (3, 1.5)], ['i', 'x'])\nframe.filter(F.col('x').isNotNull() & ~F.isnan('x')).select('i')",
    },
  },
  nanvl: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CASE WHEN isnan(x) THEN y ELSE x END',
    code: "SELECT CASE WHEN isnan(x) THEN CAST(0 AS DOUBLE) ELSE x END AS v FROM VALUES (1, CAST(1.5 AS DOUBLE)), (2, CAST('NaN' AS DOUBLE)), (3, CAST(NULL AS DOUBLE)) AS t(i, x) ORDER BY i",
  },
  'max-by-null': {
    on: ['sqlframe'],
    write: "Pick a structure, then its field: F.max_by(F.struct('v'), 'k')['v']",
    code: "SELECT s.v AS v FROM (SELECT max_by(named_struct('v', v), k) AS s FROM VALUES ('old', 1), (CAST(NULL AS STRING), 2) AS t(v, k)) AS p",
  },
  'max-by-tie': {
    on: ['sqlframe'],
    write: "A key that no two rows share: F.max_by('v', F.struct('k', 'id'))",
    code: "SELECT max_by(v, named_struct('k', k, 'id', id)) AS v FROM VALUES ('first', 1, 1), ('last', 1, 2) AS t(v, k, id)",
  },
  'first-ignoring-null': {
    on: ['sqlframe', 'duckdb_spark'],
    write:
      'max_by(x, CASE WHEN x IS NOT NULL THEN k END) for the last by the order of k, min_by for the first',
    code: 'SELECT min_by(x, CASE WHEN x IS NOT NULL THEN k END) AS a, max_by(x, CASE WHEN x IS NOT NULL THEN k END) AS b FROM VALUES (1, NULL), (2, 5), (3, 6), (4, NULL) AS t(k, x)',
  },
  'any-value-null': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'max(x), which skips NULL in every engine',
    code: 'SELECT max(x) AS v FROM VALUES (NULL), (5) AS t(x)',
    changes: true,
  },
  'collect-list-of-nothing': {
    on: ['sqlframe'],
    write: 'coalesce(collect_list(x), array())',
    code: 'SELECT coalesce(collect_list(x), array()) AS l FROM VALUES (CAST(NULL AS INT)) AS t(x)',
  },
  'correlation-of-constant': {
    on: ['sail', 'sqlframe'],
    write: 'covar_pop(x, y) / nullif(stddev_pop(x) * stddev_pop(y), 0), which is NULL',
    code: 'SELECT covar_pop(x, y) / nullif(stddev_pop(x) * stddev_pop(y), 0) AS c FROM VALUES (CAST(1 AS DOUBLE), CAST(5 AS DOUBLE)), (CAST(2 AS DOUBLE), CAST(5 AS DOUBLE)), (CAST(3 AS DOUBLE), CAST(5 AS DOUBLE)) AS t(x, y)',
  },
  'statistics-of-one-row': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "nullif(corr(x, y), CAST('NaN' AS DOUBLE))",
    code: "SELECT skewness(x) AS a, kurtosis(x) AS b, nullif(corr(x, y), CAST('NaN' AS DOUBLE)) AS c, covar_samp(x, y) AS d FROM VALUES (CAST(1 AS DOUBLE), CAST(2 AS DOUBLE)) AS t(x, y)",
  },
  skewness: {
    on: ['sqlframe'],
    write: "As a call: F.skewness('x')",
    code: {
      python:
        "spark.createDataFrame([(1.0,), (2.0,), (3.0,), (10.0,)], ['x']).agg(F.round(F.skewness('x'), 9).alias('s'))",
    },
  },
  kurtosis: {
    on: ['sqlframe'],
    write: "As a call: F.kurtosis('x')",
    code: {
      python:
        "spark.createDataFrame([(1.0,), (2.0,), (3.0,), (10.0,)], ['x']).agg(F.round(F.kurtosis('x'), 9).alias('k'))",
    },
  },
  percentile: {
    on: ['sqlframe'],
    write: "As a call: F.percentile('x', 0.5)",
    code: {
      python:
        "frame = spark.createDataFrame([('g', 1), ('g', 2), ('g', 3), ('g', 4), ('g', None)], ['k', 'x'])\nframe.groupBy('k').agg(F.percentile('x', 0.5).alias('a'), F.percentile('x', 0.25).alias('b')).select('a', 'b')",
    },
  },
  regression: {
    on: ['sail'],
    write: 'CAST(regr_count(y, x) AS BIGINT)',
    code: 'SELECT regr_slope(y, x) AS a, regr_intercept(y, x) AS b, regr_r2(y, x) AS c, CAST(regr_count(y, x) AS BIGINT) AS d, regr_avgx(y, x) AS e, regr_sxy(y, x) AS f FROM VALUES (1.0D, 1.0D), (3.0D, 2.0D), (5.0D, 3.0D), (9.0D, NULL) AS t(y, x)',
  },
  sketches: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'count(DISTINCT x), where the sketch is not kept',
    code: 'SELECT count(DISTINCT x) AS v FROM VALUES (1), (1), (2) AS t(x)',
  },
  rollup: {
    on: ['sqlframe', 'duckdb_spark'],
    write: '2 * grouping(a) + grouping(b) in place of grouping_id()',
    code: "SELECT a, b, sum(x) AS s, 2 * grouping(a) + grouping(b) AS g FROM VALUES ('p', 'q', 1), ('p', NULL, 2) AS t(a, b, x) GROUP BY ROLLUP (a, b) ORDER BY g, a NULLS FIRST, b NULLS FIRST",
  },
  pivot: {
    on: ['sail', 'sqlframe'],
    write: "An aggregate for each value: sum(CASE WHEN k = 'a' THEN v END) AS a … GROUP BY id",
    code: "SELECT id, sum(CASE WHEN k = 'a' THEN v END) AS a, sum(CASE WHEN k = 'b' THEN v END) AS b FROM VALUES (1, 'a', 10), (1, 'a', 5), (2, 'b', 7) AS t(id, k, v) GROUP BY id ORDER BY id",
  },
  'pivot-null': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "An aggregate for each value: agg(F.sum(F.when(F.col('k') == 'a', F.col('v'))).alias('a'))",
    code: {
      python:
        "v, k = F.col('v'), F.col('k')\nframe = spark.createDataFrame([(1, None, 7), (1, 'a', 10)], ['id', 'k', 'v'])\nframe.groupBy('id').agg(F.sum(F.when(k.isNull(), v)).alias('null'), F.sum(F.when(k == 'a', v)).alias('a'))",
    },
  },
  'window-range-days': {
    on: ['sail'],
    write: 'A range of numbers: ORDER BY unix_date(d) RANGE BETWEEN 1 PRECEDING AND CURRENT ROW',
    code: "SELECT d, sum(v) OVER (ORDER BY unix_date(d) RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM VALUES (DATE '2024-01-01', 1), (DATE '2024-01-02', 10), (DATE '2024-01-04', 100) AS t(d, v) ORDER BY d",
  },
  'lag-ignoring-null': {
    on: ['sqlframe'],
    write: 'last_value(x) IGNORE NULLS OVER (ORDER BY k)',
    code: 'SELECT k, last_value(x) IGNORE NULLS OVER (ORDER BY k) AS a, lag(x) IGNORE NULLS OVER (ORDER BY k) AS b FROM VALUES (1, 5), (2, NULL), (3, NULL), (4, 7) AS t(k, x) ORDER BY k',
  },
  'semi-anti-join': {
    on: ['sqlframe'],
    write: "Joins of DataFrames: a.join(b, 'k', 'left_semi') and a.join(b, 'k', 'left_anti')",
    code: {
      python:
        "a = spark.createDataFrame([(1, 'x'), (2, 'y'), (None, 'z')], ['k', 'a'])\nb = spark.createDataFrame([(1, 'p'), (1, 'q'), (3, 's'), (None, 'r')], ['k', 'b'])\nsemi = a.join(b, 'k', 'left_semi').select('a', F.lit('semi').alias('j'))\nsemi.union(a.join(b, 'k', 'left_anti').select('a', F.lit('anti').alias('j'))).orderBy('a')",
    },
  },
  'intersect-except': {
    on: ['sqlframe'],
    write: 'Methods of DataFrames: a.intersect(b) and a.distinct().exceptAll(b.distinct())',
    code: {
      python:
        "a, b = spark.createDataFrame([(1,), (1,), (2,), (None,)], ['x']), spark.createDataFrame([(1,), (None,)], ['x'])\nboth = a.intersect(b).withColumn('s', F.lit('both'))\nboth.union(a.distinct().exceptAll(b.distinct()).withColumn('s', F.lit('left'))).orderBy('s', F.asc_nulls_first('x'))",
    },
  },
  'union-decimals': {
    on: ['sail'],
    write: 'Cast both sides to one type: CAST(x AS DECIMAL(28, 10))',
    code: 'SELECT x FROM (SELECT CAST(1.5 AS DECIMAL(28, 10)) AS x UNION ALL SELECT CAST(7 AS DECIMAL(28, 10))) ORDER BY x',
    changes: true,
  },
  'union-number-and-text': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'CAST(x AS BIGINT) on the side of the text',
    code: "SELECT x FROM (SELECT 1 AS x UNION ALL SELECT CAST('2' AS BIGINT)) ORDER BY x",
  },
  'text-compared-with-number': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CAST(s AS BIGINT) > 9',
    code: "SELECT s FROM VALUES ('010'), ('9') AS t(s) WHERE CAST(s AS BIGINT) > 9",
  },
  'drop-missing': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "Name those that are there: df.select([c for c in df.columns if c != 'z'])",
    code: { python: "df = spark.sql('SELECT 1 AS a')\ndf.select([c for c in df.columns if c != 'z'])" },
  },
  'with-column-earlier': {
    on: ['sail'],
    write: 'A query for each step: SELECT y, y * 2 AS z FROM (SELECT x + 1 AS y …)',
    code: 'SELECT y, y * 2 AS z FROM (SELECT x + 1 AS y FROM VALUES (1) AS t(x)) AS s',
  },
  'random-numbers': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'row_number() over a unique order for an id; a condition on md5(key) for a sample',
    code: "SELECT row_number() OVER (ORDER BY k) AS id, md5(k) < '8' AS sampled FROM VALUES ('a'), ('b') AS t(k) ORDER BY id",
    changes: true,
  },
  'raise-error': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "A check before: if df.filter(F.col('x') < 0).count() > 0: raise ValueError(…)",
    code: {
      python:
        "frame = spark.createDataFrame([(1,)], ['x'])\nif frame.filter(F.col('x') < 0).count() > 0:\n    raise ValueError('negative')\nframe.select(F.col('x').alias('v'))",
    },
  },
  stack: {
    on: ['sqlframe', 'duckdb_spark'],
    write: "SELECT 'a' AS name, a AS value FROM t UNION ALL SELECT 'b', b FROM t",
    code: "WITH t AS (SELECT a, b FROM VALUES (1, CAST(NULL AS INT)) AS v(a, b)) SELECT name, value FROM (SELECT 'a' AS name, a AS value FROM t UNION ALL SELECT 'b', b FROM t) AS u ORDER BY name",
  },
  'percentile-approx': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'min(CASE WHEN d >= 0.5 THEN x END), of d as cume_dist() OVER (ORDER BY x), which is exact',
    code: 'SELECT min(CASE WHEN d >= 0.5 THEN x END) AS a, min(CASE WHEN d >= 0.75 THEN x END) AS b FROM (SELECT x, cume_dist() OVER (ORDER BY x) AS d FROM VALUES (1), (2), (3), (4) AS t(x))',
  },
  'fillna-of-all-columns': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "F.coalesce('v', F.lit(0)) in a select",
    code: {
      python:
        "frame = spark.createDataFrame([(1, None, 'x'), (2, 5, 'y')], ['id', 'v', 's'])\nframe.select('id', F.coalesce('v', F.lit(0)).alias('v'), 's').orderBy('id')",
    },
  },
  'count-distinct-several': {
    on: ['duckdb_spark'],
    write: 'count(*) of SELECT DISTINCT a, b … WHERE a IS NOT NULL AND b IS NOT NULL',
    code: 'SELECT count(*) AS n FROM (SELECT DISTINCT a, b FROM VALUES (1, 1), (1, NULL), (1, 1) AS t(a, b) WHERE a IS NOT NULL AND b IS NOT NULL)',
  },
  'pivot-all-values': {
    on: ['duckdb_spark'],
    write: "An aggregate for each value: F.sum of a column F.when(F.col('k') == 'a', F.col('v'))",
    code: {
      python:
        "frame = spark.createDataFrame([(1, 'b', 7), (1, 'a', 10)], ['id', 'k', 'v'])\nframe.select('id', F.when(F.col('k') == 'a', F.col('v')).alias('a'), F.when(F.col('k') == 'b', F.col('v')).alias('b')).groupBy('id').agg(F.sum('a').alias('a'), F.sum('b').alias('b'))",
    },
  },
  'pivot-call': {
    on: ['duckdb_spark'],
    write: "An aggregate for each value: F.sum of a column F.when(F.col('k') == 'a', F.col('v'))",
    code: {
      python:
        "frame = spark.createDataFrame([(1, 'Jan', 10), (1, 'Jan', 5), (2, 'Feb', 7)], ['id', 'k', 'v'])\nframe.select('id', F.when(F.col('k') == 'Jan', F.col('v')).alias('Jan'), F.when(F.col('k') == 'Feb', F.col('v')).alias('Feb')).groupBy('id').agg(F.sum('Jan').alias('Jan'), F.sum('Feb').alias('Feb')).orderBy('id')",
    },
  },
  'join-null-safe': {
    on: ['duckdb_spark'],
    write: 'l.k IS NOT DISTINCT FROM r.k',
    code: "WITH l AS (SELECT * FROM VALUES (1, 'x'), (2, 'y'), (NULL, 'z') AS t(k, a)), r AS (SELECT * FROM VALUES (1, 'p'), (1, 'q'), (3, 's'), (NULL, 'r') AS t(k, b)) SELECT a, b FROM l JOIN r ON l.k IS NOT DISTINCT FROM r.k ORDER BY b",
  },
  'not-in-null': {
    on: ['duckdb_spark'],
    write: 'Name the columns of VALUES: VALUES (1), (NULL) AS u(y)',
    code: 'SELECT x FROM VALUES (1), (2), (NULL) AS t(x) WHERE x NOT IN (SELECT y FROM VALUES (1), (NULL) AS u(y))',
  },
}
