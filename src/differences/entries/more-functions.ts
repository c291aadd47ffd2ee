import type { Entry } from '../entry.ts'

/** Less common functions of texts, arrays and maps. */
export const MORE_FUNCTIONS: readonly Entry[] = [
  {
    id: 'array-basics',
    title: 'array, array_append, array_remove, array_repeat',
    what: 'All engines agree.',
    triggers: [
      'function:array',
      'function:array_append',
      'function:array_prepend',
      'function:array_remove',
      'function:array_repeat',
      'function:array_compact',
    ],
    spark:
      'SELECT array(1, 2) AS a, array_append(array(1), 2) AS b, array_remove(array(1, 2, 1), 1) AS c, array_repeat(7, 2) AS d, array_compact(array(1, NULL)) AS e',
    ports: {
      duckdb: {
        plain:
          'SELECT [1, 2] AS a, list_append([1], 2) AS b, list_filter([1, 2, 1], lambda x: x <> 1) AS c, list_resize([]::INT[], 2, 7) AS d, list_filter([1, NULL], lambda x: x IS NOT NULL) AS e',
      },
      polars: {
        plain:
          'x = pl.element()\npl.select(a=pl.concat_list(pl.lit(1), pl.lit(2)), b=pl.lit([1]).list.concat(pl.lit(2)), c=pl.lit([1, 2, 1]).list.eval(x.filter(x != 1)), d=pl.lit(7).repeat_by(2), e=pl.lit([1, None]).list.drop_nulls())',
      },
    },
  },
  {
    id: 'arrays-overlap-null',
    title: 'arrays_overlap where an array holds NULL',
    what: 'Spark returns NULL if no element is shared and one array holds NULL. DuckDB returns false.',
    triggers: ['function:arrays_overlap'],
    spark:
      'SELECT arrays_overlap(a, array(2, 3)) AS v FROM VALUES (1, array(1, 2)), (2, array(1, NULL)), (3, array(1)) AS t(i, a) ORDER BY i',
    ports: {
      duckdb: {
        plain:
          'SELECT list_has_any(a, [2, 3]) AS v FROM (VALUES (1, [1, 2]), (2, [1, NULL]), (3, [1])) AS t(i, a) ORDER BY i',
        agrees:
          'SELECT CASE WHEN list_has_any(a, [2, 3]) THEN true WHEN list_count(a) = len(a) THEN false END AS v FROM (VALUES (1, [1, 2]), (2, [1, NULL]), (3, [1])) AS t(i, a) ORDER BY i',
        write: 'CASE WHEN list_has_any(a, b) THEN true WHEN list_count(a) = len(a) THEN false END',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [[1, 2], [1, None], [1]]}).select(pl.col('a').list.set_intersection([2, 3]).list.len() > 0)",
        agrees:
          "a = pl.col('a').list\npl.DataFrame({'a': [[1, 2], [1, None], [1]]}).select(pl.when(a.set_intersection([2, 3]).list.len() > 0).then(True).when(a.drop_nulls().list.len() == a.len()).then(False))",
        write:
          'pl.when(a.list.set_intersection(b).list.len() > 0).then(True).when(a has no NULL).then(False)',
      },
    },
  },
  {
    id: 'arrays-zip',
    title: 'arrays_zip of arrays of other lengths',
    what: 'Spark and DuckDB fill the shorter one with NULL. Polars has no such function.',
    triggers: ['function:arrays_zip', 'function:zip_with', 'function:inline'],
    spark:
      "SELECT e.a AS a, e.b AS b FROM (SELECT explode(arrays_zip(a, b)) AS e FROM VALUES (array(1, 2), array('x')) AS t(a, b)) ORDER BY a",
    ports: {
      duckdb: {
        plain: "SELECT unnest(a) AS a, unnest(b) AS b FROM (VALUES ([1, 2], ['x'])) AS t(a, b) ORDER BY 1",
      },
      polars: { lacks: 'df.explode(a, b), if the arrays have the same length.' },
    },
  },
  {
    id: 'str-to-map',
    title: 'str_to_map and functions of map entries',
    what: 'DuckDB builds the map from split texts. Polars has no maps.',
    triggers: ['function:str_to_map', 'function:map_from_entries', 'function:map_entries'],
    spark: "SELECT str_to_map('a=1&b=2', '&', '=')['b'] AS v",
    ports: {
      duckdb: {
        plain:
          "SELECT map_from_entries(list_transform(split('a=1&b=2', '&'), lambda p: (split_part(p, '=', 1), split_part(p, '=', 2))))['b'] AS v",
      },
      polars: { lacks: 'str.extract for each key that is needed.' },
    },
  },
  {
    id: 'parse-url',
    title: 'parse_url and url_decode',
    what: 'Neither DuckDB nor Polars has parse_url: regular expressions take the parts. url_decode in Spark and DuckDB differ in the plus sign: a blank in Spark.',
    triggers: ['function:parse_url', 'function:url_decode', 'function:url_encode'],
    spark:
      "SELECT parse_url('https://a.de/p/x?q=1&r=2', 'HOST') AS a, parse_url('https://a.de/p/x?q=1&r=2', 'QUERY', 'r') AS b, url_decode('a+b%20%C3%A4') AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT regexp_extract('https://a.de/p/x?q=1&r=2', '^[a-z]+://([^/:?#]+)', 1) AS a, regexp_extract('https://a.de/p/x?q=1&r=2', '[?&]r=([^&#]*)', 1) AS b, url_decode('a+b%20%C3%A4') AS c",
        agrees:
          "SELECT regexp_extract('https://a.de/p/x?q=1&r=2', '^[a-z]+://([^/:?#]+)', 1) AS a, regexp_extract('https://a.de/p/x?q=1&r=2', '[?&]r=([^&#]*)', 1) AS b, url_decode(replace('a+b%20%C3%A4', '+', ' ')) AS c",
        write: "url_decode(replace(s, '+', ' '))",
      },
      polars: {
        plain:
          "from urllib.parse import unquote\nu = pl.lit('https://a.de/p/x?q=1&r=2').str\npl.select(a=u.extract('^[a-z]+://([^/:?#]+)', 1), b=u.extract('[?&]r=([^&#]*)', 1), c=pl.lit('a+b%20%C3%A4').map_elements(unquote, return_dtype=pl.String))",
        agrees:
          "from urllib.parse import unquote_plus\nu = pl.lit('https://a.de/p/x?q=1&r=2').str\npl.select(a=u.extract('^[a-z]+://([^/:?#]+)', 1), b=u.extract('[?&]r=([^&#]*)', 1), c=pl.lit('a+b%20%C3%A4').map_elements(unquote_plus, return_dtype=pl.String))",
        write: 'urllib.parse.unquote_plus in map_elements',
      },
    },
  },
  {
    id: 'character-codes',
    title: 'ascii and chr',
    what: 'The code point of the first character. chr above 255 differs: Spark takes the number modulo 256.',
    triggers: ['function:ascii', 'function:chr', 'function:char'],
    spark: "SELECT ascii('A') AS a, chr(65) AS b, chr(321) AS c",
    ports: {
      duckdb: {
        plain: "SELECT ascii('A') AS a, chr(65) AS b, chr(321) AS c",
        agrees: "SELECT ascii('A') AS a, chr(65) AS b, chr(321 % 256) AS c",
        write: 'chr(n % 256)',
      },
      polars: { lacks: 'ord and chr in map_elements.' },
    },
  },
  {
    id: 'read-text',
    title: 'Reading lines of text',
    what: 'One row a line in the column value. DuckDB’s read_text returns a file whole.',
    triggers: ['read:text'],
    spark: {
      python: "open(f'{folder}/f.txt', 'w').write('a\\n\\nb\\n')\nspark.read.text(f'{folder}/f.txt')",
    },
    instead: 'open() and createDataFrame',
    ports: {
      duckdb: {
        plain: {
          python:
            "open(f'{folder}/f.txt', 'w').write('a\\n\\nb\\n')\ncon.execute(f\"SELECT unnest(split(content, E'\\\\n')) AS value FROM read_text('{folder}/f.txt')\")",
        },
        agrees: {
          python:
            "open(f'{folder}/f.txt', 'w').write('a\\n\\nb\\n')\ncon.execute(f\"SELECT unnest(split(regexp_replace(content, '\\\\n$', ''), E'\\\\n')) AS value FROM read_text('{folder}/f.txt')\")",
        },
        write: "unnest(split(regexp_replace(content, '\\n$', ''), E'\\n'))",
      },
      polars: {
        plain:
          "open(f'{folder}/f.txt', 'w').write('a\\n\\nb\\n')\npl.DataFrame({'value': open(f'{folder}/f.txt').read().splitlines()})",
      },
    },
  },
  {
    id: 'orc',
    title: 'ORC and Avro files',
    what: 'Neither DuckDB without an extension nor Polars reads or writes ORC.',
    triggers: ['read:orc', 'write:orc', 'read:avro', 'write:avro'],
    spark: { python: "spark.range(1).write.orc(f'{folder}/o')\nspark.read.orc(f'{folder}/o')" },
    instead: 'Parquet. Convert files that are there once, with pyarrow.orc.',
    ports: {
      duckdb: { lacks: 'Convert to Parquet once, or hand over a table of pyarrow.orc.' },
      polars: { lacks: 'Convert to Parquet once, or pl.from_arrow(pyarrow.orc.read_table(path)).' },
    },
  },
]
