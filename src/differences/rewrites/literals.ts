import type { Rewrites } from '../rewrite.ts'

/** Of literals that Spark alone has: `0.5D`, `12L`, `double('NaN')`. */
export const OF_LITERALS: Rewrites = {
  'cast-boolean': {
    on: ['duckdb_spark'],
    write: 'CAST(0.0 AS DOUBLE) in place of 0.0D',
    code: 'SELECT CAST(true AS INT) AS a, CAST(false AS STRING) AS b, CAST(true AS DOUBLE) AS c, CAST(-2 AS BOOLEAN) AS d, CAST(CAST(0.0 AS DOUBLE) AS BOOLEAN) AS e, CAST(CAST(NULL AS BOOLEAN) AS INT) AS f',
  },
  'integer-arithmetic': {
    on: ['duckdb_spark'],
    write: 'CAST(0.5 AS DOUBLE) in place of 0.5D',
    code: 'SELECT a + b AS s, a - b AS d, a * b AS p, -a AS m, a + n AS u, a * c AS f FROM VALUES (7, -2, CAST(0.5 AS DOUBLE), CAST(NULL AS INT)) AS t(a, b, c, n)',
  },
  division: {
    on: ['duckdb_spark'],
    write: 'CAST(0.5 AS DOUBLE) in place of 0.5D',
    code: 'SELECT a / b AS q, a / c AS r, n / b AS u FROM VALUES (-7, 2, CAST(0.5 AS DOUBLE), CAST(NULL AS INT)) AS t(a, b, c, n)',
  },
  remainder: {
    on: ['duckdb_spark'],
    write: 'CAST(-7.5 AS DOUBLE) in place of -7.5D',
    code: 'SELECT a % b AS q, b % a AS r, c % 2 AS s FROM VALUES (-7, 3, CAST(-7.5 AS DOUBLE)) AS t(a, b, c)',
  },
  'decimal-with-double': {
    on: ['duckdb_spark'],
    write: 'CAST(0.5 AS DOUBLE) in place of 0.5D',
    code: 'SELECT a * b AS p, a + b AS s, a / b AS q FROM VALUES (1.10, CAST(0.5 AS DOUBLE)) AS t(a, b)',
  },
  'round-double': {
    on: ['duckdb_spark'],
    write: 'CAST(2.5 AS DOUBLE) in place of 2.5D',
    code: 'SELECT round(a) AS a, round(b) AS b FROM VALUES (CAST(2.5 AS DOUBLE), CAST(-0.5 AS DOUBLE)) AS t(a, b)',
  },
  'round-tens': {
    on: ['duckdb_spark'],
    write: 'CAST(-1250.0 AS DOUBLE) in place of -1250.0D',
    code: 'SELECT round(a, -1) AS a, round(b, -2) AS b FROM VALUES (25, CAST(-1250.0 AS DOUBLE)) AS t(a, b)',
  },
  'ceil-floor': {
    on: ['duckdb_spark'],
    write: 'CAST(-0.5 AS DOUBLE) in place of -0.5D',
    code: 'SELECT ceil(a) AS a, floor(a) AS b, ceil(b) AS c, floor(b) AS d, floor(c) AS e FROM VALUES (CAST(-0.5 AS DOUBLE), 2.1, CAST(NULL AS DOUBLE)) AS t(a, b, c)',
  },
  'number-functions': {
    on: ['duckdb_spark'],
    write: 'CAST(0.5 AS DOUBLE) in place of 0.5D',
    code: 'SELECT abs(a) AS a, sign(a) AS b, sqrt(b) AS c, exp(a) AS e, pow(b, CAST(0.5 AS DOUBLE)) AS f, radians(b) AS g, sin(b) AS h, cos(b) AS i, pow(0, 0) AS j FROM VALUES (CAST(-1.5 AS DOUBLE), CAST(2.0 AS DOUBLE)) AS t(a, b)',
  },
  log10: {
    on: ['duckdb_spark'],
    write: 'CAST(1000 AS DOUBLE) in place of 1000D',
    code: 'SELECT log10(x) AS y, floor(log10(x)) AS digits FROM VALUES (CAST(1000 AS DOUBLE)) AS t(x)',
  },
  'greatest-nan': {
    on: ['duckdb_spark'],
    write: "CAST(1 AS DOUBLE) in place of 1D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT greatest(a, b) AS y, least(a, b) AS z FROM VALUES (CAST(1 AS DOUBLE), CAST('NaN' AS DOUBLE)) AS t(a, b)",
  },
  comparisons: {
    on: ['duckdb_spark'],
    write: "CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT a = n AS a, a <> n AS b, x = x AS c, x > a AS d, 'Z' < 'a' AS e, 'ä' > 'z' AS f, n > 1 AND false AS g, n > 1 OR true AS h, NOT (n > 1) AS i, a BETWEEN 1 AND 2 AS j FROM VALUES (1, CAST(NULL AS INT), CAST('NaN' AS DOUBLE)) AS t(a, n, x)",
  },
  aggregates: {
    on: ['duckdb_spark'],
    write: 'CAST(0.5 AS DOUBLE) in place of 0.5D',
    code: 'SELECT count(*) AS a, count(x) AS b, min(x) AS c, max(x) AS d, avg(x) AS e, sum(y) AS f, avg(y) AS g, count_if(x > 1) AS h FROM VALUES (1, CAST(0.5 AS DOUBLE)), (2, NULL), (NULL, CAST(0.25 AS DOUBLE)) AS t(x, y)',
  },
  'sum-of-doubles': {
    on: ['duckdb_spark'],
    write: 'CAST(1e16 AS DOUBLE) in place of 1e16D',
    code: 'SELECT sum(x) AS s FROM VALUES (CAST(1e16 AS DOUBLE)), (CAST(1 AS DOUBLE)), (CAST(1 AS DOUBLE)), (CAST(-1e16 AS DOUBLE)) AS t(x)',
  },
  'max-nan': {
    on: ['duckdb_spark'],
    write: "CAST(1 AS DOUBLE) in place of 1D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT max(x) AS a, min(x) AS b FROM VALUES (CAST(1 AS DOUBLE)), (CAST('NaN' AS DOUBLE)), (NULL) AS t(x)",
  },
  'count-distinct': {
    on: ['duckdb_spark'],
    write: "CAST(0 AS DOUBLE) in place of 0D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT count(DISTINCT x) AS n FROM VALUES (CAST('NaN' AS DOUBLE)), (CAST('NaN' AS DOUBLE)), (NULL), (CAST(0 AS DOUBLE)), (CAST(-0.0 AS DOUBLE)) AS t(x)",
  },
  'standard-deviation': {
    on: ['duckdb_spark'],
    write: 'CAST(2 AS DOUBLE) in place of 2D',
    code: 'SELECT stddev(x) AS a, variance(x) AS b, stddev_pop(x) AS c, var_pop(x) AS d, covar_samp(x, y) AS e, stddev(z) AS f FROM VALUES (CAST(2 AS DOUBLE), CAST(1 AS DOUBLE), CAST(5 AS DOUBLE)), (CAST(4 AS DOUBLE), CAST(2 AS DOUBLE), NULL), (CAST(6 AS DOUBLE), CAST(6 AS DOUBLE), NULL) AS t(x, y, z)',
  },
  correlation: {
    on: ['duckdb_spark'],
    write: 'CAST(1 AS DOUBLE) in place of 1D',
    code: 'SELECT corr(x, y) AS c FROM VALUES (CAST(1 AS DOUBLE), CAST(2 AS DOUBLE)), (CAST(2 AS DOUBLE), CAST(4 AS DOUBLE)), (CAST(3 AS DOUBLE), CAST(6 AS DOUBLE)), (CAST(4 AS DOUBLE), NULL) AS t(x, y)',
  },
  'group-by': {
    on: ['duckdb_spark'],
    write: "CAST(0 AS DOUBLE) in place of 0D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT x + 0 AS x, count(*) AS n FROM VALUES (CAST('NaN' AS DOUBLE)), (CAST('NaN' AS DOUBLE)), (NULL), (NULL), (CAST(0 AS DOUBLE)), (CAST(-0.0 AS DOUBLE)) AS t(x) GROUP BY x HAVING count(*) > 1 ORDER BY x NULLS FIRST",
  },
  'order-by-nulls-written': {
    on: ['duckdb_spark'],
    write: "CAST(1 AS DOUBLE) in place of 1D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT x, s FROM VALUES (CAST(1 AS DOUBLE), 'b'), (CAST(1 AS DOUBLE), 'B'), (CAST(1 AS DOUBLE), 'é'), (CAST(1 AS DOUBLE), NULL), (CAST('NaN' AS DOUBLE), 'a'), (NULL, 'a') AS t(x, s) ORDER BY x DESC NULLS FIRST, s NULLS LAST",
  },
  'join-on-double': {
    on: ['duckdb_spark'],
    write: "CAST(0 AS DOUBLE) in place of 0D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT a, b FROM VALUES (CAST('NaN' AS DOUBLE), 'x'), (CAST(0 AS DOUBLE), 'y') AS l(k, a) JOIN VALUES (CAST('NaN' AS DOUBLE), 'p'), (CAST(-0.0 AS DOUBLE), 'q') AS r(k, b) ON l.k = r.k ORDER BY a",
  },
  'union-integer-and-double': {
    on: ['duckdb_spark'],
    write: 'CAST(0.5 AS DOUBLE) in place of 0.5D',
    code: 'SELECT x FROM (SELECT 9007199254740993 AS x UNION ALL SELECT CAST(0.5 AS DOUBLE)) ORDER BY x',
  },
  distinct: {
    on: ['duckdb_spark'],
    write: "CAST(0 AS DOUBLE) in place of 0D and CAST('NaN' AS DOUBLE) in place of double('NaN')",
    code: "SELECT x + 0 AS x FROM (SELECT DISTINCT x FROM VALUES (CAST('NaN' AS DOUBLE)), (CAST('NaN' AS DOUBLE)), (NULL), (NULL), (CAST(0 AS DOUBLE)), (CAST(-0.0 AS DOUBLE)) AS t(x)) ORDER BY x NULLS FIRST",
  },
  'text-of-decimals': {
    on: ['duckdb_spark'],
    write: 'CAST(12 AS BIGINT) in place of 12L',
    code: "SELECT CAST(CAST(1.5 AS DECIMAL(10,2)) AS STRING) AS a, CAST(CAST(12 AS BIGINT) AS STRING) AS b, CAST(true AS STRING) AS c, CAST(DATE '2024-01-05' AS STRING) AS d",
  },
}
