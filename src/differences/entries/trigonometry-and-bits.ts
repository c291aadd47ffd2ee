import type { Entry } from '../entry.ts'

/** Less common functions of numbers: angles, bits, bases and buckets. */
export const TRIGONOMETRY_AND_BITS: readonly Entry[] = [
  {
    id: 'trigonometry',
    title: 'asin, acos, atan, their hyperbolic twins, and hypot',
    what: 'Results agree within a few units of the last binary digit, which rounding to ten decimals removes here.',
    triggers: [
      'function:acos',
      'function:asin',
      'function:atan',
      'function:sinh',
      'function:cosh',
      'function:tanh',
      'function:asinh',
      'function:acosh',
      'function:atanh',
      'function:cot',
      'function:hypot',
    ],
    spark:
      'SELECT round(acos(0.5), 10) AS a, round(asin(0.5), 10) AS b, round(atan(2), 10) AS c, round(sinh(1), 10) AS d, round(cosh(1), 10) AS e, round(tanh(1), 10) AS f, round(asinh(1), 10) AS g, round(acosh(2), 10) AS h, round(atanh(0.5), 10) AS i, round(cot(1), 10) AS j, round(hypot(3, 4), 10) AS k',
    ports: {
      duckdb: {
        plain:
          'SELECT round(acos(0.5), 10) AS a, round(asin(0.5), 10) AS b, round(atan(2), 10) AS c, round(sinh(1), 10) AS d, round(cosh(1), 10) AS e, round(tanh(1), 10) AS f, round(asinh(1), 10) AS g, round(acosh(2), 10) AS h, round(atanh(0.5), 10) AS i, round(cot(1), 10) AS j, round(sqrt(3 * 3 + 4 * 4), 10) AS k',
      },
      polars: {
        plain:
          'x = pl.lit(0.5)\none = pl.lit(1.0)\npl.select(a=x.arccos(), b=x.arcsin(), c=pl.lit(2.0).arctan(), d=one.sinh(), e=one.cosh(), f=one.tanh(), g=one.arcsinh(), h=pl.lit(2.0).arccosh(), i=x.arctanh(), j=one.cot(), k=(pl.lit(9.0) + 16).sqrt()).select(pl.all().round(10))',
      },
    },
  },
  {
    id: 'arccosine-outside',
    title: 'acos and asin outside of -1 to 1',
    what: 'Spark and Polars return NaN. DuckDB raises an error.',
    triggers: ['function:acos', 'function:asin'],
    shows: 'rarely',
    spark: 'SELECT acos(x) AS v FROM VALUES (2.0D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT acos(x) AS v FROM (VALUES (2.0::DOUBLE)) AS t(x)',
        agrees:
          "SELECT CASE WHEN abs(x) <= 1 THEN acos(x) WHEN x IS NOT NULL THEN 'nan'::DOUBLE END AS v FROM (VALUES (2.0::DOUBLE)) AS t(x)",
        write: "CASE WHEN abs(x) <= 1 THEN acos(x) WHEN x IS NOT NULL THEN 'nan'::DOUBLE END",
      },
      polars: { plain: "pl.DataFrame({'x': [2.0]}).select(pl.col('x').arccos())" },
    },
  },
  {
    id: 'bit-aggregates',
    title: 'bit_and, bit_or, bit_xor and bit_count',
    what: 'All engines agree on integers.',
    triggers: [
      'function:bit_and',
      'function:bit_or',
      'function:bit_xor',
      'function:bit_count',
      'function:bitwise_not',
      'function:bit_get',
      'function:getbit',
      'method:bitwiseAND',
      'method:bitwiseOR',
      'method:bitwiseXOR',
    ],
    spark:
      'SELECT bit_and(x) AS a, bit_or(x) AS b, bit_xor(x) AS c, sum(bit_count(x)) AS d, max(~x) AS e, sum(getbit(x, 1)) AS f FROM VALUES (6), (3), (NULL) AS t(x)',
    ports: {
      duckdb: {
        plain:
          'SELECT bit_and(x) AS a, bit_or(x) AS b, bit_xor(x) AS c, sum(bit_count(x))::BIGINT AS d, max(~x) AS e, sum((x >> 1) & 1)::BIGINT AS f FROM (VALUES (6), (3), (NULL)) AS t(x)',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [6, 3, None]}, schema={'x': pl.Int32}).select(a=x.bitwise_and(), b=x.bitwise_or(), c=x.bitwise_xor(), d=x.bitwise_count_ones().cast(pl.Int64).sum(), e=(~x).max(), f=((x // 2) & 1).cast(pl.Int64).sum())",
      },
    },
  },
  {
    id: 'number-bases',
    title: 'conv and bin',
    what: 'Neither DuckDB nor Polars has conv: hexadecimal text is read by a cast in DuckDB, and by str.to_integer in Polars.',
    triggers: ['function:conv', 'function:bin'],
    spark: "SELECT conv('ff', 16, 10) AS a, bin(10) AS b",
    ports: {
      duckdb: {
        plain: "SELECT CAST(CAST('0xff' AS BIGINT) AS VARCHAR) AS a, bin(10) AS b",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('ff').str.to_integer(base=16).cast(pl.String), b=pl.lit(10).map_elements(lambda n: format(n, 'b'), return_dtype=pl.String))",
      },
    },
  },
  {
    id: 'conv-of-number',
    title: 'conv of a number, from base 10',
    what: 'Spark takes the number for its text.',
    triggers: ['function:conv.number'],
    spark: {
      python: "spark.createDataFrame([(255,)], ['n']).select(F.conv('n', 10, 16).alias('v'))",
    },
    instead: 'conv(CAST(n AS STRING), 10, 16), or hex(n)',
    ports: {
      duckdb: { plain: "SELECT upper(format('{:x}', 255)) AS v" },
      polars: {
        plain:
          "pl.DataFrame({'n': [255]}).select(v=pl.col('n').map_elements(lambda n: format(n, 'X'), return_dtype=pl.String))",
      },
    },
  },
  {
    id: 'factorial',
    title: 'factorial above 20',
    what: 'Spark returns NULL above 20, where 64 bits end. DuckDB computes in 128 bits up to 33.',
    triggers: ['function:factorial'],
    shows: 'rarely',
    spark: 'SELECT factorial(x) AS v FROM VALUES (5), (21) AS t(x) ORDER BY x',
    ports: {
      duckdb: {
        plain: 'SELECT factorial(x) AS v FROM (VALUES (5), (21)) AS t(x) ORDER BY x',
        agrees:
          'SELECT CASE WHEN x <= 20 THEN factorial(x)::BIGINT END AS v FROM (VALUES (5), (21)) AS t(x) ORDER BY x',
        write: 'CASE WHEN n <= 20 THEN factorial(n)::BIGINT END',
      },
      polars: { lacks: 'math.factorial in map_elements.' },
    },
  },
  {
    id: 'rint-halves',
    title: 'rint of halves',
    what: 'Spark rounds halves to the even neighbour. DuckDB’s round() rounds them away from zero; its round_even does what rint does. Polars rounds to even by default.',
    triggers: ['function:rint'],
    spark: 'SELECT rint(x) AS v FROM VALUES (0.5D), (1.5D), (2.5D), (-0.5D) AS t(x) ORDER BY x',
    ports: {
      duckdb: {
        plain: 'SELECT round(x) AS v FROM (VALUES (0.5::DOUBLE), (1.5), (2.5), (-0.5)) AS t(x) ORDER BY x',
        agrees:
          'SELECT round_even(x, 0) AS v FROM (VALUES (0.5::DOUBLE), (1.5), (2.5), (-0.5)) AS t(x) ORDER BY x',
        write: 'round_even(x, 0)',
      },
      polars: { plain: "pl.DataFrame({'x': [-0.5, 0.5, 1.5, 2.5]}).select(pl.col('x').round(0))" },
    },
  },
  {
    id: 'width-bucket',
    title: 'width_bucket',
    what: 'Neither DuckDB nor Polars has width_bucket. Values below the first bucket are 0, those from the end on are n + 1.',
    triggers: ['function:width_bucket'],
    spark:
      'SELECT width_bucket(x, 0.0D, 10.0D, 5) AS v FROM VALUES (-1.0D), (0.0D), (9.9D), (10.0D) AS t(x) ORDER BY x',
    ports: {
      duckdb: {
        plain:
          'SELECT greatest(0, least(6, floor((x - 0.0) / (10.0 - 0.0) * 5)::BIGINT + 1)) AS v FROM (VALUES (-1.0::DOUBLE), (0.0), (9.9), (10.0)) AS t(x) ORDER BY x',
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [-1.0, 0.0, 9.9, 10.0]}).select((pl.col('x') / 10 * 5).floor().cast(pl.Int64).add(1).clip(0, 6))",
      },
    },
  },
  {
    id: 'zero-and-null',
    title: 'nullifzero and zeroifnull',
    what: 'DuckDB writes them as nullif and coalesce, Polars as conditions and fill_null.',
    triggers: ['function:nullifzero', 'function:zeroifnull'],
    spark:
      'SELECT nullifzero(x) AS a, zeroifnull(x) AS b FROM VALUES (0), (1), (NULL) AS t(x) ORDER BY x NULLS FIRST',
    ports: {
      duckdb: {
        plain:
          'SELECT nullif(x, 0) AS a, coalesce(x, 0) AS b FROM (VALUES (0), (1), (NULL)) AS t(x) ORDER BY x NULLS FIRST',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [None, 0, 1]}, schema={'x': pl.Int32}).select(a=pl.when(x != 0).then(x), b=x.fill_null(0))",
      },
    },
  },
  {
    id: 'try-aggregates',
    title: 'try_sum and try_avg past the end of the type',
    what: 'Spark returns NULL where the sum does not fit. DuckDB sums in 128 bits and returns the sum. Polars wraps around.',
    triggers: ['function:try_sum', 'function:try_avg'],
    spark: 'SELECT try_sum(x) AS s FROM VALUES (9223372036854775807), (1) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT sum(x) AS s FROM (VALUES (9223372036854775807), (1)) AS t(x)',
        agrees: 'SELECT TRY_CAST(sum(x) AS BIGINT) AS s FROM (VALUES (9223372036854775807), (1)) AS t(x)',
        write: 'TRY_CAST(sum(x) AS BIGINT)',
      },
      polars: {
        plain: "pl.DataFrame({'x': [9223372036854775807, 1]}).select(s=pl.col('x').sum())",
        agrees:
          "pl.DataFrame({'x': [9223372036854775807, 1]}).select(s=pl.col('x').cast(pl.Int128).sum().cast(pl.Int64, strict=False))",
        write: "pl.col('x').cast(pl.Int128).sum().cast(pl.Int64, strict=False)",
      },
    },
  },
  {
    id: 'product',
    title: 'product of a column',
    what: 'Spark multiplies as doubles. DuckDB too. Polars keeps integers, which wrap around.',
    triggers: ['function:product'],
    spark: {
      python:
        "df = spark.sql('SELECT * FROM VALUES (4294967296), (4294967296), (NULL) AS t(x)')\ndf.agg(F.product('x').alias('v'))",
    },
    ports: {
      duckdb: { plain: 'SELECT product(x) AS v FROM (VALUES (4294967296), (4294967296), (NULL)) AS t(x)' },
      polars: {
        plain: "pl.DataFrame({'x': [4294967296, 4294967296, None]}).select(pl.col('x').product())",
        agrees:
          "pl.DataFrame({'x': [4294967296, 4294967296, None]}).select(pl.col('x').cast(pl.Float64).product())",
        write: "pl.col('x').cast(pl.Float64).product()",
      },
    },
  },
]
