import type { Entry } from '../entry.ts'

/** Operators on integers and doubles. */
export const ARITHMETIC: readonly Entry[] = [
  {
    id: 'integer-arithmetic',
    title: '+, - and * of numbers',
    what: 'The results are the same, NULL makes NULL, an integer and a double make a double.',
    triggers: ['operator:+', 'operator:-', 'operator:*', 'function:negative', 'function:positive'],
    spark:
      'SELECT a + b AS s, a - b AS d, a * b AS p, -a AS m, a + n AS u, a * c AS f FROM VALUES (7, -2, 0.5D, CAST(NULL AS INT)) AS t(a, b, c, n)',
    ports: {
      duckdb: {
        plain:
          'SELECT a + b AS s, a - b AS d, a * b AS p, -a AS m, a + n AS u, a * c AS f FROM (VALUES (7, -2, 0.5::DOUBLE, NULL::INT)) AS t(a, b, c, n)',
      },
      polars: {
        plain:
          "a, b, c, n = (pl.col(name) for name in 'abcn')\npl.DataFrame({'a': [7], 'b': [-2], 'c': [0.5], 'n': [None]}, schema_overrides={'n': pl.Int32}).select(s=a + b, d=a - b, p=a * b, m=-a, u=a + n, f=a * c)",
      },
    },
  },
  {
    id: 'integer-overflow',
    title: '+, - and * of integers past the end of their type',
    what: 'Spark and DuckDB raise an error. Polars wraps around without one: 2147483647 + 1 is -2147483648.',
    triggers: ['operator:+', 'operator:-', 'operator:*', 'function:abs', 'setting:spark.sql.ansi.enabled'],
    shows: 'rarely',
    spark: 'SELECT a + b AS s FROM VALUES (2147483647, 1) AS t(a, b)',
    ports: {
      duckdb: { plain: 'SELECT a + b AS s FROM (VALUES (2147483647::INT, 1::INT)) AS t(a, b)' },
      polars: {
        plain:
          "pl.DataFrame({'a': [2147483647], 'b': [1]}, schema={'a': pl.Int32, 'b': pl.Int32}).select(s=pl.col('a') + pl.col('b'))",
        write: 'Cast to pl.Int64 before the operation: the result is right where Spark raises an error.',
      },
    },
  },
  {
    id: 'try-arithmetic',
    title: 'try_add, try_subtract, try_multiply',
    what: 'They are NULL where the result does not fit the type. DuckDB has TRY(…); Polars has nothing like it.',
    triggers: ['function:try_add', 'function:try_subtract', 'function:try_multiply'],
    spark:
      'SELECT try_add(a, b) AS s, try_multiply(a, 2) AS p, try_add(b, b) AS t FROM VALUES (2147483647, 1) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT TRY(a + b) AS s, TRY(a * 2) AS p, TRY(b + b) AS t FROM (VALUES (2147483647, 1)) AS t(a, b)',
      },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [2147483647], 'b': [1]}, schema={'a': pl.Int32, 'b': pl.Int32}).select(s=a + b, p=a * 2, t=b + b)",
        agrees:
          "a, b = pl.col('a').cast(pl.Int64), pl.col('b').cast(pl.Int64)\nresults = pl.DataFrame({'a': [2147483647], 'b': [1]}, schema={'a': pl.Int32, 'b': pl.Int32}).select(s=a + b, p=a * 2, t=b + b)\nresults.cast(pl.Int32, strict=False)",
        write: '(x.cast(pl.Int64) + y).cast(pl.Int32, strict=False)',
      },
    },
  },
  {
    id: 'division',
    title: 'Division of integers and doubles by other numbers than 0',
    what: 'The quotient of two integers is a double in every engine: -7 / 2 is -3.5.',
    triggers: ['operator:/', 'function:try_divide'],
    spark:
      'SELECT a / b AS q, a / c AS r, n / b AS u FROM VALUES (-7, 2, 0.5D, CAST(NULL AS INT)) AS t(a, b, c, n)',
    ports: {
      duckdb: {
        plain:
          'SELECT a / b AS q, a / c AS r, n / b AS u FROM (VALUES (-7, 2, 0.5::DOUBLE, NULL::INT)) AS t(a, b, c, n)',
      },
      polars: {
        plain:
          "a, b, c, n = (pl.col(name) for name in 'abcn')\npl.DataFrame({'a': [-7], 'b': [2], 'c': [0.5], 'n': [None]}, schema_overrides={'n': pl.Int32}).select(q=a / b, r=a / c, u=n / b)",
      },
    },
  },
  {
    id: 'division-by-literal',
    title: 'Division of a column by one number',
    what: 'Polars multiplies by the reciprocal: 35 / 100 is 0.35000000000000003, and the last digit differs in one of seven amounts in cents. Between two columns, it divides.',
    triggers: ['operator:/', 'function:try_divide'],
    spark: 'SELECT x / 100 AS q FROM VALUES (35), (57), (57) AS t(x) ORDER BY x',
    ports: {
      duckdb: { plain: 'SELECT x / 100 AS q FROM (VALUES (35), (57), (57)) AS t(x) ORDER BY x' },
      polars: {
        plain: "pl.DataFrame({'x': [35, 57, 57]}).select(q=pl.col('x') / 100)",
        agrees: "pl.DataFrame({'x': [35, 57, 57]}).select(q=(pl.col('x') / 100).round(2))",
        write: '(x / 100).round(2) for cents, x / (0 * x + 7) for any divisor, or a Decimal',
      },
    },
  },
  {
    id: 'division-by-zero',
    title: 'Division by 0',
    what: 'Spark raises an error, for doubles too. DuckDB and Polars return infinity, and NaN for 0 / 0, which sums and averages then carry on.',
    triggers: ['operator:/', 'setting:spark.sql.ansi.enabled'],
    shows: 'rarely',
    spark: 'SELECT x / y AS q FROM VALUES (1, 0) AS t(x, y)',
    ports: {
      duckdb: {
        plain: 'SELECT x / y AS q FROM (VALUES (1, 0)) AS t(x, y)',
        agrees:
          "SELECT CASE WHEN y = 0 THEN error('division by zero') ELSE x / y END AS q FROM (VALUES (1, 0)) AS t(x, y)",
        write: "CASE WHEN y = 0 THEN error('division by zero') ELSE x / y END",
      },
      polars: {
        plain: "pl.DataFrame({'x': [1], 'y': [0]}).select(q=pl.col('x') / pl.col('y'))",
        write:
          'Decide what a division by 0 means: test for it before, or use pl.when(y != 0).then(x / y) for NULL.',
      },
    },
  },
  {
    id: 'division-by-zero-as-null',
    title: 'Division with NULL where the divisor is 0',
    what: 'try_divide(x, y) and x / nullif(y, 0) are NULL. Spelled out, all engines agree.',
    triggers: ['function:try_divide', 'function:nullif'],
    spark: 'SELECT try_divide(x, y) AS q, x / nullif(y, 0) AS r FROM VALUES (1, 0) AS t(x, y)',
    instead: 'F.when(y != 0, x / y)',
    ports: {
      duckdb: {
        plain: 'SELECT x / nullif(y, 0) AS q, x / nullif(y, 0) AS r FROM (VALUES (1, 0)) AS t(x, y)',
      },
      polars: {
        plain:
          "quotient = pl.when(pl.col('y') != 0).then(pl.col('x') / pl.col('y'))\npl.DataFrame({'x': [1], 'y': [0]}).select(q=quotient, r=quotient)",
      },
    },
  },
  {
    id: 'whole-division',
    title: 'div, whole-number division, of negative numbers',
    what: 'Spark and DuckDB cut the quotient: -7 div 2 is -3. Polars rounds it down: -7 // 2 is -4.',
    triggers: ['operator:div', 'function:div'],
    spark: 'SELECT a div b AS q, b div c AS r FROM VALUES (-7, 2, -3) AS t(a, b, c)',
    ports: {
      duckdb: { plain: 'SELECT a // b AS q, b // c AS r FROM (VALUES (-7, 2, -3)) AS t(a, b, c)' },
      polars: {
        plain:
          "a, b, c = (pl.col(name) for name in 'abc')\npl.DataFrame({'a': [-7], 'b': [2], 'c': [-3]}).select(q=a // b, r=b // c)",
        agrees:
          "def div(x, y):\n    return x.abs() // y.abs() * x.sign() * y.sign()\na, b, c = (pl.col(name) for name in 'abc')\npl.DataFrame({'a': [-7], 'b': [2], 'c': [-3]}).select(q=div(a, b), r=div(b, c))",
        write: 'x.abs() // y.abs() * x.sign() * y.sign()',
      },
    },
  },
  {
    id: 'remainder',
    title: '% of negative numbers',
    what: "Spark's and DuckDB's remainder has the sign of the dividend: -7 % 3 is -1. Polars' has the sign of the divisor: 2.",
    triggers: ['operator:%', 'function:mod'],
    spark: 'SELECT a % b AS q, b % a AS r, c % 2 AS s FROM VALUES (-7, 3, -7.5D) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain: 'SELECT a % b AS q, b % a AS r, c % 2 AS s FROM (VALUES (-7, 3, -7.5::DOUBLE)) AS t(a, b, c)',
      },
      polars: {
        plain:
          "a, b, c = (pl.col(name) for name in 'abc')\npl.DataFrame({'a': [-7], 'b': [3], 'c': [-7.5]}).select(q=a % b, r=b % a, s=c % 2)",
        agrees:
          "def remainder(x, y):\n    return x.abs() % abs(y) * x.sign()\na, b, c = (pl.col(name) for name in 'abc')\npl.DataFrame({'a': [-7], 'b': [3], 'c': [-7.5]}).select(q=remainder(a, b), r=remainder(b, a), s=remainder(c, 2))",
        write: 'x.abs() % y.abs() * x.sign()',
      },
    },
  },
  {
    id: 'remainder-by-zero',
    title: '% and div by 0',
    what: 'Spark raises an error. DuckDB and Polars return NULL.',
    triggers: ['operator:%', 'function:mod', 'function:pmod', 'operator:div', 'function:div'],
    shows: 'rarely',
    spark: 'SELECT x % y AS r FROM VALUES (7, 0) AS t(x, y)',
    ports: {
      duckdb: {
        plain: 'SELECT x % y AS r FROM (VALUES (7, 0)) AS t(x, y)',
        agrees:
          "SELECT CASE WHEN y = 0 THEN error('remainder by zero') ELSE x % y END AS r FROM (VALUES (7, 0)) AS t(x, y)",
        write: "CASE WHEN y = 0 THEN error('remainder by zero') ELSE x % y END",
      },
      polars: {
        plain: "pl.DataFrame({'x': [7], 'y': [0]}).select(r=pl.col('x') % pl.col('y'))",
        write: 'Decide whether NULL will do; otherwise test for a divisor of 0 before.',
      },
    },
  },
  {
    id: 'pmod',
    title: 'pmod with a positive divisor',
    what: 'The result is never negative: pmod(-7, 3) is 2. With a negative divisor, the engines return different signs.',
    triggers: ['function:pmod'],
    spark:
      'SELECT pmod(a, 3) AS q, pmod(b, 3) AS r, pmod(c, 2) AS s FROM VALUES (-7, 7, -7.5D) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain:
          'SELECT (a % 3 + 3) % 3 AS q, (b % 3 + 3) % 3 AS r, (c % 2 + 2) % 2 AS s FROM (VALUES (-7, 7, -7.5::DOUBLE)) AS t(a, b, c)',
      },
      polars: {
        plain:
          "a, b, c = (pl.col(name) for name in 'abc')\npl.DataFrame({'a': [-7], 'b': [7], 'c': [-7.5]}).select(q=a % 3, r=b % 3, s=c % 2)",
      },
    },
  },
  {
    id: 'bits',
    title: 'Operators on bits',
    what: "Spark's ^ is exclusive or. DuckDB's ^ is the power, exclusive or is xor(a, b).",
    triggers: [
      'operator:^',
      'method:bitwiseAND',
      'method:bitwiseOR',
      'method:bitwiseXOR',
      'function:shiftleft',
      'function:shiftright',
      'function:bit_count',
    ],
    spark:
      'SELECT a & b AS q, a | b AS r, a ^ b AS s, shiftleft(a, 4) AS l, shiftright(a, 1) AS m, bit_count(a) AS n FROM VALUES (6, 3) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT a & b AS q, a | b AS r, a ^ b AS s, a << 4 AS l, a >> 1 AS m, bit_count(a) AS n FROM (VALUES (6, 3)) AS t(a, b)',
        agrees:
          'SELECT a & b AS q, a | b AS r, xor(a, b) AS s, a << 4 AS l, a >> 1 AS m, bit_count(a) AS n FROM (VALUES (6, 3)) AS t(a, b)',
        write: 'xor(a, b)',
      },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [6], 'b': [3]}).select(q=a & b, r=a | b, s=a ^ b, l=a * 2**4, m=a // 2, n=a.bitwise_count_ones())",
      },
    },
  },
]
