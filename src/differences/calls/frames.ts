import type { Calls } from '../entry.ts'

const SIDES =
  "left = spark.createDataFrame([(1, 'x'), (2, 'y'), (None, 'z')], ['k', 'a'])\nright = spark.createDataFrame([(1, 'p'), (1, 'q'), (3, 's'), (None, 'r')], ['k', 'b'])\n"

/** Of joins, sets and casts. */
export const CALLS_OF_FRAMES: Calls = {
  'inner-join': `${SIDES}left.join(right, 'k').select('k', 'a', 'b').orderBy('b')`,
  'left-join': `${SIDES}left.join(right, 'k', 'left').select('k', 'a', 'b').orderBy('a', 'b')`,
  'semi-anti-join': `${SIDES}semi = left.join(right, 'k', 'left_semi').select('a', F.lit('semi').alias('j'))\nsemi.union(left.join(right, 'k', 'left_anti').select('a', F.lit('anti').alias('j'))).orderBy('a')`,
  'join-on-double':
    "left = spark.createDataFrame([(float('nan'), 'x'), (0.0, 'y')], ['k', 'a'])\nright = spark.createDataFrame([(float('nan'), 'p'), (-0.0, 'q')], ['k', 'b'])\nleft.join(right, 'k').select('a', 'b').orderBy('a')",
  'cross-join':
    "left, right = spark.createDataFrame([(1,), (2,)], ['x']), spark.createDataFrame([(1, 'p'), (2, 'q')], ['y', 'p'])\nleft.crossJoin(right).filter(F.col('x') <= F.col('y')).orderBy('x', 'y')",
  union: "spark.createDataFrame([(1, 'x')], ['a', 'b']).union(spark.createDataFrame([(1, 'x')], ['c', 'd']))",
  distinct:
    "frame = spark.createDataFrame([(float('nan'),), (float('nan'),), (None,), (None,), (0.0,), (-0.0,)], ['x'])\nframe.distinct().select((F.col('x') + 0).alias('x')).orderBy(F.asc_nulls_first('x'))",
  in: "x = F.col('x')\nframe = spark.createDataFrame([(1,), (2,), (None,)], ['x']).orderBy(F.asc_nulls_first('x'))\nframe.select('x', x.isin(1, 3).alias('a'), (~x.isin(1, 3)).alias('b'))",
  'text-of-decimals':
    "frame = spark.createDataFrame([('1.5', 12, True, dt.date(2024, 1, 5))], ['a', 'b', 'c', 'd'])\nframe.select(F.col('a').cast('decimal(10,2)').cast('string').alias('a'), F.col('b').cast('string').alias('b'), F.col('c').cast('string').alias('c'), F.col('d').cast('string').alias('d'))",
  'cast-decimal-scale':
    "frame = spark.createDataFrame([(Decimal('2.345'), Decimal('-0.125'))], ['a', 'b'])\nframe.select(F.col('a').cast('decimal(10,2)').alias('a'), F.col('b').cast('decimal(10,2)').alias('b'))",
  'round-decimal':
    "frame = spark.createDataFrame([(Decimal('2.345'), Decimal('-0.25'))], ['a', 'b'])\nframe.select(F.round('a', 2).alias('a'), F.round('b', 1).alias('b'), F.round('a').alias('c'))",
  'round-double-digits':
    "frame = spark.createDataFrame([(1.005, 0.285, 0.125)], ['a', 'b', 'c'])\nframe.select(F.round('a', 2).alias('a'), F.round('b', 2).alias('b'), F.round('c', 2).alias('c'))",
  'sum-of-decimals':
    "frame = spark.createDataFrame([('g', Decimal('0.01')), ('g', Decimal('0.02')), ('g', None), ('g', Decimal('99999999.99'))], ['k', 'x'])\nframe.groupBy('k').agg(F.sum('x').alias('s')).select('s')",
  'time-parts':
    "t = F.col('t')\nframe = spark.sql(\"SELECT TIMESTAMP '2024-01-05 23:59:58' AS t\")\nframe.select(F.hour(t).alias('a'), F.minute(t).alias('b'), F.second(t).alias('c'), (t - F.lit('2024-01-01 00:00:00').cast('timestamp')).alias('d'), (t + F.expr('INTERVAL 90 MINUTES')).alias('e'))",
}
