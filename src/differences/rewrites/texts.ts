import type { Rewrites } from '../rewrite.ts'
import { columns } from './columns.ts'

const AS_A_DECIMAL = 'CAST(CAST(CAST(x AS STRING) AS DECIMAL(38, 2)) AS STRING)'
const integerOf = (s: string) => `CAST(CASE WHEN ${s} RLIKE '^ *[+-]?[0-9]+ *$' THEN trim(${s}) END AS INT)`
const booleanOf = (s: string) =>
  `CASE WHEN lower(trim(${s})) IN ('t', 'true', 'y', 'yes', '1') THEN true WHEN lower(trim(${s})) IN ('f', 'false', 'n', 'no', '0') THEN false END`

/** Of text: patterns, formats and codes. */
export const OF_TEXTS: Rewrites = {
  'cast-text-to-integer': {
    on: ['sqlframe'],
    write: integerOf('s'),
    code: `SELECT ${columns('abcde', integerOf)} FROM VALUES (' 12 ', '12.7', '1e3', '+7', '') AS t(a, b, c, d, e)`,
  },
  'cast-text-to-decimal': {
    on: ['sail'],
    write:
      'CAST(trim(s) AS DECIMAL(5, 2)), and for texts such as 1e1 CAST(CAST(s AS DOUBLE) AS DECIMAL(5, 2))',
    code: `SELECT ${columns('abc', (s) => `CAST(trim(${s}) AS DECIMAL(5, 2))`)}, CAST(CAST(d AS DOUBLE) AS DECIMAL(5, 2)) AS d FROM VALUES ('1.005', '-1.005', ' 1.5 ', '1e1') AS t(a, b, c, d)`,
  },
  'cast-text-to-boolean': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: booleanOf('s'),
    code: `SELECT ${columns('abcdef', booleanOf)} FROM VALUES ('TRUE', 'yes', 'N', '0', ' true ', 'on') AS t(a, b, c, d, e, f)`,
  },
  'format-string-digits': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: AS_A_DECIMAL,
    code: 'SELECT CAST(CAST(CAST(a AS STRING) AS DECIMAL(38, 2)) AS STRING) AS a, CAST(CAST(CAST(b AS STRING) AS DECIMAL(38, 0)) AS STRING) AS b FROM VALUES (CAST(1.005 AS DOUBLE), CAST(2.5 AS DOUBLE)) AS t(a, b)',
  },
  'format-string': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: `${AS_A_DECIMAL}; concat(lpad(CAST(n AS STRING), 5, '0'), ' ', s) for %05d %s`,
    code: "SELECT concat(lpad(CAST(n AS STRING), 5, '0'), ' ', s) AS a, CAST(CAST(CAST(x AS STRING) AS DECIMAL(38, 2)) AS STRING) AS b FROM VALUES (42, 'x', CAST(0.125 AS DOUBLE)) AS t(n, s, x)",
  },
  'concat-null': {
    on: ['duckdb_spark'],
    write: 'a || b',
    code: "SELECT 'a' || CAST(NULL AS STRING) || 'b' AS v",
  },
  'text-basics': {
    on: ['duckdb_spark'],
    write: "s LIKE 'Ä%' in place of startswith, s LIKE '%b' in place of endswith",
    code: "SELECT lower(s), length(s), replace(s, '.', '-'), repeat(s, 2), s LIKE 'Ä%', s LIKE '%b', contains(s, '.'), s || '!' FROM VALUES (1, 'ÄÖ.b'), (2, 'naïve 😀'), (3, ''), (4, NULL) AS t(i, s) ORDER BY i",
  },
  'regexp-extract': {
    on: ['duckdb_spark'],
    write: "Name the group: regexp_extract(s, 'id=([0-9]+)', 1)",
    code: "SELECT regexp_extract(s, 'id=([0-9]+)', 1) AS v FROM VALUES (1, 'id=42'), (2, 'none'), (3, NULL) AS t(i, s) ORDER BY i",
  },
  'regexp-like': {
    on: ['duckdb_spark'],
    write: "regexp_extract(s, p, 0) <> '', of a pattern that matches no empty text",
    code: "SELECT regexp_extract(s, '[0-9]+', 0) <> '' AS a, regexp_extract(s, '(?i)^ORD', 0) <> '' AS b FROM VALUES (1, 'ord-12'), (2, 'x'), (3, NULL) AS t(i, s) ORDER BY i",
  },
  'upper-sharp-s': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "upper(replace(s, 'ß', 'ss'))",
    code: "SELECT upper(replace('straße', 'ß', 'ss')) AS a, upper(replace('é', 'ß', 'ss')) AS b",
  },
  'substring-zero': {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'Position 1 in place of 0',
    code: "SELECT substring('hello', 1, 2) AS a, substring('hello', 1, 2) AS b, substring('hello', -3, 2) AS c, substring('hello', 4, 9) AS d",
  },
  'left-right-negative': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'left(s, greatest(n, 0))',
    code: "SELECT left('hello', greatest(2, 0)) AS a, right('hello', greatest(2, 0)) AS b, left('hello', greatest(-1, 0)) AS c, right('hello', greatest(-1, 0)) AS d",
  },
  initcap: {
    on: ['sail'],
    write:
      "array_join(transform(split(lower(s), ' '), w -> concat(upper(substring(w, 1, 1)), substring(w, 2))), ' ')",
    code: `SELECT array_join(transform(split(lower("o'neil-smith foo_bar"), ' '), w -> concat(upper(substring(w, 1, 1)), substring(w, 2))), ' ') AS v, array_join(transform(split(lower('two  blanks'), ' '), w -> concat(upper(substring(w, 1, 1)), substring(w, 2))), ' ') AS w`,
  },
  'initcap-call': {
    on: ['sail', 'sqlframe'],
    write:
      "F.expr(\"array_join(transform(split(lower(s), ' '), w -> concat(upper(substring(w, 1, 1)), substring(w, 2))), ' ')\")",
    code: {
      python: `frame = spark.createDataFrame([(1, "o'neil-smith foo_bar"), (2, 'two  blanks')], ['i', 's']).orderBy('i')
frame.select(F.expr("array_join(transform(split(lower(s), ' '), w -> concat(upper(substring(w, 1, 1)), substring(w, 2))), ' ')").alias('v'))`,
    },
  },
  'regexp-replace-groups': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: "concat(regexp_extract(s, p, 2), '_', regexp_extract(s, p, 1)), where the whole text matches",
    code: "SELECT concat(regexp_extract(s, '([a-z]+)-([0-9]+)', 2), '_', regexp_extract(s, '([a-z]+)-([0-9]+)', 1)) AS v FROM VALUES ('ab-12') AS t(s)",
  },
  'regexp-classes': {
    on: ['sail'],
    write: '[A-Za-z0-9_] in place of \\w, [0-9] in place of \\d',
    code: "SELECT 'Ärger' RLIKE '^[A-Za-z0-9_]+$' AS a, '٣' RLIKE '^[0-9]$' AS b",
  },
  'regexp-lookaround': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: "Match the neighbour too, and take a group: regexp_extract(s, '([0-9]+) USD', 1)",
    code: "SELECT regexp_extract('100 EUR 7 USD', '([0-9]+) USD', 1) AS v",
  },
  'regexp-substr': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "nullif(regexp_extract(s, p, 0), '')",
    code: "SELECT nullif(regexp_extract('a12', '[0-9]+', 0), '') AS a, nullif(regexp_extract('abc', '[0-9]+', 0), '') AS b",
  },
  'like-escape': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "s LIKE 'a!_b' ESCAPE '!'",
    code: "SELECT s FROM VALUES ('a_b'), ('axb') AS t(s) WHERE s LIKE 'a!_b' ESCAPE '!'",
  },
  hash: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'md5(s), of text, for keys that are kept',
    code: "SELECT md5('a') AS a",
    changes: true,
  },
  base64: {
    on: ['sail', 'sqlframe'],
    write: "Without the line ends: replace(replace(base64(x), chr(13), ''), chr(10), '')",
    code: "SELECT replace(replace(base64(encode(repeat('ä', 60), 'UTF-8')), chr(13), ''), chr(10), '') AS a, CAST(unbase64('YWI=') AS STRING) AS b",
    changes: true,
  },
  levenshtein: {
    on: ['sqlframe', 'duckdb_spark'],
    write: "Without accents: levenshtein(translate(a, 'äöüß', 'aous'), translate(b, 'äöüß', 'aous'))",
    code: "SELECT levenshtein(translate('kitten', 'äöüß', 'aous'), translate('sitting', 'äöüß', 'aous')) AS a, levenshtein(translate('ä', 'äöüß', 'aous'), 'a') AS b",
    changes: true,
  },
  overlay: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'concat(substring(s, 1, n - 1), r, substring(s, n + length(r)))',
    code: "SELECT concat(substring('Spark SQL', 1, 6 - 1), '_', substring('Spark SQL', 6 + length('_'))) AS a, concat(substring('Spark SQL', 1, 7 - 1), 'DB', substring('Spark SQL', 7 + 0)) AS b",
  },
  'to-number': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "CAST(replace(s, ',', '') AS DECIMAL(6, 2))",
    code: "SELECT CAST(replace('1,234.50', ',', '') AS DECIMAL(6, 2)) AS v",
  },
  'find-in-set': {
    on: ['sqlframe', 'duckdb_spark'],
    write:
      "coalesce(array_position(split(list, ','), x), 0), and CASE n WHEN 1 THEN … WHEN 2 THEN … END for elt",
    code: "SELECT coalesce(array_position(split('a,b,c', ','), 'b'), 0) AS a, coalesce(array_position(split('a,b,c', ','), 'x'), 0) AS b, CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END AS c",
  },
  mask: {
    on: ['sqlframe'],
    write:
      "regexp_replace(regexp_replace(regexp_replace(s, '\\\\p{Lu}', 'X'), '\\\\p{Ll}', 'x'), '[0-9]', 'n')",
    code: "SELECT regexp_replace(regexp_replace(regexp_replace('Älter-9 Abc', '\\\\p{Lu}', 'X'), '\\\\p{Ll}', 'x'), '[0-9]', 'n') AS v",
  },
  'text-lengths-in-bytes': {
    on: ['sqlframe'],
    write: 'length(hex(s)) div 2 for bytes, times 8 for bits',
    code: "SELECT length(hex('aä')) div 2 AS a, length(hex('aä')) div 2 * 8 AS b",
  },
  'csv-in-columns': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "split_part(s, ',', 2), where no field has quotes",
    code: "SELECT split_part('1,x', ',', 2) AS v",
  },
  'parse-url': {
    on: ['sqlframe', 'duckdb_spark'],
    write:
      "regexp_extract(s, '^[^:]+://([^/?#]+)', 1) for the host, '[?&]r=([^&#]*)' for r of the query, url_decode(replace(s, '+', ' '))",
    code: "SELECT regexp_extract('https://a.de/p/x?q=1&r=2', '^[^:]+://([^/?#]+)', 1) AS a, regexp_extract('https://a.de/p/x?q=1&r=2', '[?&]r=([^&#]*)', 1) AS b, url_decode(replace('a+b%20%C3%A4', '+', ' ')) AS c",
  },
  'try-url-decode': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "url_decode(replace(s, '+', ' ')), where every text is valid",
    code: "SELECT url_decode(replace('a%20b', '+', ' ')) AS a",
  },
  'str-to-map': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "nullif(regexp_extract(s, '(^|&)b=([^&]*)', 2), '') for the value of b",
    code: "SELECT nullif(regexp_extract('a=1&b=2', '(^|&)b=([^&]*)', 2), '') AS v",
  },
  'character-codes': {
    on: ['sail', 'sqlframe', 'duckdb_spark'],
    write: 'chr(n % 256)',
    code: "SELECT ascii('A') AS a, chr(65 % 256) AS b, chr(321 % 256) AS c",
  },
  uuid: {
    on: ['sqlframe', 'duckdb_spark'],
    write: 'CAST(uuid() AS STRING)',
    code: 'SELECT length(CAST(uuid() AS STRING)) AS n',
  },
  'format-number': {
    on: ['sqlframe', 'duckdb_spark'],
    write: "f'{x:,.2f}' in Python, after collect()",
    code: {
      python:
        "rows = spark.sql('SELECT CAST(1234567.891 AS DOUBLE) AS a, CAST(0.125 AS DOUBLE) AS b, CAST(0.375 AS DOUBLE) AS c').collect()\nspark.createDataFrame([tuple(f'{x:,.2f}' for x in row) for row in rows], ['a', 'b', 'c'])",
    },
  },
}
