import type { Rewrites } from '../rewrite.ts'
import { columns } from './columns.ts'

const TRY_CAST =
  'try_cast(x AS INT), if NULL will do. Else stop the program where the cast made NULL of a value.'
const TEXT_OF_DECIMAL = 'Make the text of a decimal: CAST(CAST(x AS DECIMAL(20, 5)) AS STRING)'
const NARROWER = 'Narrower decimals: past 38 digits, Spark itself raises an error.'
const cutOff = (x: string) => `CAST(CASE WHEN ${x} < 0 THEN ceil(${x}) ELSE floor(${x}) END AS BIGINT)`
const decimalOf = (x: string) => `CAST(CAST(${x} AS STRING) AS DECIMAL(10, 2))`
const rounded = (x: string) => `CAST(round(CAST(CAST(${x} AS STRING) AS DECIMAL(38, 18)), 2) AS DOUBLE)`
const halfToEven = (x: string) =>
  `CASE WHEN ${x} - floor(${x}) = 0.5 THEN 2 * round(${x} / 2) ELSE round(${x}) END`
const inInt = (sum: string, then: string) =>
  `CASE WHEN ${sum} BETWEEN -2147483648 AND 2147483647 THEN ${then} END`

/** Of casts, arithmetic, decimals and functions of numbers. */
export const OF_NUMBERS: Rewrites = {
  'cast-out-of-range': {
    on: ['sqlframe'],
    write: TRY_CAST,
    code: 'SELECT try_cast(x AS INT) AS i FROM VALUES (3000000000) AS t(x)',
  },
  'cast-decimal-overflow': {
    on: ['sqlframe'],
    write: TRY_CAST,
    code: 'SELECT try_cast(x AS DECIMAL(5, 2)) AS d FROM VALUES (12345.6) AS t(x)',
  },
  'cast-text-that-is-no-number': {
    on: ['sqlframe'],
    write: TRY_CAST,
    code: "SELECT try_cast(s AS INT) AS i FROM VALUES ('') AS t(s)",
  },
  'cast-fraction-to-integer': {
    on: ['sqlframe', 'duckdb_spark'],
    write: cutOff('x'),
    code: `SELECT ${columns('abc', cutOff)} FROM VALUES (CAST(3.7 AS DOUBLE), CAST(-2.5 AS DOUBLE), 2.5) AS t(a, b, c)`,
  },
  'cast-double-to-decimal': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: decimalOf('x'),
    code: `SELECT ${columns('abc', decimalOf)} FROM VALUES (CAST(1.005 AS DOUBLE), CAST(0.285 AS DOUBLE), CAST(-0.125 AS DOUBLE)) AS t(a, b, c)`,
  },
  'cast-double-to-text': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: TEXT_OF_DECIMAL,
    code: `SELECT ${columns('abc', (x) => `CAST(CAST(${x} AS DECIMAL(20, 5)) AS STRING)`)} FROM VALUES (CAST(10000000 AS DOUBLE), CAST(0.00001 AS DOUBLE), CAST(100 AS DOUBLE)) AS t(a, b, c)`,
    changes: true,
  },
  'text-of-doubles': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: TEXT_OF_DECIMAL,
    code: 'SELECT CAST(CAST(x AS DECIMAL(20, 5)) AS STRING) AS v FROM VALUES (1, CAST(100 AS DOUBLE)), (2, CAST(0.5 AS DOUBLE)), (3, CAST(10000000 AS DOUBLE)), (4, CAST(0.00001 AS DOUBLE)) AS t(i, x) ORDER BY i',
    changes: true,
  },
  'cast-decimal-to-text': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'A decimal with a digit before the point: CAST(CAST(x AS DECIMAL(3, 1)) AS STRING)',
    code: "SELECT CAST(CAST(1 AS DECIMAL(10, 2)) AS STRING) AS a, CAST(CAST('0.0000001' AS DECIMAL(10, 7)) AS STRING) AS b, CAST(CAST(0 AS DECIMAL(10, 8)) AS STRING) AS c, CAST(CAST(-0.5 AS DECIMAL(3, 1)) AS STRING) AS d",
  },
  'integer-overflow': {
    on: ['sail'],
    write: "F.col('a').cast('bigint') + F.col('b'), where the result may pass 32 bits",
    code: 'SELECT CAST(a AS BIGINT) + b AS s FROM VALUES (2147483647, 1) AS t(a, b)',
  },
  'sum-overflow': {
    on: ['sail', 'duckdb_spark'],
    write: "F.sum(F.col('x').cast('decimal(38,0)')), where the sum may pass 64 bits",
    code: 'SELECT sum(CAST(x AS DECIMAL(38, 0))) AS s FROM VALUES (9223372036854775807), (1) AS t(x)',
  },
  'try-arithmetic': {
    on: ['sqlframe', 'duckdb_spark'],
    write: inInt('CAST(a AS BIGINT) + b', 'a + b'),
    code: `SELECT ${inInt('CAST(a AS BIGINT) + b', 'a + b')} AS s, ${inInt('CAST(a AS BIGINT) * 2', 'a * 2')} AS p, ${inInt('CAST(b AS BIGINT) + b', 'b + b')} AS t FROM VALUES (2147483647, 1) AS t(a, b)`,
  },
  'try-aggregates': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'try_cast(sum(CAST(x AS DECIMAL(38, 0))) AS BIGINT)',
    code: 'SELECT try_cast(sum(CAST(x AS DECIMAL(38, 0))) AS BIGINT) AS s FROM VALUES (9223372036854775807), (1) AS t(x)',
  },
  'division-by-zero': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CASE WHEN y <> 0 THEN x / y END, if NULL will do. Else stop the program where y is 0.',
    code: 'SELECT CASE WHEN y <> 0 THEN x / y END AS q FROM VALUES (1, 0) AS t(x, y)',
  },
  'remainder-by-zero': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CASE WHEN y <> 0 THEN x % y END, if NULL will do. Else stop the program where y is 0.',
    code: 'SELECT CASE WHEN y <> 0 THEN x % y END AS r FROM VALUES (7, 0) AS t(x, y)',
  },
  pmod: {
    on: ['sqlframe', 'duckdb_spark'],
    write: '(x % n + n) % n',
    code: 'SELECT (a % 3 + 3) % 3 AS q, (b % 3 + 3) % 3 AS r, (c % 2 + 2) % 2 AS s FROM VALUES (-7, 7, CAST(-7.5 AS DOUBLE)) AS t(a, b, c)',
  },
  'decimal-multiplication-wide': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'CAST(a * b AS DECIMAL(38, 6)), the type that Spark’s schema shows',
    code: 'SELECT CAST(a * b AS DECIMAL(38, 6)) AS p FROM VALUES (CAST(0.0000012345 AS DECIMAL(38, 18)), CAST(10 AS DECIMAL(38, 18))) AS t(a, b)',
  },
  'decimal-division': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write:
      'CAST(CAST(a AS DECIMAL(30, 14)) / b AS DECIMAL(23, 13)): the latter is the type that Spark’s schema shows',
    code: 'SELECT CAST(CAST(a AS DECIMAL(30, 14)) / b AS DECIMAL(23, 13)) AS q, CAST(CAST(b AS DECIMAL(30, 14)) / a AS DECIMAL(23, 13)) AS r FROM VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2))) AS t(a, b)',
  },
  'avg-of-decimals': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write:
      'CAST(avg(CAST(x AS DECIMAL(20, 8))) AS DECIMAL(6, 6)): the latter is the type that Spark’s schema shows',
    code: 'SELECT CAST(avg(CAST(x AS DECIMAL(20, 8))) AS DECIMAL(6, 6)) AS a FROM VALUES (0.01), (0.02), (0.02) AS t(x)',
  },
  'decimal-overflow': { on: ['sail'], write: NARROWER },
  'sum-of-decimals-overflow': { on: ['sail', 'sqlframe', 'duckdb_spark'], write: NARROWER },
  'ceil-floor-nan': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'Filter NaN and infinity out before, or decide what they mean.',
  },
  'float-compared-with-literal': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'CAST(x AS DOUBLE) = CAST(0.1 AS DOUBLE)',
    code: 'SELECT CAST(CAST(0.1 AS FLOAT) AS DOUBLE) = CAST(0.1 AS DOUBLE) AS a, CAST(CAST(0.1 AS FLOAT) AS DOUBLE) > CAST(0.1 AS DOUBLE) AS b',
  },
  'round-double-digits': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: rounded('x'),
    code: `SELECT ${columns('abc', rounded)} FROM VALUES (CAST(1.005 AS DOUBLE), CAST(0.285 AS DOUBLE), CAST(0.125 AS DOUBLE)) AS t(a, b, c)`,
  },
  bround: {
    on: ['sqlframe', 'duckdb_spark'],
    write: `${halfToEven('x')}; for two digits, the same of x * 100, divided by 100`,
    code: `SELECT ${halfToEven('a')} AS a, ${halfToEven('(b * 100)')} / 100 AS b FROM VALUES (CAST(2.5 AS DOUBLE), CAST(0.125 AS DOUBLE)) AS t(a, b)`,
  },
  'rint-halves': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: halfToEven('x'),
    code: `SELECT ${halfToEven('x')} AS v FROM VALUES (CAST(0.5 AS DOUBLE)), (CAST(1.5 AS DOUBLE)), (CAST(2.5 AS DOUBLE)), (CAST(-0.5 AS DOUBLE)) AS t(x) ORDER BY x`,
  },
  cbrt: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'round(cbrt(x), 12), or a tolerance for the column',
    code: 'SELECT round(cbrt(x), 12) AS y FROM VALUES (CAST(2 AS DOUBLE)) AS t(x)',
    changes: true,
  },
  log: {
    on: ['sail', 'duckdb_spark'],
    write: 'ln(x)',
    code: 'SELECT ln(x) AS y FROM VALUES (CAST(100 AS DOUBLE)) AS t(x)',
  },
  logarithms: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'ln(1 + x) in place of log1p(x)',
    code: 'SELECT ln(x) AS a, ln(1 + x) AS b, log2(x) AS c, log(2, x) AS d FROM VALUES (CAST(8 AS DOUBLE)) AS t(x)',
  },
  'log-of-zero': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CASE WHEN x > 0 THEN ln(x) END',
    code: 'SELECT CASE WHEN a > 0 THEN ln(a) END AS a, CASE WHEN b > 0 THEN ln(b) END AS b FROM VALUES (CAST(0 AS DOUBLE), CAST(-1 AS DOUBLE)) AS t(a, b)',
  },
  'sqrt-of-negative': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END",
    code: "SELECT CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END AS y FROM VALUES (CAST(-1 AS DOUBLE)) AS t(x)",
  },
  'arccosine-outside': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "CASE WHEN abs(x) <= 1 THEN acos(x) WHEN x IS NOT NULL THEN CAST('NaN' AS DOUBLE) END",
    code: "SELECT CASE WHEN abs(x) <= 1 THEN acos(x) WHEN x IS NOT NULL THEN CAST('NaN' AS DOUBLE) END AS v FROM VALUES (CAST(2 AS DOUBLE)) AS t(x)",
  },
  trigonometry: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'sqrt(x * x + y * y) in place of hypot(x, y)',
    code: 'SELECT round(acos(0.5), 10) AS a, round(asin(0.5), 10) AS b, round(atan(2), 10) AS c, round(sinh(1), 10) AS d, round(cosh(1), 10) AS e, round(tanh(1), 10) AS f, round(asinh(1), 10) AS g, round(acosh(2), 10) AS h, round(atanh(0.5), 10) AS i, round(cot(1), 10) AS j, round(sqrt(3 * 3 + 4 * 4), 10) AS k',
  },
  'bit-aggregates': {
    on: ['sqlframe'],
    write: 'shiftright(x, n) & 1 in place of getbit(x, n)',
    code: 'SELECT bit_and(x) AS a, bit_or(x) AS b, bit_xor(x) AS c, sum(bit_count(x)) AS d, max(~x) AS e, sum(shiftright(x, 1) & 1) AS f FROM VALUES (6), (3), (NULL) AS t(x)',
  },
  factorial: {
    on: ['sqlframe', 'duckdb_spark', 'sail'],
    write: 'CASE WHEN n <= 20 THEN factorial(n) END',
    code: 'SELECT CASE WHEN x <= 20 THEN factorial(x) END AS v FROM VALUES (5), (21) AS t(x) ORDER BY x',
  },
  'width-bucket': {
    on: ['sqlframe', 'duckdb_spark'],
    write:
      'CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE floor((x - low) / (high - low) * n) + 1 END',
    code: 'SELECT CASE WHEN x < 0 THEN 0 WHEN x >= 10 THEN 5 + 1 ELSE floor((x - 0) / (10 - 0) * 5) + 1 END AS v FROM VALUES (CAST(-1 AS DOUBLE)), (CAST(0 AS DOUBLE)), (CAST(9.9 AS DOUBLE)), (CAST(10 AS DOUBLE)) AS t(x) ORDER BY x',
  },
  'zero-and-null': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'nullif(x, 0) and coalesce(x, 0)',
    code: 'SELECT nullif(x, 0) AS a, coalesce(x, 0) AS b FROM VALUES (0), (1), (NULL) AS t(x) ORDER BY x NULLS FIRST',
  },
  'whole-division': {
    on: ['duckdb_spark'],
    write: 'CAST((a - a % b) / b AS BIGINT)',
    code: 'SELECT CAST((a - a % b) / b AS BIGINT) AS q, CAST((b - b % c) / c AS BIGINT) AS r FROM VALUES (-7, 2, -3) AS t(a, b, c)',
  },
  'replace-values': {
    on: ['duckdb_spark'],
    write: "F.when(F.col('s') == 'a', 'b').otherwise(F.col('s'))",
    code: {
      python:
        "s = F.col('s')\nspark.createDataFrame([(1, 'a'), (2, 'z'), (3, None)], ['i', 's']).orderBy('i').select(F.when(s == 'a', 'b').otherwise(s).alias('s'))",
    },
  },
}
