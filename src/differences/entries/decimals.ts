import type { Entry } from '../entry.ts'

/** Arithmetic of decimals, and of numbers with a fraction that meet them. */
export const DECIMALS: readonly Entry[] = [
  {
    id: 'decimal-addition',
    title: '+ and - of decimals',
    what: 'The result is exact and has the longer of the two scales.',
    triggers: ['operator:+', 'operator:-'],
    spark: 'SELECT a + b AS s, a - b AS d, a + 1 AS i FROM VALUES (1.10, 2.005) AS t(a, b)',
    ports: {
      duckdb: { plain: 'SELECT a + b AS s, a - b AS d, a + 1 AS i FROM (VALUES (1.10, 2.005)) AS t(a, b)' },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [Decimal('1.10')], 'b': [Decimal('2.005')]}).select(s=a + b, d=a - b, i=a + 1)",
      },
    },
  },
  {
    id: 'decimal-multiplication',
    title: '* of decimals',
    what: 'Spark and DuckDB add the scales, so that 0.0125 * 3.5 is exactly 0.04375. Polars keeps the longer scale and rounds to it: 0.0438.',
    triggers: ['operator:*'],
    spark: 'SELECT a * b AS p FROM VALUES (0.0125, 3.5) AS t(a, b)',
    ports: {
      duckdb: { plain: 'SELECT a * b AS p FROM (VALUES (0.0125, 3.5)) AS t(a, b)' },
      polars: {
        plain:
          "pl.DataFrame({'a': [Decimal('0.0125')], 'b': [Decimal('3.5')]}).select(p=pl.col('a') * pl.col('b'))",
        agrees:
          "pl.DataFrame({'a': [Decimal('0.0125')], 'b': [Decimal('3.5')]}).select(p=pl.col('a').cast(pl.Decimal(38, 5)) * pl.col('b'))",
        write: 'a.cast(pl.Decimal(38, scale_of_a + scale_of_b)) * b',
      },
    },
  },
  {
    id: 'decimal-multiplication-wide',
    title: '* of decimals with more than 38 digits together',
    what: 'Spark cuts the scale of the result to as few as 6 digits to make room before the point: two DECIMAL(38,18) make a DECIMAL(38,6). DuckDB keeps all 36 digits and raises an error when the whole part no longer fits. Polars keeps 18.',
    triggers: ['operator:*', 'setting:spark.sql.decimalOperations.allowPrecisionLoss'],
    shows: 'rarely',
    spark:
      'SELECT a * b AS p FROM VALUES (CAST(0.0000012345 AS DECIMAL(38, 18)), CAST(10 AS DECIMAL(38, 18))) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT a * b AS p FROM (VALUES (CAST(0.0000012345 AS DECIMAL(38, 18)), CAST(10 AS DECIMAL(38, 18)))) AS t(a, b)',
        agrees:
          'SELECT CAST(a * b AS DECIMAL(38, 6)) AS p FROM (VALUES (CAST(0.0000012345 AS DECIMAL(38, 18)), CAST(10 AS DECIMAL(38, 18)))) AS t(a, b)',
        write: 'CAST(a * b AS DECIMAL(38, 6)), or narrower decimals in the Spark job too',
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': ['0.0000012345'], 'b': ['10']}).cast(pl.Decimal(38, 18))\nframe.select(p=pl.col('a') * pl.col('b'))",
        agrees:
          "frame = pl.DataFrame({'a': ['0.0000012345'], 'b': ['10']}).cast(pl.Decimal(38, 18))\nframe.select(p=(pl.col('a') * pl.col('b')).round(6, mode='half_away_from_zero'))",
        write: "(a * b).round(6, mode='half_away_from_zero'), or narrower decimals in the Spark job too",
      },
    },
  },
  {
    id: 'decimal-division',
    title: '/ of decimals',
    what: 'Spark returns a decimal with at least 6 digits more: DECIMAL(10,2) / DECIMAL(10,2) is a DECIMAL(23,13). DuckDB returns a double. Polars keeps the 2 digits: 2.00 / 3.00 is 0.67.',
    triggers: ['operator:/'],
    spark:
      'SELECT a / b AS q, b / a AS r FROM VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2))) AS t(a, b)',
    ports: {
      duckdb: {
        plain:
          'SELECT a / b AS q, b / a AS r FROM (VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2)))) AS t(a, b)',
        agrees:
          'SELECT CAST(a / b AS DECIMAL(23, 13)) AS q, CAST(b / a AS DECIMAL(23, 13)) AS r FROM (VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2)))) AS t(a, b)',
        write: "CAST(a / b AS DECIMAL(23, 13)), the type that Spark's schema shows; exact to about 15 digits",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [2], 'b': [3]}).cast(pl.Decimal(10, 2))\nframe.select(q=pl.col('a') / pl.col('b'), r=pl.col('b') / pl.col('a'))",
        agrees:
          "frame = pl.DataFrame({'a': [2], 'b': [3]}).cast(pl.Decimal(10, 2))\nwide = pl.Decimal(38, 13)\nframe.select(q=pl.col('a').cast(wide) / pl.col('b'), r=pl.col('b').cast(wide) / pl.col('a'))",
        write: "a.cast(pl.Decimal(38, 13)) / b, with the scale that Spark's schema shows",
      },
    },
  },
  {
    id: 'try-divide-of-decimals',
    title: 'try_divide of decimals',
    what: 'Spark returns a decimal as / does, and NULL where the divisor is 0. DuckDB returns a double, Polars keeps the 2 digits.',
    triggers: ['function:try_divide'],
    spark:
      'SELECT try_divide(a, b) AS q, try_divide(b, a - a) AS z FROM VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2))) AS t(a, b)',
    instead: 'a / nullif(b, 0)',
    ports: {
      duckdb: {
        plain:
          'SELECT a / nullif(b, 0) AS q, b / nullif(a - a, 0) AS z FROM (VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2)))) AS t(a, b)',
        agrees:
          'SELECT CAST(a / nullif(b, 0) AS DECIMAL(23, 13)) AS q, CAST(b / nullif(a - a, 0) AS DECIMAL(24, 13)) AS z FROM (VALUES (CAST(2 AS DECIMAL(10, 2)), CAST(3 AS DECIMAL(10, 2)))) AS t(a, b)',
        write: "CAST(a / nullif(b, 0) AS DECIMAL(23, 13)), the type that Spark's schema shows",
      },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [2], 'b': [3]}).cast(pl.Decimal(10, 2)).select(q=pl.when(b != 0).then(a / b), z=pl.when(a - a != 0).then(b / a))",
        agrees:
          "a, b, wide = pl.col('a'), pl.col('b'), pl.Decimal(38, 13)\npl.DataFrame({'a': [2], 'b': [3]}).cast(pl.Decimal(10, 2)).select(q=pl.when(b != 0).then(a.cast(wide) / b), z=pl.when(a - a != 0).then(b.cast(wide) / a))",
        write:
          "pl.when(b != 0).then(a.cast(pl.Decimal(38, 13)) / b), with the scale that Spark's schema shows",
      },
    },
  },
  {
    id: 'decimal-with-double',
    title: 'Decimals together with doubles',
    what: 'The result is a double in every engine.',
    triggers: ['operator:+', 'operator:-', 'operator:*', 'operator:/'],
    spark: 'SELECT a * b AS p, a + b AS s, a / b AS q FROM VALUES (1.10, 0.5D) AS t(a, b)',
    ports: {
      duckdb: {
        plain: 'SELECT a * b AS p, a + b AS s, a / b AS q FROM (VALUES (1.10, 0.5::DOUBLE)) AS t(a, b)',
      },
      polars: {
        plain:
          "a, b = pl.col('a'), pl.col('b')\npl.DataFrame({'a': [Decimal('1.10')], 'b': [0.5]}).select(p=a * b, s=a + b, q=a / b)",
      },
    },
  },
  {
    id: 'decimal-literals',
    title: 'Numbers with a fraction written in SQL',
    what: 'In Spark SQL and DuckDB, 0.1 is a decimal, and 0.1 + 0.2 = 0.3. In Python, and so in Polars and in F.lit(0.1), it is a double, and it is not.',
    triggers: ['clause:decimal-literal'],
    spark: 'SELECT 0.1 + 0.2 = 0.3 AS same',
    ports: {
      duckdb: { plain: 'SELECT 0.1 + 0.2 = 0.3 AS same' },
      polars: {
        plain: 'pl.select(same=pl.lit(0.1) + pl.lit(0.2) == pl.lit(0.3))',
        agrees: "pl.select(same=pl.lit(Decimal('0.1')) + pl.lit(Decimal('0.2')) == pl.lit(Decimal('0.3')))",
        write: "pl.lit(Decimal('0.1'))",
      },
    },
  },
  {
    id: 'float-compared-with-literal',
    title: '32-bit floats compared with a fraction',
    what: 'Spark compares as doubles, where the float 0.1 is 0.10000000149: no row is equal to 0.1. DuckDB and Polars compare as floats.',
    triggers: ['cast:float', 'function:float'],
    spark: 'SELECT CAST(0.1 AS FLOAT) = 0.1 AS a, CAST(0.1 AS FLOAT) > 0.1 AS b',
    ports: {
      duckdb: {
        plain: 'SELECT CAST(0.1 AS FLOAT) = 0.1 AS a, CAST(0.1 AS FLOAT) > 0.1 AS b',
        agrees:
          'SELECT CAST(CAST(0.1 AS FLOAT) AS DOUBLE) = 0.1::DOUBLE AS a, CAST(CAST(0.1 AS FLOAT) AS DOUBLE) > 0.1::DOUBLE AS b',
        write: 'CAST(x AS DOUBLE) = 0.1::DOUBLE',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [0.1]}, schema={'x': pl.Float32}).select(a=x == 0.1, b=x > 0.1)",
        agrees:
          "x = pl.col('x').cast(pl.Float64)\npl.DataFrame({'x': [0.1]}, schema={'x': pl.Float32}).select(a=x == 0.1, b=x > 0.1)",
        write: 'x.cast(pl.Float64) == 0.1',
      },
    },
  },
  {
    id: 'sum-of-decimals',
    title: 'sum of decimals',
    what: 'The sum is exact in every engine. Its type has 38 digits in DuckDB and Polars, 10 more than the column in Spark.',
    triggers: ['function:sum'],
    spark: 'SELECT sum(x) AS s FROM VALUES (0.01), (0.02), (NULL), (99999999.99) AS t(x)',
    ports: {
      duckdb: { plain: 'SELECT sum(x) AS s FROM (VALUES (0.01), (0.02), (NULL), (99999999.99)) AS t(x)' },
      polars: {
        plain:
          "pl.DataFrame({'x': [Decimal('0.01'), Decimal('0.02'), None, Decimal('99999999.99')]}).select(s=pl.col('x').sum())",
      },
    },
  },
  {
    id: 'decimal-overflow',
    title: '+, - and * of decimals past 38 digits',
    what: 'An error in every engine.',
    triggers: ['operator:+', 'operator:-', 'operator:*'],
    shows: 'rarely',
    spark:
      "SELECT a + 1 AS s FROM VALUES (CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0))) AS t(a)",
    ports: {
      duckdb: {
        plain:
          "SELECT a + 1 AS s FROM (VALUES (CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0)))) AS t(a)",
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [Decimal('99999999999999999999999999999999999999')]}).select(s=pl.col('a') + 1)",
      },
    },
  },
  {
    id: 'sum-of-decimals-overflow',
    title: 'sum of decimals past 38 digits',
    what: 'Spark and Polars raise an error. DuckDB returns a number of 39 digits as DECIMAL(38,0).',
    triggers: ['function:sum'],
    shows: 'rarely',
    spark:
      "SELECT sum(a) AS s FROM VALUES (CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0))), (1) AS t(a)",
    ports: {
      duckdb: {
        plain:
          "SELECT sum(a) AS s FROM (VALUES (CAST('99999999999999999999999999999999999999' AS DECIMAL(38, 0))), (1)) AS t(a)",
        write: 'Use narrower decimals: what sums to 38 digits is close to the limit of Spark too.',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [Decimal('99999999999999999999999999999999999999'), Decimal('1')]}).select(s=pl.col('a').sum())",
      },
    },
  },
  {
    id: 'avg-of-decimals',
    title: 'avg of decimals',
    what: 'Spark returns a decimal with 4 digits more than the column and rounds to it. DuckDB and Polars return a double.',
    triggers: ['function:avg', 'function:mean', 'method:avg', 'method:mean'],
    spark: 'SELECT avg(x) AS a FROM VALUES (0.01), (0.02), (0.02) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT avg(x) AS a FROM (VALUES (0.01), (0.02), (0.02)) AS t(x)',
        agrees: 'SELECT CAST(avg(x) AS DECIMAL(38, 6)) AS a FROM (VALUES (0.01), (0.02), (0.02)) AS t(x)',
        write: 'CAST(avg(x) AS DECIMAL(38, scale_of_x + 4))',
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [Decimal('0.01'), Decimal('0.02'), Decimal('0.02')]}).select(a=pl.col('x').mean())",
        agrees:
          "x = pl.col('x')\npl.DataFrame({'x': [Decimal('0.01'), Decimal('0.02'), Decimal('0.02')]}).select(a=x.sum().cast(pl.Decimal(38, 6)) / x.count().cast(pl.Decimal(38, 6)))",
        write: 'x.sum().cast(wide) / x.count().cast(wide), with wide = pl.Decimal(38, scale_of_x + 4)',
      },
    },
  },
]
