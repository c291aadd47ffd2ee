import type { Entry } from '../entry.ts'

/** Functions that take texts apart and put them together. */
export const TEXT: readonly Entry[] = [
  {
    id: 'text-basics',
    title: 'lower, length, replace, repeat, contains, ||',
    what: 'All engines count characters as code points and return NULL for NULL.',
    triggers: [
      'function:lower',
      'function:lcase',
      'function:length',
      'function:char_length',
      'function:character_length',
      'function:len',
      'function:replace',
      'function:repeat',
      'function:startswith',
      'function:endswith',
      'function:contains',
      'method:startswith',
      'method:endswith',
      'method:contains',
      'operator:||',
    ],
    spark:
      "SELECT lower(s), length(s), replace(s, '.', '-'), repeat(s, 2), startswith(s, 'Ä'), endswith(s, 'b'), contains(s, '.'), s || '!' FROM VALUES (1, 'ÄÖ.b'), (2, 'naïve 😀'), (3, ''), (4, NULL) AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT lower(s), length(s), replace(s, '.', '-'), repeat(s, 2), starts_with(s, 'Ä'), ends_with(s, 'b'), contains(s, '.'), s || '!' FROM (VALUES (1, 'ÄÖ.b'), (2, 'naïve 😀'), (3, ''), (4, NULL)) AS t(i, s) ORDER BY i",
      },
      polars: {
        plain:
          "s = pl.col('s')\npl.DataFrame({'s': ['ÄÖ.b', 'naïve 😀', '', None]}).select(a=s.str.to_lowercase(), b=s.str.len_chars(), c=s.str.replace_all('.', '-', literal=True), d=s + s, e=s.str.starts_with('Ä'), f=s.str.ends_with('b'), g=s.str.contains('.', literal=True), h=s + '!')",
      },
    },
  },
  {
    id: 'upper-sharp-s',
    title: 'upper of ß',
    what: 'Spark and Polars write STRASSE for «straße», DuckDB writes STRAẞE. Keys made of upper-case German names no longer join.',
    triggers: ['function:upper', 'function:ucase'],
    shows: 'rarely',
    spark: "SELECT upper('straße') AS a, upper('é') AS b",
    ports: {
      duckdb: {
        plain: "SELECT upper('straße') AS a, upper('é') AS b",
        agrees: "SELECT upper(replace('straße', 'ß', 'ss')) AS a, upper('é') AS b",
        write: "upper(replace(s, 'ß', 'ss'))",
      },
      polars: { plain: "pl.select(a=pl.lit('straße').str.to_uppercase(), b=pl.lit('é').str.to_uppercase())" },
    },
  },
  {
    id: 'concat-null',
    title: 'concat with NULL',
    what: "Spark returns NULL if any part is NULL. DuckDB's concat leaves NULL out.",
    triggers: ['function:concat'],
    spark: "SELECT concat('a', CAST(NULL AS STRING), 'b') AS v",
    ports: {
      duckdb: {
        plain: "SELECT concat('a', NULL, 'b') AS v",
        agrees: "SELECT 'a' || NULL || 'b' AS v",
        write: 'a || b || c',
      },
      polars: { plain: "pl.select(v=pl.concat_str(pl.lit('a'), pl.lit(None, pl.String), pl.lit('b')))" },
    },
  },
  {
    id: 'concat-ws-null',
    title: 'concat_ws with NULL',
    what: "Spark and DuckDB leave NULL out. Polars' concat_str returns NULL, also with a separator.",
    triggers: ['function:concat_ws'],
    spark: "SELECT concat_ws('-', 'a', CAST(NULL AS STRING), 'b') AS v",
    ports: {
      duckdb: { plain: "SELECT concat_ws('-', 'a', NULL, 'b') AS v" },
      polars: {
        plain: "pl.select(v=pl.concat_str(pl.lit('a'), pl.lit(None, pl.String), pl.lit('b'), separator='-'))",
        agrees:
          "pl.select(v=pl.concat_str(pl.lit('a'), pl.lit(None, pl.String), pl.lit('b'), separator='-', ignore_nulls=True))",
        write: "pl.concat_str(a, b, separator='-', ignore_nulls=True)",
      },
    },
  },
  {
    id: 'substring-zero',
    title: 'substring at position 0',
    what: 'Spark takes position 0 as the first character. DuckDB takes it as the place before it, so the result is one character shorter. Polars counts from 0.',
    triggers: ['function:substring', 'function:substr', 'method:substr'],
    shows: 'rarely',
    spark:
      "SELECT substring('hello', 0, 2) AS a, substring('hello', 1, 2) AS b, substring('hello', -3, 2) AS c, substring('hello', 4, 9) AS d",
    ports: {
      duckdb: {
        plain:
          "SELECT substring('hello', 0, 2) AS a, substring('hello', 1, 2) AS b, substring('hello', -3, 2) AS c, substring('hello', 4, 9) AS d",
        agrees:
          "SELECT substring('hello', 1, 2) AS a, substring('hello', 1, 2) AS b, substring('hello', -3, 2) AS c, substring('hello', 4, 9) AS d",
        write: 'Write 1 for position 0.',
      },
      polars: {
        plain:
          "s = pl.lit('hello').str\npl.select(a=s.slice(0, 2), b=s.slice(0, 2), c=s.slice(-3, 2), d=s.slice(3, 9))",
      },
    },
  },
  {
    id: 'left-right-negative',
    title: 'left and right with a negative length',
    what: "Spark returns ''. DuckDB and Polars return all but that many characters.",
    triggers: ['function:left', 'function:right'],
    shows: 'rarely',
    spark:
      "SELECT left('hello', 2) AS a, right('hello', 2) AS b, left('hello', -1) AS c, right('hello', -1) AS d",
    ports: {
      duckdb: {
        plain:
          "SELECT left('hello', 2) AS a, right('hello', 2) AS b, left('hello', -1) AS c, right('hello', -1) AS d",
        agrees:
          "SELECT left('hello', greatest(2, 0)) AS a, right('hello', greatest(2, 0)) AS b, left('hello', greatest(-1, 0)) AS c, right('hello', greatest(-1, 0)) AS d",
        write: 'left(s, greatest(n, 0))',
      },
      polars: {
        plain: "s = pl.lit('hello').str\npl.select(a=s.head(2), b=s.tail(2), c=s.head(-1), d=s.tail(-1))",
        agrees:
          "s = pl.lit('hello').str\nn = pl.lit(-1).clip(0)\npl.select(a=s.head(2), b=s.tail(2), c=s.head(n), d=s.tail(n))",
        write: 's.str.head(n.clip(0))',
      },
    },
  },
  {
    id: 'split-pattern',
    title: 'split by a regular expression',
    what: "Spark's separator is a regular expression, so '|' and '.' must be escaped there. DuckDB and Polars take it as plain text.",
    triggers: ['function:split'],
    spark: "SELECT split('a1b22c', '[0-9]+') AS a, split('a|b', '[|]') AS b",
    ports: {
      duckdb: {
        plain: "SELECT split('a1b22c', '[0-9]+') AS a, split('a|b', '[|]') AS b",
        agrees: "SELECT regexp_split_to_array('a1b22c', '[0-9]+') AS a, split('a|b', '|') AS b",
        write: "regexp_split_to_array(s, '[0-9]+'); split(s, '|') for plain text",
      },
      polars: {
        plain: "pl.select(a=pl.lit('a1b22c').str.split('[0-9]+'), b=pl.lit('a|b').str.split('[|]'))",
        agrees:
          "pl.select(a=pl.lit('a1b22c').str.split('[0-9]+', literal=False), b=pl.lit('a|b').str.split('|'))",
        write: "s.str.split('[0-9]+', literal=False); s.str.split('|') for plain text",
      },
    },
  },
  {
    id: 'split-text',
    title: 'split by plain text',
    what: 'All engines keep empty parts, also at the end.',
    triggers: ['function:split'],
    spark: "SELECT split(s, ',') AS v FROM VALUES (1, 'a,b,,'), (2, ''), (3, NULL) AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT split(s, ',') AS v FROM (VALUES (1, 'a,b,,'), (2, ''), (3, NULL)) AS t(i, s) ORDER BY i",
      },
      polars: { plain: "pl.DataFrame({'s': ['a,b,,', '', None]}).select(pl.col('s').str.split(','))" },
    },
  },
  {
    id: 'split-limit',
    title: 'split with a limit',
    what: 'The last part keeps the rest of the text. DuckDB’s split has no limit; Polars’ splitn makes a structure of the parts.',
    triggers: ['function:split.limit'],
    spark: { python: "spark.createDataFrame([('a,b,c',)], ['s']).select(F.split('s', ',', 2).alias('v'))" },
    instead: "The parts, and the rest joined again: F.array_join(F.slice(parts, 2, 1000), ',')",
    ports: {
      duckdb: {
        plain: "SELECT split('a,b,c', ',') AS v",
        agrees: "SELECT [split('a,b,c', ',')[1], array_to_string(split('a,b,c', ',')[2:], ',')] AS v",
        write: "[parts[1], array_to_string(parts[2:], ',')], with parts = split(s, ',')",
      },
      polars: {
        plain: "pl.select(v=pl.lit('a,b,c').str.split(','))",
        agrees: "pl.select(v=pl.concat_list(pl.lit('a,b,c').str.splitn(',', 2).struct.unnest()))",
        write: "pl.concat_list(s.str.splitn(',', 2).struct.unnest())",
      },
    },
  },
  {
    id: 'split-part',
    title: 'split_part beyond the last part',
    what: "Spark and DuckDB return '' where there is no such part. Polars' list.get raises, or returns NULL if asked to.",
    triggers: ['function:split_part'],
    spark:
      "SELECT split_part('a,b', ',', 1) AS a, split_part('a,b', ',', -1) AS b, split_part('a,b', ',', 5) AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT split_part('a,b', ',', 1) AS a, split_part('a,b', ',', -1) AS b, split_part('a,b', ',', 5) AS c",
      },
      polars: {
        plain:
          "p = pl.lit('a,b').str.split(',').list\npl.select(a=p.get(0), b=p.get(-1), c=p.get(4, null_on_oob=True))",
        agrees:
          "p = pl.lit('a,b').str.split(',').list\npl.select(a=p.get(0), b=p.get(-1), c=p.get(4, null_on_oob=True).fill_null(''))",
        write: "s.str.split(',').list.get(n - 1, null_on_oob=True).fill_null('')",
      },
    },
  },
  {
    id: 'substring-index',
    title: 'substring_index',
    what: 'Spark returns what stands before the nth separator. DuckDB and Polars split, slice and join.',
    triggers: ['function:substring_index'],
    spark:
      "SELECT substring_index('a.b.c', '.', 2) AS a, substring_index('a.b.c', '.', -2) AS b, substring_index('a', '.', 2) AS c",
    instead: "F.regexp_extract(s, '^[^,]*', 0) for what comes before the first separator",
    ports: {
      duckdb: {
        plain:
          "SELECT array_to_string(split('a.b.c', '.')[1:2], '.') AS a, array_to_string(split('a.b.c', '.')[-2:], '.') AS b, array_to_string(split('a', '.')[1:2], '.') AS c",
      },
      polars: {
        plain:
          "p = lambda s: pl.lit(s).str.split('.').list\npl.select(a=p('a.b.c').head(2).list.join('.'), b=p('a.b.c').tail(2).list.join('.'), c=p('a').head(2).list.join('.'))",
      },
    },
  },
]
