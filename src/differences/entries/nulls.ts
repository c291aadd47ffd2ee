import type { Entry } from '../entry.ts'

/** NULL, NaN and conditions. */
export const NULLS: readonly Entry[] = [
  {
    id: 'null-basics',
    title: 'coalesce, nvl, nullif, IS NULL, <=>',
    what: 'All engines agree.',
    triggers: [
      'function:coalesce',
      'function:nvl',
      'function:nvl2',
      'function:ifnull',
      'function:nullif',
      'function:isnull',
      'function:isnotnull',
      'function:equal_null',
      'method:isNull',
      'method:isNotNull',
      'method:eqNullSafe',
      'operator:<=>',
      'clause:is-null',
      'clause:is-distinct-from',
    ],
    spark:
      'SELECT coalesce(x, y) AS a, nvl(x, 0) AS b, nullif(x, y) AS c, x IS NULL AS d, x <=> y AS e, nvl2(x, 1, 2) AS f FROM VALUES (1, 1, 1), (2, NULL, 2), (3, 3, NULL), (4, NULL, NULL) AS t(i, x, y) ORDER BY i',
    ports: {
      duckdb: {
        plain:
          'SELECT coalesce(x, y) AS a, ifnull(x, 0) AS b, nullif(x, y) AS c, x IS NULL AS d, x IS NOT DISTINCT FROM y AS e, CASE WHEN x IS NOT NULL THEN 1 ELSE 2 END AS f FROM (VALUES (1, 1, 1), (2, NULL, 2), (3, 3, NULL), (4, NULL, NULL)) AS t(i, x, y) ORDER BY i',
      },
      polars: {
        plain:
          "x, y = pl.col('x'), pl.col('y')\npl.DataFrame({'x': [1, None, 3, None], 'y': [1, 2, None, None]}).select(a=pl.coalesce(x, y), b=x.fill_null(0), c=pl.when(x == y).then(None).otherwise(x), d=x.is_null(), e=x.eq_missing(y), f=pl.when(x.is_not_null()).then(1).otherwise(2))",
      },
    },
  },
  {
    id: 'case-without-else',
    title: 'CASE and when without otherwise',
    what: 'What no condition meets is NULL, and a condition that is NULL counts as not met, in all engines.',
    triggers: [
      'clause:case',
      'function:when',
      'method:when',
      'method:otherwise',
      'function:if',
      'function:iff',
    ],
    spark:
      "SELECT CASE WHEN x > 1 THEN 'big' WHEN x = 1 THEN 'one' END AS a, if(x > 1, 'big', 'rest') AS b FROM VALUES (1, 1), (2, 5), (3, 0), (4, NULL) AS t(i, x) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT CASE WHEN x > 1 THEN 'big' WHEN x = 1 THEN 'one' END AS a, if(x > 1, 'big', 'rest') AS b FROM (VALUES (1, 1), (2, 5), (3, 0), (4, NULL)) AS t(i, x) ORDER BY i",
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 5, 0, None]}).select(a=pl.when(x > 1).then(pl.lit('big')).when(x == 1).then(pl.lit('one')), b=pl.when(x > 1).then(pl.lit('big')).otherwise(pl.lit('rest')))",
      },
    },
  },
  {
    id: 'then-text',
    title: 'A text given to then',
    what: "F.when(c, 'big') is the text. In Polars .then('big') is the column of that name and raises without it; a column that happens to have the name is taken.",
    triggers: ['function:when', 'method:when', 'method:otherwise'],
    spark: {
      python:
        "spark.sql(\"SELECT 1 AS x, 'b' AS status\").select(F.when(F.col('x') == 1, 'status').alias('v'))",
    },
    ports: {
      duckdb: { plain: "SELECT CASE WHEN x = 1 THEN 'status' END AS v FROM (SELECT 1 AS x, 'b' AS status)" },
      polars: {
        plain: "pl.DataFrame({'x': [1], 'status': ['b']}).select(v=pl.when(pl.col('x') == 1).then('status'))",
        agrees:
          "pl.DataFrame({'x': [1], 'status': ['b']}).select(v=pl.when(pl.col('x') == 1).then(pl.lit('status')))",
        write: "pl.when(c).then(pl.lit('status'))",
      },
    },
  },
  {
    id: 'isnan-null',
    title: 'isnan of NULL',
    what: 'isnan(NULL) is false in Spark and NULL in DuckDB and Polars. A filter NOT isnan(x) keeps rows with NULL in Spark only.',
    triggers: ['function:isnan', 'method:isNaN'],
    shows: 'rarely',
    spark:
      "SELECT i FROM VALUES (1, 1.5D), (2, CAST('NaN' AS DOUBLE)), (3, NULL) AS t(i, x) WHERE NOT isnan(x) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT i FROM (VALUES (1, 1.5::DOUBLE), (2, 'NaN'::DOUBLE), (3, NULL)) AS t(i, x) WHERE NOT isnan(x) ORDER BY i",
        agrees:
          "SELECT i FROM (VALUES (1, 1.5::DOUBLE), (2, 'NaN'::DOUBLE), (3, NULL)) AS t(i, x) WHERE NOT coalesce(isnan(x), false) ORDER BY i",
        write: 'coalesce(isnan(x), false)',
      },
      polars: {
        plain:
          "pl.DataFrame({'i': [1, 2, 3], 'x': [1.5, float('nan'), None]}).filter(~pl.col('x').is_nan()).select('i')",
        agrees:
          "pl.DataFrame({'i': [1, 2, 3], 'x': [1.5, float('nan'), None]}).filter(~pl.col('x').is_nan().fill_null(False)).select('i')",
        write: 'x.is_nan().fill_null(False)',
      },
    },
  },
  {
    id: 'fillna-nan',
    title: 'fillna of NaN',
    what: "Spark's fillna(0) also fills NaN, and only columns of the value's kind. coalesce in DuckDB and fill_null in Polars leave NaN.",
    triggers: ['method:fillna', 'method:fill', 'name:DataFrame.na'],
    shows: 'rarely',
    spark: {
      python:
        "spark.createDataFrame([(1, None), (2, float('nan')), (3, 1.5)], ['i', 'x']).fillna(0).orderBy('i').select('x')",
    },
    instead: "withColumn('v', F.coalesce(F.col('v'), F.lit(0)))",
    ports: {
      duckdb: {
        plain:
          "SELECT coalesce(x, 0) AS x FROM (VALUES (1, NULL), (2, 'NaN'::DOUBLE), (3, 1.5)) AS t(i, x) ORDER BY i",
        agrees:
          "SELECT coalesce(nullif(x, 'NaN'::DOUBLE), 0) AS x FROM (VALUES (1, NULL), (2, 'NaN'::DOUBLE), (3, 1.5)) AS t(i, x) ORDER BY i",
        write: "coalesce(nullif(x, 'NaN'::DOUBLE), 0)",
      },
      polars: {
        plain: "pl.DataFrame({'x': [None, float('nan'), 1.5]}).fill_null(0)",
        agrees: "pl.DataFrame({'x': [None, float('nan'), 1.5]}).fill_nan(None).fill_null(0)",
        write: 'df.fill_nan(None).fill_null(0)',
      },
    },
  },
  {
    id: 'dropna-nan',
    title: 'dropna of NaN',
    what: "Spark's dropna also drops rows with NaN. IS NOT NULL in DuckDB and drop_nulls in Polars keep them.",
    triggers: ['method:dropna'],
    shows: 'rarely',
    spark: {
      python:
        "spark.createDataFrame([(1, None), (2, float('nan')), (3, 1.5)], ['i', 'x']).dropna(subset=['x']).select('i')",
    },
    ports: {
      duckdb: {
        plain:
          "SELECT i FROM (VALUES (1, NULL), (2, 'NaN'::DOUBLE), (3, 1.5)) AS t(i, x) WHERE x IS NOT NULL ORDER BY i",
        agrees:
          "SELECT i FROM (VALUES (1, NULL), (2, 'NaN'::DOUBLE), (3, 1.5)) AS t(i, x) WHERE x IS NOT NULL AND NOT isnan(x) ORDER BY i",
        write: 'x IS NOT NULL AND NOT isnan(x)',
      },
      polars: {
        plain: "pl.DataFrame({'i': [1, 2, 3], 'x': [None, float('nan'), 1.5]}).drop_nulls('x').select('i')",
        agrees:
          "pl.DataFrame({'i': [1, 2, 3], 'x': [None, float('nan'), 1.5]}).drop_nulls('x').drop_nans('x').select('i')",
        write: "df.drop_nulls('x').drop_nans('x')",
      },
    },
  },
  {
    id: 'nanvl',
    title: 'nanvl',
    what: 'nanvl replaces NaN and keeps NULL.',
    triggers: ['function:nanvl'],
    spark:
      "SELECT nanvl(x, 0D) AS v FROM VALUES (1, 1.5D), (2, CAST('NaN' AS DOUBLE)), (3, NULL) AS t(i, x) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT CASE WHEN isnan(x) THEN 0 ELSE x END AS v FROM (VALUES (1, 1.5::DOUBLE), (2, 'NaN'::DOUBLE), (3, NULL)) AS t(i, x) ORDER BY i",
      },
      polars: { plain: "pl.DataFrame({'x': [1.5, float('nan'), None]}).select(pl.col('x').fill_nan(0))" },
    },
  },
  {
    id: 'replace-values',
    title: 'DataFrame.replace and na.replace',
    what: 'Values of a dictionary are replaced, all others and NULL stay, in all engines.',
    triggers: ['method:replace'],
    spark: {
      python:
        "spark.createDataFrame([(1, 'a'), (2, 'z'), (3, None)], ['i', 's']).replace({'a': 'b'}, subset=['s']).orderBy('i').select('s')",
    },
    ports: {
      duckdb: {
        plain:
          "SELECT CASE s WHEN 'a' THEN 'b' ELSE s END AS s FROM (VALUES (1, 'a'), (2, 'z'), (3, NULL)) AS t(i, s) ORDER BY i",
      },
      polars: { plain: "pl.DataFrame({'s': ['a', 'z', None]}).select(pl.col('s').replace({'a': 'b'}))" },
    },
  },
]
