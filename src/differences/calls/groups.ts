import type { Calls } from '../entry.ts'

/** Of aggregates, windows, orders and arrays. */
export const CALLS_OF_GROUPS: Calls = {
  aggregates:
    "frame = spark.createDataFrame([('g', 1, 0.5), ('g', 2, None), ('g', None, 0.25)], ['k', 'x', 'y'])\nframe.groupBy('k').agg(F.count(F.lit(1)).alias('a'), F.count('x').alias('b'), F.min('x').alias('c'), F.max('x').alias('d'), F.avg('x').alias('e'), F.sum('y').alias('f'), F.mean('y').alias('g'), F.count(F.when(F.col('x') > 1, 1)).alias('h')).drop('k')",
  'sum-of-integers':
    "spark.createDataFrame([('g', 2147483647), ('g', 1)], ['k', 'x']).groupBy('k').agg(F.sum('x').alias('s')).select('s')",
  'sum-of-nothing':
    "frame = spark.createDataFrame([('g',)], ['k']).withColumn('x', F.lit(None).cast('int'))\nframe.groupBy('k').agg(F.sum('x').alias('s')).select('s')",
  'max-by':
    "frame = spark.createDataFrame([('g', 'x', 1), ('g', 'y', 2), ('g', 'z', None)], ['g', 'v', 'k'])\nframe.groupBy('g').agg(F.max_by('v', 'k').alias('a'), F.min_by('v', 'k').alias('b')).select('a', 'b')",
  'max-by-null':
    "frame = spark.createDataFrame([('g', 'old', 1), ('g', None, 2)], ['g', 'v', 'k'])\nframe.groupBy('g').agg(F.max_by('v', 'k').alias('v')).select('v')",
  'collect-set':
    "frame = spark.createDataFrame([('g', 2), ('g', None), ('g', 1), ('g', 2)], ['k', 'x'])\nframe.groupBy('k').agg(F.sort_array(F.collect_set('x')).alias('s')).select('s')",
  'standard-deviation':
    "frame = spark.createDataFrame([('g', 2.0, 1.0, 5.0), ('g', 4.0, 2.0, None), ('g', 6.0, 6.0, None)], ['k', 'x', 'y', 'z'])\nframe.groupBy('k').agg(F.stddev('x').alias('a'), F.variance('x').alias('b'), F.stddev_pop('x').alias('c'), F.var_pop('x').alias('d'), F.covar_samp('x', 'y').alias('e'), F.stddev('z').alias('f')).drop('k')",
  skewness:
    "frame = spark.createDataFrame([('g', 1.0), ('g', 2.0), ('g', 3.0), ('g', 10.0)], ['k', 'x'])\nframe.groupBy('k').agg(F.round(F.skewness('x'), 9).alias('s')).select('s')",
  kurtosis:
    "frame = spark.createDataFrame([('g', 1.0), ('g', 2.0), ('g', 3.0), ('g', 10.0)], ['k', 'x'])\nframe.groupBy('k').agg(F.round(F.kurtosis('x'), 9).alias('k2')).select('k2')",
  percentile:
    "frame = spark.createDataFrame([('g', 1), ('g', 2), ('g', 3), ('g', 4), ('g', None)], ['k', 'x'])\nframe.groupBy('k').agg(F.percentile('x', 0.5).alias('a'), F.percentile('x', 0.25).alias('b')).select('a', 'b')",
  median:
    "frame = spark.createDataFrame([('g', 1), ('g', 2), ('g', 3), ('g', 4), ('g', None)], ['k', 'x'])\nframe.groupBy('k').agg(F.median('x').alias('m')).select('m')",
  'approx-count-distinct':
    "spark.range(10000).toDF('id').withColumn('k', F.lit('g')).groupBy('k').agg(F.approx_count_distinct('id').alias('n')).select('n')",
  'first-ignoring-null':
    "frame = spark.createDataFrame([('g', 1, None), ('g', 2, 5), ('g', 3, 6), ('g', 4, None)], ['g', 'k', 'x']).orderBy('k')\nframe.groupBy('g').agg(F.first('x', True).alias('a'), F.last('x', True).alias('b')).select('a', 'b')",
  'lag-ignoring-null':
    "from pyspark.sql import Window\nw = Window.orderBy('k')\nframe = spark.createDataFrame([(1, 5), (2, None), (3, None), (4, 7)], ['k', 'x'])\nframe.select('k', F.last('x', True).over(w).alias('a'), F.last('x', True).over(w.rowsBetween(Window.unboundedPreceding, -1)).alias('b')).orderBy('k')",
  'group-by':
    "frame = spark.createDataFrame([(float('nan'),), (float('nan'),), (None,), (None,), (0.0,), (-0.0,)], ['x'])\nframe.select((F.col('x') + 0).alias('x')).groupBy('x').agg(F.count(F.lit(1)).alias('n')).filter(F.col('n') > 1).orderBy(F.asc_nulls_first('x'))",
  limit:
    "spark.createDataFrame([(3,), (1,), (2,)], ['x']).orderBy('x').limit(2).orderBy(F.col('x').desc()).limit(1)",
  'order-by-null': "spark.createDataFrame([(2,), (None,), (1,)], ['x']).orderBy('x')",
  'order-by-desc-null': "spark.createDataFrame([(2,), (None,), (1,)], ['x']).orderBy(F.col('x').desc())",
  'order-by-nulls-written':
    "frame = spark.createDataFrame([(1.0, 'b'), (1.0, 'B'), (1.0, 'é'), (1.0, None), (float('nan'), 'a'), (None, 'a')], ['x', 's'])\nframe.orderBy(F.col('x').desc_nulls_first(), F.col('s').asc_nulls_last())",
  rollup:
    "frame = spark.createDataFrame([('p', 'q', 1), ('p', None, 2)], ['a', 'b', 'x']).rollup('a', 'b').agg(F.sum('x').alias('s'), F.grouping_id().alias('g'))\nframe.orderBy('g', F.asc_nulls_first('a'), F.asc_nulls_first('b'))",
  'explode-outer':
    "frame = spark.createDataFrame([(1, [1, 2]), (2, []), (3, None)], ['i', 'a'])\nframe.select('i', F.explode_outer('a').alias('e')).orderBy('i', 'e')",
  'size-null':
    "spark.createDataFrame([(1, [1, None]), (2, []), (3, None)], ['i', 'a']).orderBy('i').select(F.size('a').alias('n'))",
  'array-index':
    "a = F.col('a')\nspark.createDataFrame([(['x', 'y', 'z'],)], ['a']).select(a[0].alias('a'), a.getItem(1).alias('b'), F.element_at('a', 1).alias('c'), F.element_at('a', -1).alias('d'))",
  'sort-array-null':
    "spark.createDataFrame([([3, None, 1],)], ['a']).select(F.sort_array('a').alias('a'), F.sort_array('a', False).alias('b'), F.array_sort('a').alias('c'))",
  'array-distinct':
    "spark.createDataFrame([([3, None, 1, None, 3, 2],)], ['a']).select(F.array_distinct('a').alias('v'))",
  'array-sets':
    "frame = spark.createDataFrame([([2, None, 1], [3, None], [2, 1, None], [None, 1, 2])], ['a', 'b', 'c', 'd'])\nframe.select(F.array_union('a', 'b').alias('a'), F.array_intersect('c', 'd').alias('b'))",
  'array-position':
    "spark.createDataFrame([(['a', 'b'],)], ['a']).select(F.array_position('a', 'b').alias('a'), F.array_position('a', 'z').alias('b'))",
  'array-contains-null':
    "frame = spark.createDataFrame([(1, [1, 2]), (2, [1, None]), (3, [1]), (4, None)], ['i', 'a']).orderBy('i')\nframe.select(F.array_contains('a', 2).alias('v'))",
  'arrays-overlap-null':
    "frame = spark.createDataFrame([(1, [1, 2]), (2, [1, None]), (3, [1])], ['i', 'a']).orderBy('i')\nframe.select(F.arrays_overlap('a', F.array(F.lit(2), F.lit(3))).alias('v'))",
  'flatten-null':
    "spark.createDataFrame([(1, [[1], [2, 3]]), (2, [[1], None])], ['i', 'a']).orderBy('i').select(F.flatten('a').alias('v'))",
  sequence:
    "spark.createDataFrame([(1, 3)], ['a', 'b']).select(F.sequence('a', 'b').alias('a'), F.sequence('b', 'a').alias('b'))",
  'array-join':
    "spark.createDataFrame([(['a', None, 'b'],)], ['a']).select(F.array_join('a', ',').alias('a'), F.array_join('a', ',', '?').alias('b'))",
}
