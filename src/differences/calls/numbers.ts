import type { Calls } from '../entry.ts'

/** Of numbers, comparisons and NULL. */
export const CALLS_OF_NUMBERS: Calls = {
  'integer-arithmetic':
    "a, b, c, n = F.col('a'), F.col('b'), F.col('c'), F.col('n').cast('int')\nframe = spark.createDataFrame([(7, -2, 0.5, '')], ['a', 'b', 'c', 'n']).withColumn('n', F.lit(None).cast('int'))\nframe.select((a + b).alias('s'), (a - b).alias('d'), (a * b).alias('p'), (-a).alias('m'), (a + n).alias('u'), (a * c).alias('f'))",
  division:
    "frame = spark.createDataFrame([(-7, 2, 0.5)], ['a', 'b', 'c']).withColumn('n', F.lit(None).cast('int'))\nframe.select((F.col('a') / F.col('b')).alias('q'), (F.col('a') / F.col('c')).alias('r'), (F.col('n') / F.col('b')).alias('u'))",
  'division-by-literal':
    "spark.createDataFrame([(35,), (57,), (57,)], ['x']).orderBy('x').select((F.col('x') / 100).alias('q'))",
  remainder:
    "frame = spark.createDataFrame([(-7, 3, -7.5)], ['a', 'b', 'c'])\nframe.select((F.col('a') % F.col('b')).alias('q'), (F.col('b') % F.col('a')).alias('r'), (F.col('c') % 2).alias('s'))",
  'round-double':
    "spark.createDataFrame([(2.5, -0.5)], ['a', 'b']).select(F.round('a').alias('a'), F.round('b').alias('b'))",
  'round-tens':
    "spark.createDataFrame([(25, -1250.0)], ['a', 'b']).select(F.round('a', -1).alias('a'), F.round('b', -2).alias('b'))",
  'number-functions':
    "frame = spark.createDataFrame([(-1.5, 2.0)], ['a', 'b'])\nframe.select(F.abs('a').alias('a'), F.sign('a').alias('b'), F.sqrt('b').alias('c'), F.exp('a').alias('e'), F.pow('b', F.lit(0.5)).alias('f'), F.radians('b').alias('g'), F.sin('b').alias('h'), F.cos('b').alias('i'), F.pow(F.lit(0), F.lit(0)).alias('j'))",
  log10:
    "spark.createDataFrame([(1000.0,)], ['x']).select(F.log10('x').alias('y'), F.floor(F.log10('x')).alias('digits'))",
  bround:
    "spark.createDataFrame([(2.5, 0.125)], ['a', 'b']).select(F.bround('a').alias('a'), F.bround('b', 2).alias('b'))",
  'rint-halves':
    "spark.createDataFrame([(0.5,), (1.5,), (2.5,), (-0.5,)], ['x']).orderBy('x').select(F.rint('x').alias('v'))",
  'zero-and-null':
    "frame = spark.createDataFrame([(0,), (1,), (None,)], ['x']).orderBy(F.asc_nulls_first('x'))\nframe.select(F.nullifzero('x').alias('a'), F.zeroifnull('x').alias('b'))",
  'greatest-least':
    "frame = spark.createDataFrame([(1, 2)], ['a', 'b']).withColumn('n', F.lit(None).cast('int'))\nframe.select(F.greatest('a', 'b', 'n').alias('a'), F.least('a', 'b', 'n').alias('b'), F.greatest('n', 'n').alias('c'), F.least(F.lit('b'), F.lit('a')).alias('d'))",
  comparisons:
    "a, n, x = F.col('a'), F.col('n'), F.col('x')\nframe = spark.createDataFrame([(1, float('nan'))], ['a', 'x']).withColumn('n', F.lit(None).cast('int'))\nframe.select((a == n).alias('a'), (a != n).alias('b'), (x == x).alias('c'), (x > a).alias('d'), (F.lit('Z') < F.lit('a')).alias('e'), (F.lit('ä') > F.lit('z')).alias('f'), ((n > 1) & F.lit(False)).alias('g'), ((n > 1) | F.lit(True)).alias('h'), (~(n > 1)).alias('i'), ((a >= 1) & (a <= 2)).alias('j'))",
  'null-basics':
    "x, y = F.col('x'), F.col('y')\nframe = spark.createDataFrame([(1, 1, 1), (2, None, 2), (3, 3, None), (4, None, None)], ['i', 'x', 'y']).orderBy('i')\nframe.select(F.coalesce(x, y).alias('a'), F.nvl(x, F.lit(0)).alias('b'), F.nullif(x, y).alias('c'), x.isNull().alias('d'), x.eqNullSafe(y).alias('e'), F.nvl2(x, F.lit(1), F.lit(2)).alias('f'))",
  conditions:
    "a, n = F.col('a'), F.col('n')\nframe = spark.createDataFrame([(1,)], ['a']).withColumn('n', F.lit(None).cast('int'))\nframe.select(F.when(n > 0, 'y').otherwise('n').alias('a'), F.when(a == 2, 'y').alias('b'), F.coalesce(n, a).alias('c'), F.nvl2(n, F.lit('y'), F.lit('n')).alias('d'), F.nullif(a, F.lit(1)).alias('e'), F.when(n > 0, 1).otherwise(2).alias('f'), n.isNull().alias('g'))",
  'case-without-else':
    "x = F.col('x')\nframe = spark.createDataFrame([(1, 1), (2, 5), (3, 0), (4, None)], ['i', 'x']).orderBy('i')\nframe.select(F.when(x > 1, 'big').when(x == 1, 'one').alias('a'), F.when(x > 1, 'big').otherwise('rest').alias('b'))",
  nanvl:
    "frame = spark.createDataFrame([(1, 1.5), (2, float('nan')), (3, None)], ['i', 'x']).orderBy('i')\nframe.select(F.nanvl('x', F.lit(0.0)).alias('v'))",
  'cast-fraction-to-integer':
    "frame = spark.createDataFrame([(3.7, -2.5, 2.5)], ['a', 'b', 'c'])\nframe.select(F.col('a').cast('int').alias('a'), F.col('b').cast('int').alias('b'), F.col('c').cast('bigint').alias('c'))",
  'cast-timestamp-date':
    "frame = spark.createDataFrame([(dt.datetime(2024, 1, 5, 23, 59, 59, 900000), dt.datetime(1969, 12, 31, 23, 59, 59), dt.date(2024, 2, 29))], ['a', 'b', 'c'])\nframe.select(F.col('a').cast('date').alias('a'), F.col('b').cast('date').alias('b'), F.col('c').cast('timestamp').alias('c'))",
}
