import type { Calls } from '../entry.ts'

const INSTANT = (text: string) => `spark.sql("SELECT TIMESTAMP '${text}' AS t")`
const DATES = (...dates: string[]) =>
  `spark.createDataFrame([${dates.map((date) => `(${date},)`).join(', ')}], ['d'])`
const DATE = (text: string) => `dt.date(${text.split('-').map(Number).join(', ')})`

/** Of text, dates and times. */
export const CALLS_OF_TEXTS: Calls = {
  'text-basics':
    "s = F.col('s')\nframe = spark.createDataFrame([(1, 'ÄÖ.b'), (2, 'naïve 😀'), (3, ''), (4, None)], ['i', 's']).orderBy('i')\nframe.select(F.lower('s').alias('a'), F.length('s').alias('b'), F.regexp_replace('s', '[.]', '-').alias('c'), F.repeat('s', 2).alias('d'), s.startswith('Ä').alias('e'), s.endswith('b').alias('f'), s.contains('.').alias('g'), F.when(s.isNotNull(), F.concat('s', F.lit('!'))).alias('h'))",
  'concat-null':
    "frame = spark.createDataFrame([('a', 'b')], ['a', 'b']).withColumn('n', F.lit(None).cast('string'))\nframe.select(F.concat('a', 'n', 'b').alias('v'))",
  'concat-ws-null':
    "frame = spark.createDataFrame([('a', 'b')], ['a', 'b']).withColumn('n', F.lit(None).cast('string'))\nframe.select(F.concat_ws('-', 'a', 'n', 'b').alias('v'))",
  'split-pattern':
    "spark.createDataFrame([('a1b22c', 'a|b')], ['a', 'b']).select(F.split('a', '[0-9]+').alias('a'), F.split('b', '[|]').alias('b'))",
  'split-text':
    "spark.createDataFrame([(1, 'a,b,,'), (2, ''), (3, None)], ['i', 's']).orderBy('i').select(F.split('s', ',').alias('v'))",
  'pad-longer':
    "spark.createDataFrame([('12345', '7')], ['a', 'b']).select(F.lpad('a', 3, '0').alias('a'), F.rpad('a', 3, '0').alias('b'), F.lpad('b', 3, '0').alias('c'))",
  instr:
    "spark.createDataFrame([(1, 'äöx'), (2, 'abc'), (3, None)], ['i', 's']).orderBy('i').select(F.instr('s', 'x').alias('p'))",
  translate: "spark.createDataFrame([('a-b.c',)], ['s']).select(F.translate('s', '-.', '_').alias('v'))",
  'regexp-replace-all':
    "spark.createDataFrame([('2024-01-05',)], ['s']).select(F.regexp_replace('s', '-', '/').alias('v'))",
  'regexp-replace-groups':
    "spark.createDataFrame([('ab-12',)], ['s']).select(F.regexp_replace('s', '([a-z]+)-([0-9]+)', '$2_$1').alias('v'))",
  'regexp-extract':
    "spark.createDataFrame([(1, 'id=42'), (2, 'none'), (3, None)], ['i', 's']).orderBy('i').select(F.regexp_extract('s', 'id=([0-9]+)', 1).alias('v'))",
  'regexp-like':
    "s = F.col('s')\nspark.createDataFrame([(1, 'ord-12'), (2, 'x'), (3, None)], ['i', 's']).orderBy('i').select(s.rlike('[0-9]+').alias('a'), s.rlike('(?i)^ORD').alias('b'))",
  'like-basics':
    "s = F.col('s')\nspark.createDataFrame([(1, 'a\\nb'), (2, 'ab'), (3, None)], ['i', 's']).orderBy('i').select(s.like('a%').alias('a'), s.ilike('%B').alias('b'), s.like('a_b').alias('c'))",
  'trim-white-space':
    "spark.createDataFrame([(1, '\\t a \\n'), (2, '\\u00a0a'), (3, '  a ')], ['i', 's']).orderBy('i').select(F.length(F.trim('s')).alias('n'))",
  'upper-sharp-s':
    "spark.createDataFrame([('straße', 'é')], ['a', 'b']).select(F.upper('a').alias('a'), F.upper('b').alias('b'))",
  'substring-zero':
    "frame = spark.createDataFrame([('hello',)], ['s'])\nframe.select(F.substring('s', 0, 2).alias('a'), F.substring('s', 1, 2).alias('b'), F.substring('s', -3, 2).alias('c'), F.substring('s', 4, 9).alias('d'))",
  levenshtein:
    "spark.createDataFrame([('kitten', 'sitting', 'ä', 'a')], ['a', 'b', 'c', 'd']).select(F.levenshtein('a', 'b').alias('a'), F.levenshtein('c', 'd').alias('b'))",
  overlay:
    "spark.createDataFrame([('Spark SQL',)], ['s']).select(F.overlay('s', F.lit('_'), 6).alias('a'), F.overlay('s', F.lit('DB'), 7, 0).alias('b'))",
  'format-string':
    "spark.createDataFrame([(42, 'x', 0.125)], ['n', 's', 'x']).select(F.format_string('%05d %s', 'n', 's').alias('a'), F.format_string('%.2f', 'x').alias('b'))",
  'names-of-days':
    "spark.sql(\"SELECT DATE '2026-11-28' AS d\").select(F.dayname('d').alias('a'), F.monthname('d').alias('b'))",
  'date-parts': `d = F.col('d')\nframe = ${DATES(DATE('2021-01-03'), DATE('2024-02-15'), DATE('2024-12-31'))}.orderBy('d')\nframe.select(F.year(d).alias('a'), F.quarter(d).alias('b'), F.month(d).alias('c'), F.dayofmonth(d).alias('e'), F.dayofyear(d).alias('f'), F.weekofyear(d).alias('g'), F.last_day(d).alias('h'))`,
  'date-add': `d = F.col('d')\nframe = ${DATES(DATE('2024-01-31'), 'None')}.orderBy(F.asc_nulls_last('d'))\nframe.select(F.date_add(d, 30).alias('a'), F.date_sub(d, 1).alias('b'), F.datediff(F.lit('2024-03-01').cast('date'), d).alias('c'))`,
  'add-months': `${DATES(DATE('2023-02-28'), DATE('2024-01-31'))}.orderBy('d').select(F.add_months('d', 1).alias('v'))`,
  'months-between':
    "frame = spark.createDataFrame([(1, '2024-02-29', '2024-01-31'), (2, '2024-03-30', '2024-02-29'), (3, '2024-03-05', '2024-01-05')], ['i', 'a', 'b']).orderBy('i')\nframe.select(F.months_between(F.col('a').cast('date'), F.col('b').cast('date')).alias('v'))",
  'date-trunc': `frame = ${INSTANT('2024-05-15 10:20:30')}\nframe.select(F.date_trunc('WEEK', 't').alias('b'), F.date_trunc('quarter', 't').alias('c'), F.date_trunc('hour', 't').alias('d'))`,
  'trunc-of-date': `${DATES(DATE('2024-05-15'))}.select(F.trunc('d', 'MM').alias('a'), F.trunc('d', 'week').alias('b'))`,
  'unix-timestamp':
    "frame = spark.createDataFrame([(dt.datetime(1969, 12, 31, 23, 59, 58, 500000),), (dt.datetime(2024, 1, 1, 0, 0, 0, 900000),)], ['t']).orderBy('t')\nframe.select(F.unix_timestamp('t').alias('v'))",
  'to-date-format':
    "frame = spark.createDataFrame([('05/01/2024', '2024-01-05 10:11:12', 'Jan 5, 2024 3:04 PM')], ['a', 'b', 'c'])\nframe.select(F.to_date('a', 'dd/MM/yyyy').alias('a'), F.to_timestamp('b', 'yyyy-MM-dd HH:mm:ss').alias('b'), F.to_timestamp('c', 'MMM d, yyyy h:mm a').alias('c'))",
  'try-to-timestamp':
    "frame = spark.createDataFrame([(1, '2024-02-30 10:00'), (2, '2024-02-29 10:00'), (3, '')], ['i', 's']).orderBy('i')\nframe.select(F.try_to_timestamp('s', F.lit('yyyy-MM-dd HH:mm')).alias('v'))",
  'date-format': `frame = ${INSTANT('2024-01-05 15:04:05.678')}\nframe.select(F.date_format('t', 'yyyy-MM-dd HH:mm:ss').alias('a'), F.date_format('t', 'EEE, d MMM yy').alias('b'), F.date_format('t', 'MMMM EEEE').alias('c'), F.date_format('t', 'hh:mm a').alias('e'), F.date_format('t', 'HH:mm:ss.SSS').alias('f'))`,
  'md5-sha2':
    "spark.createDataFrame([('ä',)], ['s']).select(F.md5('s').alias('a'), F.sha1('s').alias('b'), F.sha2('s', 256).alias('c'))",
}
