import type { Entry } from '../entry.ts'

/** Patterns: LIKE and regular expressions. */
export const TEXT_PATTERNS: readonly Entry[] = [
  {
    id: 'regexp-replace-all',
    title: 'regexp_replace: all matches or the first',
    what: 'Spark replaces every match. DuckDB, and str.replace in Polars, replace the first one.',
    triggers: ['function:regexp_replace'],
    spark: "SELECT regexp_replace('2024-01-05', '-', '/') AS v",
    ports: {
      duckdb: {
        plain: "SELECT regexp_replace('2024-01-05', '-', '/') AS v",
        agrees: "SELECT regexp_replace('2024-01-05', '-', '/', 'g') AS v",
        write: "regexp_replace(s, '-', '/', 'g')",
      },
      polars: {
        plain: "pl.select(v=pl.lit('2024-01-05').str.replace('-', '/'))",
        agrees: "pl.select(v=pl.lit('2024-01-05').str.replace_all('-', '/'))",
        write: "s.str.replace_all('-', '/')",
      },
    },
  },
  {
    id: 'regexp-replace-groups',
    title: 'Groups in the replacement of regexp_replace',
    what: 'Spark writes $1, DuckDB writes \\1 and takes $1 as plain text. Polars reads $2_ as a group named «2_», which is empty.',
    triggers: ['function:regexp_replace.group'],
    spark: "SELECT regexp_replace('ab-12', '([a-z]+)-([0-9]+)', '$2_$1') AS v",
    ports: {
      duckdb: {
        plain: "SELECT regexp_replace('ab-12', '([a-z]+)-([0-9]+)', '$2_$1', 'g') AS v",
        agrees: "SELECT regexp_replace('ab-12', '([a-z]+)-([0-9]+)', '\\2_\\1', 'g') AS v",
        write: "regexp_replace(s, pattern, '\\2_\\1', 'g')",
      },
      polars: {
        plain: "pl.select(v=pl.lit('ab-12').str.replace_all('([a-z]+)-([0-9]+)', '$2_$1'))",
        agrees: `pl.select(v=pl.lit('ab-12').str.replace_all('([a-z]+)-([0-9]+)', '\${2}_\${1}'))`,
        write: `s.str.replace_all(pattern, '\${2}_\${1}')`,
      },
    },
  },
  {
    id: 'regexp-extract',
    title: 'regexp_extract: no match, and the group by default',
    what: "Spark returns '' where nothing matches, Polars NULL. Without a group Spark returns the first group, DuckDB the whole match.",
    triggers: ['function:regexp_extract'],
    spark:
      "SELECT regexp_extract(s, 'id=([0-9]+)') AS v FROM VALUES (1, 'id=42'), (2, 'none'), (3, NULL) AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT regexp_extract(s, 'id=([0-9]+)') AS v FROM (VALUES (1, 'id=42'), (2, 'none'), (3, NULL)) AS t(i, s) ORDER BY i",
        agrees:
          "SELECT regexp_extract(s, 'id=([0-9]+)', 1) AS v FROM (VALUES (1, 'id=42'), (2, 'none'), (3, NULL)) AS t(i, s) ORDER BY i",
        write: 'regexp_extract(s, pattern, 1)',
      },
      polars: {
        plain:
          "pl.DataFrame({'s': ['id=42', 'none', None]}).select(v=pl.col('s').str.extract('id=([0-9]+)', 1))",
        agrees:
          "s = pl.col('s')\npl.DataFrame({'s': ['id=42', 'none', None]}).select(v=pl.when(s.is_not_null()).then(s.str.extract('id=([0-9]+)', 1).fill_null('')))",
        write: "pl.when(s.is_not_null()).then(s.str.extract(pattern, 1).fill_null(''))",
      },
    },
  },
  {
    id: 'regexp-like',
    title: 'rlike and regexp_like',
    what: "All search for the pattern anywhere in the text. DuckDB's operator ~ and regexp_full_match match the whole text instead.",
    triggers: ['function:rlike', 'function:regexp', 'function:regexp_like', 'method:rlike', 'clause:rlike'],
    spark:
      "SELECT s RLIKE '[0-9]+' AS a, s RLIKE '(?i)^ORD' AS b FROM VALUES (1, 'ord-12'), (2, 'x'), (3, NULL) AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT regexp_matches(s, '[0-9]+') AS a, regexp_matches(s, '(?i)^ORD') AS b FROM (VALUES (1, 'ord-12'), (2, 'x'), (3, NULL)) AS t(i, s) ORDER BY i",
      },
      polars: {
        plain:
          "s = pl.col('s').str\npl.DataFrame({'s': ['ord-12', 'x', None]}).select(a=s.contains('[0-9]+'), b=s.contains('(?i)^ORD'))",
      },
    },
  },
  {
    id: 'regexp-classes',
    title: '\\w and \\d beyond ASCII',
    what: 'In Spark and DuckDB \\w and \\d match ASCII. In Polars they match letters and digits of all scripts.',
    triggers: ['function:regexp.classes'],
    spark: "SELECT 'Ärger' RLIKE '^\\\\w+$' AS a, '٣' RLIKE '^\\\\d$' AS b",
    ports: {
      duckdb: { plain: "SELECT regexp_matches('Ärger', '^\\w+$') AS a, regexp_matches('٣', '^\\d$') AS b" },
      polars: {
        plain: "pl.select(a=pl.lit('Ärger').str.contains(r'^\\w+$'), b=pl.lit('٣').str.contains(r'^\\d$'))",
        agrees:
          "pl.select(a=pl.lit('Ärger').str.contains('^[0-9A-Za-z_]+$'), b=pl.lit('٣').str.contains('^[0-9]$'))",
        write: '[0-9A-Za-z_] for \\w, [0-9] for \\d',
      },
    },
  },
  {
    id: 'regexp-lookaround',
    title: 'Lookahead, lookbehind and back references',
    what: "Spark's regular expressions are Java's. Those of DuckDB and Polars have no (?=…), (?!…), (?<=…) and no back references, and raise.",
    triggers: ['function:regexp.lookaround'],
    spark: "SELECT regexp_extract('100 EUR 7 USD', '[0-9]+(?= USD)', 0) AS v",
    ports: {
      duckdb: {
        plain: "SELECT regexp_extract('100 EUR 7 USD', '[0-9]+(?= USD)', 0) AS v",
        agrees: "SELECT regexp_extract('100 EUR 7 USD', '([0-9]+) USD', 1) AS v",
        write: 'Match the neighbour too and take a group.',
      },
      polars: {
        plain: "pl.select(v=pl.lit('100 EUR 7 USD').str.extract('([0-9]+(?= USD))', 1))",
        agrees: "pl.select(v=pl.lit('100 EUR 7 USD').str.extract('([0-9]+) USD', 1))",
        write: 'Match the neighbour too and take a group.',
      },
    },
  },
  {
    id: 'regexp-extract-all',
    title: 'regexp_extract_all and regexp_count',
    what: 'All return every match. Without a group Spark returns the first group, DuckDB and Polars the whole match.',
    triggers: ['function:regexp_extract_all', 'function:regexp_count'],
    spark:
      "SELECT regexp_extract_all('a1 b22', '([a-z])([0-9]+)', 2) AS a, regexp_extract_all('a1 b22', '([a-z])([0-9]+)') AS b, regexp_count('a1 b22', '[0-9]') AS c",
    ports: {
      duckdb: {
        plain:
          "SELECT regexp_extract_all('a1 b22', '([a-z])([0-9]+)', 2) AS a, regexp_extract_all('a1 b22', '([a-z])([0-9]+)') AS b, len(regexp_extract_all('a1 b22', '[0-9]')) AS c",
        agrees:
          "SELECT regexp_extract_all('a1 b22', '([a-z])([0-9]+)', 2) AS a, regexp_extract_all('a1 b22', '([a-z])([0-9]+)', 1) AS b, len(regexp_extract_all('a1 b22', '[0-9]')) AS c",
        write: 'regexp_extract_all(s, pattern, 1)',
      },
      polars: {
        plain:
          "s = pl.lit('a1 b22').str\npl.select(a=s.extract_all('[0-9]+'), b=s.extract_all('[a-z][0-9]+'), c=s.count_matches('[0-9]'))",
        agrees:
          "s = pl.lit('a1 b22').str\npl.select(a=s.extract_all('[0-9]+'), b=s.extract_all('[a-z][0-9]+').list.eval(pl.element().str.extract('([a-z])[0-9]+', 1)), c=s.count_matches('[0-9]'))",
        write: 's.str.extract_all(pattern).list.eval(pl.element().str.extract(pattern, 1))',
      },
    },
  },
  {
    id: 'like-escape',
    title: 'LIKE with a backslash',
    what: 'In Spark a backslash in a pattern makes % and _ plain characters. In DuckDB it is a character like others unless ESCAPE names it.',
    triggers: ['clause:like', 'method:like', 'function:like', 'method:ilike', 'clause:ilike'],
    shows: 'rarely',
    spark: "SELECT s FROM VALUES ('a_b'), ('axb') AS t(s) WHERE s LIKE r'a\\_b'",
    ports: {
      duckdb: {
        plain: "SELECT s FROM (VALUES ('a_b'), ('axb')) AS t(s) WHERE s LIKE 'a\\_b'",
        agrees: "SELECT s FROM (VALUES ('a_b'), ('axb')) AS t(s) WHERE s LIKE 'a\\_b' ESCAPE '\\'",
        write: "s LIKE 'a\\_b' ESCAPE '\\'",
      },
      polars: { plain: "pl.DataFrame({'s': ['a_b', 'axb']}).filter(pl.col('s').str.contains('^a_b$'))" },
    },
  },
  {
    id: 'like-basics',
    title: 'LIKE and ILIKE with % and _',
    what: 'All engines agree, also across line ends. Polars has no LIKE: its patterns are regular expressions, in which a dot matches a line end after (?s).',
    triggers: [
      'clause:like',
      'method:like',
      'method:ilike',
      'function:like',
      'function:ilike',
      'clause:ilike',
    ],
    spark:
      "SELECT s LIKE 'a%' AS a, s ILIKE '%B' AS b, s LIKE 'a_b' AS c FROM VALUES (1, 'a\\nb'), (2, 'ab'), (3, NULL) AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT s LIKE 'a%' AS a, s ILIKE '%B' AS b, s LIKE 'a_b' AS c FROM (VALUES (1, E'a\\nb'), (2, 'ab'), (3, NULL)) AS t(i, s) ORDER BY i",
      },
      polars: {
        plain:
          "s = pl.col('s').str\npl.DataFrame({'s': ['a\\nb', 'ab', None]}).select(a=s.starts_with('a'), b=s.contains('(?i)B$'), c=s.contains('^a.b$'))",
        agrees:
          "s = pl.col('s').str\npl.DataFrame({'s': ['a\\nb', 'ab', None]}).select(a=s.starts_with('a'), b=s.contains('(?i)B$'), c=s.contains('(?s)^a.b$'))",
        write: "s.str.starts_with('a'), s.str.contains('(?s)^a.b$')",
      },
    },
  },
]
