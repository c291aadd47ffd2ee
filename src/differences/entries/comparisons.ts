import type { Entry } from '../entry.ts'

/** Comparisons, conditions, and what is done about NULL and NaN. */
export const COMPARISONS: readonly Entry[] = [
  {
    id: 'comparisons',
    title: 'Comparisons of values with NULL and NaN, and, or, not',
    what: 'A comparison with NULL is NULL; NaN equals itself and is greater than every number; text compares by code point, so capitals come first.',
    triggers: [
      'operator:==',
      'operator:!=',
      'operator:<',
      'operator:<=',
      'operator:>',
      'operator:>=',
      'operator:&',
      'operator:|',
      'operator:~',
      'method:filter',
      'method:where',
      'clause:where',
      'clause:between',
      'method:between',
    ],
    spark:
      "SELECT a = n AS a, a <> n AS b, x = x AS c, x > a AS d, 'Z' < 'a' AS e, 'ä' > 'z' AS f, n > 1 AND false AS g, n > 1 OR true AS h, NOT (n > 1) AS i, a BETWEEN 1 AND 2 AS j FROM VALUES (1, CAST(NULL AS INT), double('NaN')) AS t(a, n, x)",
    ports: {
      duckdb: {
        plain:
          "SELECT a = n AS a, a <> n AS b, x = x AS c, x > a AS d, 'Z' < 'a' AS e, 'ä' > 'z' AS f, n > 1 AND false AS g, n > 1 OR true AS h, NOT (n > 1) AS i, a BETWEEN 1 AND 2 AS j FROM (VALUES (1, NULL::INT, 'NaN'::DOUBLE)) AS t(a, n, x)",
      },
      polars: {
        plain:
          "a, n, x = (pl.col(name) for name in 'anx')\npl.DataFrame({'a': [1], 'n': [None], 'x': [float('nan')]}, schema_overrides={'n': pl.Int64}).select(a == n, b=a != n, c=x == x, d=x > a, e=pl.lit('Z') < pl.lit('a'), f=pl.lit('ä') > pl.lit('z'), g=(n > 1) & pl.lit(False), h=(n > 1) | pl.lit(True), i=~(n > 1), j=a.is_between(1, 2))",
      },
    },
  },
  {
    id: 'null-safe-equal',
    title: '<=> and eqNullSafe, equality of NULL',
    what: 'NULL <=> NULL is true in every engine, under another name.',
    triggers: ['operator:<=>', 'method:eqNullSafe', 'function:equal_null'],
    spark: 'SELECT a <=> n AS a, n <=> n AS b, a <=> 1 AS c FROM VALUES (1, CAST(NULL AS INT)) AS t(a, n)',
    ports: {
      duckdb: {
        plain:
          'SELECT a IS NOT DISTINCT FROM n AS a, n IS NOT DISTINCT FROM n AS b, a IS NOT DISTINCT FROM 1 AS c FROM (VALUES (1, NULL::INT)) AS t(a, n)',
      },
      polars: {
        plain:
          "a, n = pl.col('a'), pl.col('n')\npl.DataFrame({'a': [1], 'n': [None]}, schema_overrides={'n': pl.Int64}).select(a=a.eq_missing(n), b=n.eq_missing(n), c=a.eq_missing(1))",
      },
    },
  },
  {
    id: 'text-compared-with-number',
    title: 'Text compared with numbers',
    what: "Spark casts the text to a number: '010' is greater than 9, and equal to 10. DuckDB does so for = alone. Polars raises an error.",
    triggers: ['clause:text-compared-with-number'],
    spark: "SELECT s FROM VALUES ('010'), ('9') AS t(s) WHERE s > 9",
    ports: {
      duckdb: {
        plain: "SELECT s FROM (VALUES ('010'::VARCHAR), ('9'::VARCHAR)) AS t(s) WHERE s > 9",
        agrees: "SELECT s FROM (VALUES ('010'::VARCHAR), ('9'::VARCHAR)) AS t(s) WHERE CAST(s AS BIGINT) > 9",
        write: 'CAST(s AS BIGINT) > 9',
      },
      polars: {
        plain: "pl.DataFrame({'s': ['010', '9']}).filter(pl.col('s') > 9)",
        agrees: "pl.DataFrame({'s': ['010', '9']}).filter(pl.col('s').cast(pl.Int64) > 9)",
        write: 's.cast(pl.Int64) > 9',
      },
    },
  },
  {
    id: 'conditions',
    title: 'CASE, coalesce, nvl, nullif, if, IS NULL',
    what: 'The results are the same: NULL as a condition counts as false.',
    triggers: [
      'clause:case',
      'clause:is-null',
      'function:when',
      'method:when',
      'method:otherwise',
      'method:isNull',
      'method:isNotNull',
      'function:coalesce',
      'function:nvl',
      'function:nvl2',
      'function:ifnull',
      'function:nullif',
      'function:if',
      'function:isnull',
      'function:isnotnull',
      'function:lit',
    ],
    spark:
      "SELECT CASE WHEN n > 0 THEN 'y' ELSE 'n' END AS a, CASE WHEN a = 2 THEN 'y' END AS b, coalesce(n, a) AS c, nvl2(n, 'y', 'n') AS d, nullif(a, 1) AS e, if(n > 0, 1, 2) AS f, n IS NULL AS g FROM VALUES (1, CAST(NULL AS INT)) AS t(a, n)",
    ports: {
      duckdb: {
        plain:
          "SELECT CASE WHEN n > 0 THEN 'y' ELSE 'n' END AS a, CASE WHEN a = 2 THEN 'y' END AS b, coalesce(n, a) AS c, CASE WHEN n IS NOT NULL THEN 'y' ELSE 'n' END AS d, nullif(a, 1) AS e, if(n > 0, 1, 2) AS f, n IS NULL AS g FROM (VALUES (1, NULL::INT)) AS t(a, n)",
      },
      polars: {
        plain:
          "a, n, y, no = pl.col('a'), pl.col('n'), pl.lit('y'), pl.lit('n')\npl.DataFrame({'a': [1], 'n': [None]}, schema_overrides={'n': pl.Int64}).select(a=pl.when(n > 0).then(y).otherwise(no), b=pl.when(a == 2).then(y), c=pl.coalesce(n, a), d=pl.when(n.is_not_null()).then(y).otherwise(no), e=pl.when(a != 1).then(a), f=pl.when(n > 0).then(1).otherwise(2), g=n.is_null())",
      },
    },
  },
]
