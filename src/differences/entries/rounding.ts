import type { Entry } from '../entry.ts'

/** Rounding of numbers. */
export const ROUNDING: readonly Entry[] = [
  {
    id: 'round-double',
    title: 'round of doubles to whole numbers',
    what: 'Spark and DuckDB round a half away from zero: 2.5 is 3. Polars rounds it to the even neighbour: 2.',
    triggers: ['function:round'],
    spark: 'SELECT round(a) AS a, round(b) AS b FROM VALUES (2.5D, -0.5D) AS t(a, b)',
    ports: {
      duckdb: {
        plain: 'SELECT round(a) AS a, round(b) AS b FROM (VALUES (2.5::DOUBLE, -0.5::DOUBLE)) AS t(a, b)',
      },
      polars: {
        plain: "pl.DataFrame({'a': [2.5], 'b': [-0.5]}).select(pl.all().round())",
        agrees: "pl.DataFrame({'a': [2.5], 'b': [-0.5]}).select(pl.all().round(mode='half_away_from_zero'))",
        write: "x.round(mode='half_away_from_zero')",
      },
    },
  },
  {
    id: 'round-double-digits',
    title: 'round of doubles to some digits',
    what: "Spark rounds the number that the double's text shows: 1.005 to 2 digits is 1.01. DuckDB and Polars round its binary value, which is just below: 1.0.",
    triggers: ['function:round'],
    spark:
      'SELECT round(a, 2) AS a, round(b, 2) AS b, round(c, 2) AS c FROM VALUES (1.005D, 0.285D, 0.125D) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain:
          'SELECT round(a, 2) AS a, round(b, 2) AS b, round(c, 2) AS c FROM (VALUES (1.005::DOUBLE, 0.285::DOUBLE, 0.125::DOUBLE)) AS t(a, b, c)',
        agrees:
          'SELECT round(CAST(CAST(a AS VARCHAR) AS DECIMAL(38, 18)), 2)::DOUBLE AS a, round(CAST(CAST(b AS VARCHAR) AS DECIMAL(38, 18)), 2)::DOUBLE AS b, round(CAST(CAST(c AS VARCHAR) AS DECIMAL(38, 18)), 2)::DOUBLE AS c FROM (VALUES (1.005::DOUBLE, 0.285::DOUBLE, 0.125::DOUBLE)) AS t(a, b, c)',
        write: 'round(CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 18)), 2)::DOUBLE',
      },
      polars: {
        plain: "pl.DataFrame({'a': [1.005], 'b': [0.285], 'c': [0.125]}).select(pl.all().round(2))",
        agrees:
          "exact = pl.all().cast(pl.String).cast(pl.Decimal(38, 18))\npl.DataFrame({'a': [1.005], 'b': [0.285], 'c': [0.125]}).select(exact.round(2, mode='half_away_from_zero').cast(pl.Float64))",
        write:
          "x.cast(pl.String).cast(pl.Decimal(38, 18)).round(2, mode='half_away_from_zero').cast(pl.Float64)",
      },
    },
  },
  {
    id: 'round-decimal',
    title: 'round of decimals',
    what: 'Spark and DuckDB round a half away from zero: 2.345 to 2 digits is 2.35. Polars rounds it to the even neighbour: 2.34.',
    triggers: ['function:round'],
    spark: 'SELECT round(a, 2) AS a, round(b, 1) AS b, round(a) AS c FROM VALUES (2.345, -0.25) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT round(a, 2) AS a, round(b, 1) AS b, round(a) AS c FROM (VALUES (2.345, -0.25)) AS t(a, b)',
      },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [Decimal('2.345')], 'b': [Decimal('-0.25')]}).select(a.round(2), b.round(1), a.round().alias('c'))",
        agrees:
          "a, b, mode = pl.col('a'), pl.col('b'), 'half_away_from_zero'\npl.DataFrame({'a': [Decimal('2.345')], 'b': [Decimal('-0.25')]}).select(a.round(2, mode), b.round(1, mode), a.round(mode=mode).alias('c'))",
        write: "x.round(2, mode='half_away_from_zero')",
      },
    },
  },
  {
    id: 'round-tens',
    title: 'round to tens and hundreds',
    what: 'round(25, -1) is 30 in Spark and DuckDB. Polars has no negative digits.',
    triggers: ['function:round'],
    spark: 'SELECT round(a, -1) AS a, round(b, -2) AS b FROM VALUES (25, -1250.0D) AS t(a, b)',
    ports: {
      duckdb: {
        plain: 'SELECT round(a, -1) AS a, round(b, -2) AS b FROM (VALUES (25, -1250.0::DOUBLE)) AS t(a, b)',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [25], 'b': [-1250.0]}).select(pl.col('a').round(-1), pl.col('b').round(-2))",
        agrees:
          "def tens(x, size):\n    return (x / size).round(mode='half_away_from_zero') * size\npl.DataFrame({'a': [25], 'b': [-1250.0]}).select(tens(pl.col('a'), 10), tens(pl.col('b'), 100))",
        write: "(x / 100).round(mode='half_away_from_zero') * 100",
      },
    },
  },
  {
    id: 'bround',
    title: 'bround, rounding a half to the even neighbour',
    what: "DuckDB calls it round_even. It is what Polars' round does.",
    triggers: ['function:bround'],
    spark: 'SELECT bround(a) AS a, bround(b, 2) AS b FROM VALUES (2.5D, 0.125D) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT round_even(a, 0) AS a, round_even(b, 2) AS b FROM (VALUES (2.5::DOUBLE, 0.125::DOUBLE)) AS t(a, b)',
      },
      polars: {
        plain: "pl.DataFrame({'a': [2.5], 'b': [0.125]}).select(pl.col('a').round(), pl.col('b').round(2))",
      },
    },
  },
  {
    id: 'ceil-floor',
    title: 'ceil and floor',
    what: 'The values are the same. Of doubles, Spark makes BIGINT, DuckDB and Polars doubles: cast where the type matters.',
    triggers: ['function:ceil', 'function:ceiling', 'function:floor'],
    spark:
      'SELECT ceil(a) AS a, floor(a) AS b, ceil(b) AS c, floor(b) AS d, floor(c) AS e FROM VALUES (-0.5D, 2.1, CAST(NULL AS DOUBLE)) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain:
          'SELECT ceil(a) AS a, floor(a) AS b, ceil(b) AS c, floor(b) AS d, floor(c) AS e FROM (VALUES (-0.5::DOUBLE, 2.1, NULL::DOUBLE)) AS t(a, b, c)',
      },
      polars: {
        plain:
          "a, b, c = (pl.col(name) for name in 'abc')\npl.DataFrame({'a': [-0.5], 'b': [Decimal('2.1')], 'c': [None]}, schema_overrides={'c': pl.Float64}).select(a=a.ceil(), b=a.floor(), c=b.ceil(), d=b.floor(), e=c.floor())",
      },
    },
  },
  {
    id: 'ceil-floor-nan',
    title: 'ceil and floor of NaN and infinity',
    what: 'Spark returns a BIGINT, so NaN becomes 0 and infinity the greatest BIGINT. DuckDB and Polars keep both.',
    triggers: ['function:ceil', 'function:ceiling', 'function:floor'],
    shows: 'rarely',
    spark: "SELECT ceil(a) AS a, floor(b) AS b FROM VALUES (double('NaN'), double('Infinity')) AS t(a, b)",
    ports: {
      duckdb: {
        plain:
          "SELECT ceil(a) AS a, floor(b) AS b FROM (VALUES ('NaN'::DOUBLE, 'Infinity'::DOUBLE)) AS t(a, b)",
        write: 'Decide what NaN and infinity mean, and filter them before, in the Spark job too.',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [float('nan')], 'b': [float('inf')]}).select(pl.col('a').ceil(), pl.col('b').floor())",
        write: 'Decide what NaN and infinity mean, and filter them before, in the Spark job too.',
      },
    },
  },
  {
    id: 'ceil-digits',
    title: 'ceil and floor to some digits',
    what: 'Spark returns a decimal for ceil(x, 2). DuckDB and Polars have whole numbers alone: multiply and divide.',
    triggers: ['function:ceil', 'function:ceiling', 'function:floor'],
    spark: 'SELECT ceil(x, 2) AS a, floor(x, 1) AS b FROM VALUES (3.14159) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT ceil(x, 2) AS a, floor(x, 1) AS b FROM (VALUES (3.14159)) AS t(x)',
        agrees: 'SELECT ceil(x * 100) / 100 AS a, floor(x * 10) / 10 AS b FROM (VALUES (3.14159)) AS t(x)',
        write: 'ceil(x * 100) / 100, for decimals; doubles may be one step off',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [Decimal('3.14159')]}).select(a=(x * 100).ceil() / 100, b=(x * 10).floor() / 10)",
      },
    },
  },
]
