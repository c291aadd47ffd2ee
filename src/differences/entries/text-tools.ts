import type { Entry } from '../entry.ts'

/** Less common functions of texts. */
export const TEXT_TOOLS: readonly Entry[] = [
  {
    id: 'overlay',
    title: 'overlay',
    what: 'Replaces characters from a position on. DuckDB and Polars put the text together from its parts.',
    triggers: ['function:overlay'],
    spark:
      "SELECT overlay('Spark SQL' PLACING '_' FROM 6) AS a, overlay('Spark SQL' PLACING 'DB' FROM 7 FOR 0) AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT left(s, 5) || '_' || substring(s, 7) AS a, left(s, 6) || 'DB' || substring(s, 7) AS b FROM (VALUES ('Spark SQL')) AS t(s)",
      },
      polars: {
        plain:
          "s = pl.lit('Spark SQL').str\npl.select(a=s.head(5) + '_' + s.slice(6), b=s.head(6) + 'DB' + s.slice(6))",
      },
    },
  },
  {
    id: 'to-number',
    title: 'to_number and try_to_number with a format',
    what: 'Spark reads text by a format into a DECIMAL. DuckDB and Polars remove the signs of the format and cast.',
    triggers: ['function:to_number', 'function:try_to_number'],
    spark: "SELECT to_number('1,234.50', '9,999.99') AS v",
    ports: {
      duckdb: { plain: "SELECT CAST(replace('1,234.50', ',', '') AS DECIMAL(6,2)) AS v" },
      polars: { plain: "pl.select(pl.lit('1,234.50').str.replace_all(',', '').cast(pl.Decimal(6, 2)))" },
    },
  },
  {
    id: 'find-in-set',
    title: 'find_in_set, elt and field positions',
    what: 'The position of a text in a list with commas, or 0. DuckDB’s list_position returns NULL where nothing is found.',
    triggers: ['function:find_in_set', 'function:elt'],
    spark: "SELECT find_in_set('b', 'a,b,c') AS a, find_in_set('x', 'a,b,c') AS b, elt(2, 'a', 'b') AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT list_position(split('a,b,c', ','), 'b') AS a, list_position(split('a,b,c', ','), 'x') AS b, ['a', 'b'][2] AS c",
        agrees:
          "SELECT list_position(split('a,b,c', ','), 'b') AS a, coalesce(list_position(split('a,b,c', ','), 'x'), 0) AS b, ['a', 'b'][2] AS c",
        write: "coalesce(list_position(split(list, ','), x), 0)",
      },
      polars: { lacks: "pl.col('list').str.split(','), then list.eval with arg_max of equal elements." },
    },
  },
  {
    id: 'mask',
    title: 'mask',
    what: 'Upper-case letters become X, lower-case x, digits n. DuckDB and Polars have no mask: three replacements do it, of all letters and not only of ASCII.',
    triggers: ['function:mask'],
    spark: "SELECT mask('Älter-9 Abc') AS v",
    ports: {
      duckdb: {
        plain:
          "SELECT regexp_replace(regexp_replace(regexp_replace('Älter-9 Abc', '[A-Z]', 'X', 'g'), '[a-z]', 'x', 'g'), '[0-9]', 'n', 'g') AS v",
        agrees:
          "SELECT regexp_replace(regexp_replace(regexp_replace('Älter-9 Abc', '\\p{Lu}', 'X', 'g'), '\\p{Ll}', 'x', 'g'), '[0-9]', 'n', 'g') AS v",
        write: "regexp_replace with '\\p{Lu}' and '\\p{Ll}' in place of [A-Z] and [a-z]",
      },
      polars: {
        plain:
          "pl.select(pl.lit('Älter-9 Abc').str.replace_all('[A-Z]', 'X').str.replace_all('[a-z]', 'x').str.replace_all('[0-9]', 'n'))",
        agrees:
          "pl.select(pl.lit('Älter-9 Abc').str.replace_all('\\\\p{Lu}', 'X').str.replace_all('\\\\p{Ll}', 'x').str.replace_all('[0-9]', 'n'))",
        write: 'str.replace_all with \\p{Lu} and \\p{Ll} in place of [A-Z] and [a-z]',
      },
    },
  },
  {
    id: 'encode-decode',
    title: 'encode and decode with a character set',
    what: 'DuckDB and Polars encode as UTF-8 only.',
    triggers: ['function:encode', 'function:decode'],
    spark: "SELECT hex(encode('ä', 'UTF-8')) AS a, decode(X'C3A4', 'UTF-8') AS b",
    ports: {
      duckdb: { plain: "SELECT hex(encode('ä')) AS a, decode('\\xC3\\xA4'::BLOB) AS b" },
      polars: {
        plain:
          "pl.select(a=pl.lit('ä').cast(pl.Binary).bin.encode('hex').str.to_uppercase(), b=pl.lit(b'\\xc3\\xa4').cast(pl.String))",
      },
    },
  },
  {
    id: 'regexp-substr',
    title: 'regexp_substr and regexp_instr without a match',
    what: 'regexp_substr returns NULL without a match. DuckDB’s regexp_extract returns an empty text.',
    triggers: ['function:regexp_substr', 'function:regexp_instr'],
    spark: "SELECT regexp_substr('a12', '[0-9]+') AS a, regexp_substr('abc', '[0-9]+') AS b",
    ports: {
      duckdb: {
        plain: "SELECT regexp_extract('a12', '[0-9]+') AS a, regexp_extract('abc', '[0-9]+') AS b",
        agrees:
          "SELECT regexp_extract('a12', '[0-9]+') AS a, CASE WHEN regexp_matches('abc', '[0-9]+') THEN regexp_extract('abc', '[0-9]+') END AS b",
        write: 'CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p) END',
      },
      polars: {
        plain: "pl.select(a=pl.lit('a12').str.extract('([0-9]+)'), b=pl.lit('abc').str.extract('([0-9]+)'))",
      },
    },
  },
  {
    id: 'text-lengths-in-bytes',
    title: 'octet_length and bit_length',
    what: 'Lengths in UTF-8 bytes and bits. DuckDB’s octet_length takes only BLOB: strlen counts the bytes of a text.',
    triggers: ['function:octet_length', 'function:bit_length'],
    spark: "SELECT octet_length('aä') AS a, bit_length('aä') AS b",
    ports: {
      duckdb: { plain: "SELECT strlen('aä') AS a, bit_length('aä') AS b" },
      polars: { plain: "n = pl.lit('aä').str.len_bytes()\npl.select(a=n, b=n * 8)" },
    },
  },
  {
    id: 'csv-in-columns',
    title: 'from_csv, to_csv, from_xml and to_xml',
    what: 'Neither DuckDB nor Polars parses CSV or XML in a column.',
    triggers: [
      'function:from_csv',
      'function:to_csv',
      'function:schema_of_csv',
      'function:from_xml',
      'function:to_xml',
      'function:schema_of_xml',
      'function:xpath',
      'function:xpath_string',
      'function:xpath_int',
      'function:xpath_double',
    ],
    spark: "SELECT from_csv('1,x', 'a INT, b STRING').b AS v",
    ports: {
      duckdb: { lacks: 'split_part for simple lines; read_csv of a file for quoted ones.' },
      polars: { lacks: 'str.split_exact for simple lines; pl.read_csv of a file for quoted ones.' },
    },
  },
  {
    id: 'try-url-decode',
    title: 'try_parse_url and try_url_decode',
    what: 'NULL in place of an error. DuckDB’s url_decode leaves what it can’t decode as it is.',
    triggers: ['function:try_parse_url', 'function:try_url_decode'],
    spark: "SELECT try_url_decode('a%20b') AS a",
    ports: {
      duckdb: { plain: "SELECT url_decode('a%20b') AS a" },
      polars: { lacks: 'urllib.parse.unquote in map_elements.' },
    },
  },
]
