import type { Entry } from '../entry.ts'

/** Casts from numbers, booleans and times. */
export const CASTS_OF_NUMBERS: readonly Entry[] = [
  {
    id: 'cast-integers',
    title: 'Casts of integers',
    what: 'An integer becomes the same text, double or decimal in every engine, also above 2^53, where a double loses digits.',
    triggers: [
      'cast:string',
      'cast:double',
      'cast:decimal',
      'cast:bigint',
      'cast:int',
      'cast:smallint',
      'cast:tinyint',
    ],
    spark:
      'SELECT CAST(x AS STRING) AS a, CAST(x AS DOUBLE) AS b, CAST(x AS DECIMAL(20, 2)) AS c, CAST(-7 AS TINYINT) AS d FROM VALUES (9007199254740993) AS t(x)',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(x AS VARCHAR) AS a, CAST(x AS DOUBLE) AS b, CAST(x AS DECIMAL(20, 2)) AS c, CAST(-7 AS TINYINT) AS d FROM (VALUES (9007199254740993)) AS t(x)',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [9007199254740993]}).select(a=x.cast(pl.String), b=x.cast(pl.Float64), c=x.cast(pl.Decimal(20, 2)), d=pl.lit(-7).cast(pl.Int8))",
      },
    },
  },
  {
    id: 'cast-out-of-range',
    title: 'Casts to an integer type that is too small',
    what: 'A number that does not fit into the integer type, or NaN, is an error in every engine. Spark before 4.0 wrapped it around.',
    triggers: ['cast:int', 'cast:bigint', 'cast:smallint', 'cast:tinyint'],
    shows: 'rarely',
    spark: 'SELECT CAST(x AS INT) AS i FROM VALUES (3000000000) AS t(x)',
    ports: {
      duckdb: { plain: 'SELECT CAST(x AS INT) AS i FROM (VALUES (3000000000)) AS t(x)' },
      polars: { plain: "pl.DataFrame({'x': [3000000000]}).select(i=pl.col('x').cast(pl.Int32))" },
    },
  },
  {
    id: 'cast-fraction-to-integer',
    title: 'Casts of doubles and decimals to integers',
    what: 'Spark and Polars cut the fraction off. DuckDB rounds: a double to the even neighbour (2.5 is 2, 3.5 is 4), a decimal away from zero (2.5 is 3).',
    triggers: ['cast:int', 'cast:bigint', 'cast:smallint', 'cast:tinyint'],
    spark:
      'SELECT CAST(a AS INT) AS a, CAST(b AS INT) AS b, CAST(c AS BIGINT) AS c FROM VALUES (3.7D, -2.5D, 2.5) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(a AS INT) AS a, CAST(b AS INT) AS b, CAST(c AS BIGINT) AS c FROM (VALUES (3.7::DOUBLE, -2.5::DOUBLE, 2.5)) AS t(a, b, c)',
        agrees:
          'SELECT CAST(trunc(a) AS INT) AS a, CAST(trunc(b) AS INT) AS b, CAST(trunc(c) AS BIGINT) AS c FROM (VALUES (3.7::DOUBLE, -2.5::DOUBLE, 2.5)) AS t(a, b, c)',
        write: 'CAST(trunc(x) AS INT)',
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [3.7], 'b': [-2.5], 'c': [Decimal('2.5')]})\nframe.select(pl.col('a', 'b').cast(pl.Int32), pl.col('c').cast(pl.Int64))",
      },
    },
  },
  {
    id: 'cast-double-to-decimal',
    title: 'Casts of doubles to decimals, at a half',
    what: "Spark rounds a double's shortest text, so 1.005 is 1.01. DuckDB and Polars round the binary value, which is just below 1.005. Cents differ in a few rows of money that is held in doubles.",
    triggers: ['cast:decimal'],
    spark:
      'SELECT CAST(a AS DECIMAL(10, 2)) AS a, CAST(b AS DECIMAL(10, 2)) AS b, CAST(c AS DECIMAL(10, 2)) AS c FROM VALUES (1.005D, 0.285D, -0.125D) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(a AS DECIMAL(10, 2)) AS a, CAST(b AS DECIMAL(10, 2)) AS b, CAST(c AS DECIMAL(10, 2)) AS c FROM (VALUES (1.005::DOUBLE, 0.285::DOUBLE, -0.125::DOUBLE)) AS t(a, b, c)',
        agrees:
          'SELECT CAST(CAST(a AS VARCHAR) AS DECIMAL(10, 2)) AS a, CAST(CAST(b AS VARCHAR) AS DECIMAL(10, 2)) AS b, CAST(CAST(c AS VARCHAR) AS DECIMAL(10, 2)) AS c FROM (VALUES (1.005::DOUBLE, 0.285::DOUBLE, -0.125::DOUBLE)) AS t(a, b, c)',
        write: 'CAST(CAST(x AS VARCHAR) AS DECIMAL(10, 2))',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1.005], 'b': [0.285], 'c': [-0.125]}).select(pl.all().cast(pl.Decimal(10, 2)))",
        agrees:
          "exact = pl.all().cast(pl.String).cast(pl.Decimal(38, 18))\npl.DataFrame({'a': [1.005], 'b': [0.285], 'c': [-0.125]}).select(exact.round(2, mode='half_away_from_zero').cast(pl.Decimal(10, 2)))",
        write:
          "x.cast(pl.String).cast(pl.Decimal(38, 18)).round(2, mode='half_away_from_zero').cast(pl.Decimal(10, 2))",
      },
    },
  },
  {
    id: 'cast-decimal-scale',
    title: 'Casts of decimals to fewer digits',
    what: 'Spark and DuckDB round a half away from zero. Polars rounds it to the even neighbour.',
    triggers: ['cast:decimal'],
    spark:
      'SELECT CAST(a AS DECIMAL(10, 2)) AS a, CAST(b AS DECIMAL(10, 2)) AS b FROM VALUES (2.345, -0.125) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(a AS DECIMAL(10, 2)) AS a, CAST(b AS DECIMAL(10, 2)) AS b FROM (VALUES (2.345, -0.125)) AS t(a, b)',
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [Decimal('2.345')], 'b': [Decimal('-0.125')]})\nframe.select(pl.all().cast(pl.Decimal(10, 2)))",
        agrees:
          "frame = pl.DataFrame({'a': [Decimal('2.345')], 'b': [Decimal('-0.125')]})\nframe.select(pl.all().round(2, mode='half_away_from_zero').cast(pl.Decimal(10, 2)))",
        write: "x.round(2, mode='half_away_from_zero').cast(pl.Decimal(10, 2))",
      },
    },
  },
  {
    id: 'cast-decimal-overflow',
    title: 'Casts to a decimal that is too narrow',
    what: 'A number with more digits before the point than the decimal type has is an error in every engine. Spark without ANSI returned NULL.',
    triggers: ['cast:decimal', 'setting:spark.sql.ansi.enabled'],
    shows: 'rarely',
    spark: 'SELECT CAST(x AS DECIMAL(5, 2)) AS d FROM VALUES (12345.6) AS t(x)',
    ports: {
      duckdb: { plain: 'SELECT CAST(x AS DECIMAL(5, 2)) AS d FROM (VALUES (12345.6)) AS t(x)' },
      polars: {
        plain: "pl.DataFrame({'x': [Decimal('12345.6')]}).select(d=pl.col('x').cast(pl.Decimal(5, 2)))",
      },
    },
  },
  {
    id: 'cast-double-to-text',
    title: 'Casts of doubles to text',
    what: 'Spark writes 10000000.0 as 1.0E7 and 0.00001 as 1.0E-5. DuckDB and Polars write other exponents, and from other limits on. Keys that are built from doubles stop matching.',
    triggers: ['cast:string', 'function:concat', 'function:concat_ws'],
    spark:
      'SELECT CAST(a AS STRING) AS a, CAST(b AS STRING) AS b, CAST(c AS STRING) AS c FROM VALUES (10000000D, 0.00001D, 100D) AS t(a, b, c)',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(a AS VARCHAR) AS a, CAST(b AS VARCHAR) AS b, CAST(c AS VARCHAR) AS c FROM (VALUES (10000000::DOUBLE, 0.00001::DOUBLE, 100::DOUBLE)) AS t(a, b, c)',
        write: 'Build the text from a DECIMAL or BIGINT, in the Spark job too.',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [10000000.0], 'b': [0.00001], 'c': [100.0]}).select(pl.all().cast(pl.String))",
        write: 'Build the text from a Decimal or Int64, in the Spark job too.',
      },
    },
  },
  {
    id: 'cast-decimal-to-text',
    title: 'Casts of decimals to text',
    what: "Every engine writes all digits of the decimal's scale, without an exponent: 1 as DECIMAL(10,2) is 1.00.",
    triggers: ['cast:string', 'cast:decimal'],
    spark:
      "SELECT CAST(CAST(1 AS DECIMAL(10, 2)) AS STRING) AS a, CAST(CAST('0.0000001' AS DECIMAL(10, 7)) AS STRING) AS b, CAST(CAST(0 AS DECIMAL(10, 8)) AS STRING) AS c, CAST(-0.5BD AS STRING) AS d",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(CAST(1 AS DECIMAL(10, 2)) AS VARCHAR) AS a, CAST(CAST('0.0000001' AS DECIMAL(10, 7)) AS VARCHAR) AS b, CAST(CAST(0 AS DECIMAL(10, 8)) AS VARCHAR) AS c, CAST(-0.5 AS VARCHAR) AS d",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [Decimal('1.00')], 'b': [Decimal('0.0000001')], 'c': [Decimal('0.00000000')], 'd': [Decimal('-0.5')]})\nframe.select(pl.all().cast(pl.String))",
      },
    },
  },
  {
    id: 'cast-boolean',
    title: 'Casts of booleans to and from numbers',
    what: 'true is 1 and the text «true»; every number but 0 is true.',
    triggers: ['cast:boolean', 'cast:int', 'cast:string', 'cast:double'],
    spark:
      'SELECT CAST(true AS INT) AS a, CAST(false AS STRING) AS b, CAST(true AS DOUBLE) AS c, CAST(-2 AS BOOLEAN) AS d, CAST(0.0D AS BOOLEAN) AS e, CAST(CAST(NULL AS BOOLEAN) AS INT) AS f',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(true AS INT) AS a, CAST(false AS VARCHAR) AS b, CAST(true AS DOUBLE) AS c, CAST(-2 AS BOOLEAN) AS d, CAST(0.0::DOUBLE AS BOOLEAN) AS e, CAST(CAST(NULL AS BOOLEAN) AS INT) AS f',
      },
      polars: {
        plain:
          'pl.select(a=pl.lit(True).cast(pl.Int32), b=pl.lit(False).cast(pl.String), c=pl.lit(True).cast(pl.Float64), d=pl.lit(-2).cast(pl.Boolean), e=pl.lit(0.0).cast(pl.Boolean), f=pl.lit(None, pl.Boolean).cast(pl.Int32))',
      },
    },
  },
]
