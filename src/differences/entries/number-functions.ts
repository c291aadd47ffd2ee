import type { Entry } from '../entry.ts'

/** Functions of numbers other than rounding. */
export const NUMBER_FUNCTIONS: readonly Entry[] = [
  {
    id: 'number-functions',
    title: 'abs, sign, sqrt, power, exp and their like',
    what: 'The results are the same to the last digit for these values. cbrt and log have entries of their own.',
    triggers: [
      'function:abs',
      'function:sign',
      'function:signum',
      'function:sqrt',
      'function:exp',
      'function:pow',
      'function:power',
      'function:degrees',
      'function:radians',
      'function:sin',
      'function:cos',
      'function:tan',
      'function:atan2',
      'function:pi',
      'function:e',
    ],
    spark:
      'SELECT abs(a) AS a, sign(a) AS b, sqrt(b) AS c, exp(a) AS e, pow(b, 0.5D) AS f, radians(b) AS g, sin(b) AS h, cos(b) AS i, pow(0, 0) AS j FROM VALUES (-1.5D, 2.0D) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT abs(a) AS a, sign(a) AS b, sqrt(b) AS c, exp(a) AS e, pow(b, 0.5) AS f, radians(b) AS g, sin(b) AS h, cos(b) AS i, pow(0, 0) AS j FROM (VALUES (-1.5::DOUBLE, 2.0::DOUBLE)) AS t(a, b)',
      },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [-1.5], 'b': [2.0]}).select(a.abs(), b=a.sign(), c=b.sqrt(), e=a.exp(), f=b ** 0.5, g=b.radians(), h=b.sin(), i=b.cos(), j=pl.lit(0).pow(0))",
      },
    },
  },
  {
    id: 'cbrt',
    title: 'cbrt, the cube root',
    what: "DuckDB's last digit differs: it computes x to the power of 1/3.",
    triggers: ['function:cbrt'],
    spark: 'SELECT cbrt(x) AS y FROM VALUES (2.0D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT cbrt(x) AS y FROM (VALUES (2.0::DOUBLE)) AS t(x)',
        write: 'Accept a tolerance for this column, or round it in both.',
      },
      polars: { plain: "pl.DataFrame({'x': [2.0]}).select(y=pl.col('x').cbrt())" },
    },
  },
  {
    id: 'log',
    title: 'log with one argument',
    what: "Spark's and Polars' log(x) is the natural logarithm. DuckDB's has the base 10.",
    triggers: ['function:log'],
    spark: 'SELECT log(x) AS y FROM VALUES (100D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT log(x) AS y FROM (VALUES (100::DOUBLE)) AS t(x)',
        agrees: 'SELECT ln(x) AS y FROM (VALUES (100::DOUBLE)) AS t(x)',
        write: 'ln(x)',
      },
      polars: { plain: "pl.DataFrame({'x': [100.0]}).select(y=pl.col('x').log())" },
    },
  },
  {
    id: 'logarithms',
    title: 'ln, log2, log1p and log with a base',
    what: 'The results are the same. The base comes first in Spark and DuckDB: log(2, 8) is 3.',
    triggers: ['function:ln', 'function:log2', 'function:log1p', 'function:log'],
    spark: 'SELECT ln(x) AS a, log1p(x) AS b, log2(x) AS c, log(2, x) AS d FROM VALUES (8D) AS t(x)',
    ports: {
      duckdb: {
        plain:
          'SELECT ln(x) AS a, ln(1 + x) AS b, log2(x) AS c, log(2, x) AS d FROM (VALUES (8::DOUBLE)) AS t(x)',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [8.0]}).select(a=x.log(), b=x.log1p(), c=x.log(2), d=x.log(2))",
      },
    },
  },
  {
    id: 'log10',
    title: 'log10 of powers of ten',
    what: "Spark's and DuckDB's log10(1000) is 3. Polars divides natural logarithms, and the last digit differs; a floor of it can be one less.",
    triggers: ['function:log10'],
    spark: 'SELECT log10(x) AS y, floor(log10(x)) AS digits FROM VALUES (1000D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT log10(x) AS y, floor(log10(x)) AS digits FROM (VALUES (1000::DOUBLE)) AS t(x)',
      },
      polars: {
        plain: "x = pl.col('x')\npl.DataFrame({'x': [1000.0]}).select(y=x.log10(), digits=x.log10().floor())",
        agrees:
          "x = pl.col('x').log10().round(12)\npl.DataFrame({'x': [1000.0]}).select(y=x, digits=x.floor())",
        write: 'x.log10().round(12), in the Spark job too',
      },
    },
  },
  {
    id: 'log-of-zero',
    title: 'Logarithms of 0 and of negative numbers',
    what: 'Spark returns NULL. DuckDB raises an error. Polars returns minus infinity for 0 and NaN below it.',
    triggers: ['function:ln', 'function:log', 'function:log10', 'function:log2'],
    shows: 'rarely',
    spark: 'SELECT ln(a) AS a, ln(b) AS b FROM VALUES (0D, -1D) AS t(a, b)',
    ports: {
      duckdb: {
        plain: 'SELECT ln(a) AS a, ln(b) AS b FROM (VALUES (0::DOUBLE, -1::DOUBLE)) AS t(a, b)',
        agrees:
          'SELECT CASE WHEN a > 0 THEN ln(a) END AS a, CASE WHEN b > 0 THEN ln(b) END AS b FROM (VALUES (0::DOUBLE, -1::DOUBLE)) AS t(a, b)',
        write: 'CASE WHEN x > 0 THEN ln(x) END',
      },
      polars: {
        plain: "pl.DataFrame({'a': [0.0], 'b': [-1.0]}).select(pl.all().log())",
        agrees:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [0.0], 'b': [-1.0]}).select(pl.when(a > 0).then(a.log()), pl.when(b > 0).then(b.log()))",
        write: 'pl.when(x > 0).then(x.log())',
      },
    },
  },
  {
    id: 'sqrt-of-negative',
    title: 'sqrt of negative numbers',
    what: 'Spark and Polars return NaN. DuckDB raises an error.',
    triggers: ['function:sqrt'],
    shows: 'rarely',
    spark: 'SELECT sqrt(x) AS y FROM VALUES (-1D) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT sqrt(x) AS y FROM (VALUES (-1::DOUBLE)) AS t(x)',
        agrees:
          "SELECT CASE WHEN x < 0 THEN 'NaN'::DOUBLE ELSE sqrt(x) END AS y FROM (VALUES (-1::DOUBLE)) AS t(x)",
        write: "CASE WHEN x < 0 THEN 'NaN'::DOUBLE ELSE sqrt(x) END",
      },
      polars: { plain: "pl.DataFrame({'x': [-1.0]}).select(y=pl.col('x').sqrt())" },
    },
  },
  {
    id: 'greatest-least',
    title: 'greatest and least with NULL',
    what: 'NULL is skipped; the result is NULL only if every value is.',
    triggers: ['function:greatest', 'function:least'],
    spark:
      "SELECT greatest(a, b, n) AS a, least(a, b, n) AS b, greatest(n, n) AS c, least('b', 'a') AS d FROM VALUES (1, 2, CAST(NULL AS INT)) AS t(a, b, n)",
    ports: {
      duckdb: {
        plain:
          "SELECT greatest(a, b, n) AS a, least(a, b, n) AS b, greatest(n, n) AS c, least('b', 'a') AS d FROM (VALUES (1, 2, NULL::INT)) AS t(a, b, n)",
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1], 'b': [2], 'n': [None]}, schema_overrides={'n': pl.Int64}).select(a=pl.max_horizontal('a', 'b', 'n'), b=pl.min_horizontal('a', 'b', 'n'), c=pl.max_horizontal('n', 'n'), d=pl.min_horizontal(pl.lit('b'), pl.lit('a')))",
      },
    },
  },
  {
    id: 'greatest-nan',
    title: 'greatest with NaN',
    what: 'For Spark, NaN is greater than every other number.',
    triggers: ['function:greatest'],
    shows: 'rarely',
    spark: "SELECT greatest(a, b) AS y, least(a, b) AS z FROM VALUES (1D, double('NaN')) AS t(a, b)",
    ports: {
      duckdb: {
        plain:
          "SELECT greatest(a, b) AS y, least(a, b) AS z FROM (VALUES (1::DOUBLE, 'NaN'::DOUBLE)) AS t(a, b)",
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1.0], 'b': [float('nan')]}).select(y=pl.max_horizontal('a', 'b'), z=pl.min_horizontal('a', 'b'))",
        agrees:
          "x, y = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [1.0], 'b': [float('nan')]}).select(y=pl.when(x.is_nan() | y.is_nan()).then(float('nan')).otherwise(pl.max_horizontal(x, y)), z=pl.min_horizontal(x, y))",
        write: "pl.when(x.is_nan() | y.is_nan()).then(float('nan')).otherwise(pl.max_horizontal(x, y))",
      },
    },
  },
  {
    id: 'format-string-digits',
    title: 'format_string and printf with %.2f',
    what: "Spark rounds the double's text, a half up: 1.005 is 1.01 and 2.5 is 3. DuckDB and Python round the binary value, a half to the even neighbour: 1.00 and 2.",
    triggers: ['function:format_string', 'function:printf'],
    shows: 'rarely',
    spark:
      "SELECT format_string('%.2f', a) AS a, format_string('%.0f', b) AS b FROM VALUES (1.005D, 2.5D) AS t(a, b)",
    ports: {
      duckdb: {
        plain:
          "SELECT printf('%.2f', a) AS a, printf('%.0f', b) AS b FROM (VALUES (1.005::DOUBLE, 2.5::DOUBLE)) AS t(a, b)",
        agrees:
          'SELECT CAST(CAST(CAST(a AS VARCHAR) AS DECIMAL(38, 2)) AS VARCHAR) AS a, CAST(CAST(CAST(b AS VARCHAR) AS DECIMAL(38, 0)) AS VARCHAR) AS b FROM (VALUES (1.005::DOUBLE, 2.5::DOUBLE)) AS t(a, b)',
        write: 'CAST(CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 2)) AS VARCHAR)',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1.005], 'b': [2.5]}).select(pl.col('a').map_elements(lambda x: f'{x:.2f}', pl.String), pl.col('b').map_elements(lambda x: f'{x:.0f}', pl.String))",
        agrees:
          "def digits(x, scale):\n    exact = pl.col(x).cast(pl.String).cast(pl.Decimal(38, 18))\n    return exact.round(scale, mode='half_away_from_zero').cast(pl.Decimal(38, scale)).cast(pl.String)\npl.DataFrame({'a': [1.005], 'b': [2.5]}).select(digits('a', 2), digits('b', 0))",
        write:
          "x.cast(pl.String).cast(pl.Decimal(38, 18)).round(2, mode='half_away_from_zero').cast(pl.Decimal(38, 2)).cast(pl.String)",
      },
    },
  },
  {
    id: 'random-numbers',
    title: 'Random numbers and generated ids',
    what: "Neither the same seed nor the same rows make Spark's numbers in another engine.",
    triggers: [
      'function:rand',
      'function:randn',
      'function:random',
      'function:uuid',
      'function:shuffle',
      'function:monotonically_increasing_id',
      'method:sample',
      'method:randomSplit',
      'clause:tablesample',
    ],
    spark: 'SELECT monotonically_increasing_id() AS id, round(rand(42), 6) AS r',
    ports: {
      duckdb: {
        lacks:
          'Derive it from a key in both jobs: a hash to draw a sample, row_number() over a unique order for an id.',
      },
      polars: {
        lacks:
          'Derive it from a key in both jobs: a hash to draw a sample, a sorted with_row_index for an id.',
      },
    },
  },
]
