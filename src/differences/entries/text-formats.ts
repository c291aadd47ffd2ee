import type { Entry } from '../entry.ts'

/** Trimming, padding, searching and formatting of texts. */
export const TEXT_FORMATS: readonly Entry[] = [
  {
    id: 'initcap',
    title: 'initcap',
    what: "Spark starts a word after a blank only. Polars' to_titlecase also starts one after an apostrophe, a hyphen and an underscore. DuckDB has no such function.",
    triggers: ['function:initcap'],
    spark: 'SELECT initcap("o\'neil-smith foo_bar") AS v, initcap("two  blanks") AS w',
    ports: {
      duckdb: {
        plain:
          "SELECT array_to_string(list_transform(split('o''neil-smith foo_bar', ' '), lambda w: upper(left(w, 1)) || lower(substring(w, 2))), ' ') AS v, array_to_string(list_transform(split('two  blanks', ' '), lambda w: upper(left(w, 1)) || lower(substring(w, 2))), ' ') AS w",
      },
      polars: {
        plain:
          'pl.select(v=pl.lit("o\'neil-smith foo_bar").str.to_titlecase(), w=pl.lit("two  blanks").str.to_titlecase())',
        agrees:
          "w = pl.element().str\npl.select(**{n: pl.lit(t).str.split(' ').list.eval(w.head(1).str.to_uppercase() + w.slice(1).str.to_lowercase()).list.join(' ') for n, t in {'v': \"o'neil-smith foo_bar\", 'w': 'two  blanks'}.items()})",
        write: 'Split at blanks, change the first letter of each part, join.',
      },
    },
  },
  {
    id: 'initcap-call',
    title: 'F.initcap',
    what: 'Spark starts a word after a blank only, and keeps all blanks. SQLFrame leaves one of several.',
    triggers: ['function:initcap'],
    form: 'call',
    spark: {
      python: `spark.createDataFrame([(1, "o'neil-smith foo_bar"), (2, 'two  blanks')], ['i', 's']).orderBy('i').select(F.initcap('s').alias('v'))`,
    },
    ports: {
      duckdb: {
        plain:
          "SELECT array_to_string(list_transform(split(s, ' '), lambda w: upper(left(w, 1)) || lower(substring(w, 2))), ' ') AS v FROM (VALUES (1, 'o''neil-smith foo_bar'), (2, 'two  blanks')) AS t(i, s) ORDER BY i",
      },
      polars: {
        plain:
          "pl.DataFrame({'s': [\"o'neil-smith foo_bar\", 'two  blanks']}).select(v=pl.col('s').str.to_titlecase())",
        agrees:
          "w = pl.element().str\npl.DataFrame({'s': [\"o'neil-smith foo_bar\", 'two  blanks']}).select(v=pl.col('s').str.split(' ').list.eval(w.head(1).str.to_uppercase() + w.slice(1).str.to_lowercase()).list.join(' '))",
        write: 'Split at blanks, change the first letter of each part, join.',
      },
    },
  },
  {
    id: 'trim-white-space',
    title: 'trim of tabs, line ends and no-break spaces',
    what: 'Spark trims blanks only. DuckDB also trims other Unicode spaces such as the no-break space, Polars all white space.',
    triggers: ['function:trim', 'function:ltrim', 'function:rtrim', 'function:btrim'],
    shows: 'rarely',
    spark:
      "SELECT length(trim(s)) AS n FROM VALUES (1, '\\t a \\n'), (2, '\\u00a0a'), (3, '  a ') AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT length(trim(s)) AS n FROM (VALUES (1, E'\\t a \\n'), (2, chr(160) || 'a'), (3, '  a ')) AS t(i, s) ORDER BY i",
        agrees:
          "SELECT length(trim(s, ' ')) AS n FROM (VALUES (1, E'\\t a \\n'), (2, chr(160) || 'a'), (3, '  a ')) AS t(i, s) ORDER BY i",
        write: "trim(s, ' ')",
      },
      polars: {
        plain:
          "pl.DataFrame({'s': ['\\t a \\n', '\\xa0a', '  a ']}).select(pl.col('s').str.strip_chars().str.len_chars())",
        agrees:
          "pl.DataFrame({'s': ['\\t a \\n', '\\xa0a', '  a ']}).select(pl.col('s').str.strip_chars(' ').str.len_chars())",
        write: "s.str.strip_chars(' ')",
      },
    },
  },
  {
    id: 'pad-longer',
    title: 'lpad and rpad of a longer text',
    what: 'Spark and DuckDB cut a text that is longer than the length. Polars keeps it whole.',
    triggers: ['function:lpad', 'function:rpad'],
    spark: "SELECT lpad('12345', 3, '0') AS a, rpad('12345', 3, '0') AS b, lpad('7', 3, '0') AS c",
    ports: {
      duckdb: {
        plain: "SELECT lpad('12345', 3, '0') AS a, rpad('12345', 3, '0') AS b, lpad('7', 3, '0') AS c",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('12345').str.pad_start(3, '0'), b=pl.lit('12345').str.pad_end(3, '0'), c=pl.lit('7').str.pad_start(3, '0'))",
        agrees:
          "pl.select(a=pl.lit('12345').str.pad_start(3, '0').str.head(3), b=pl.lit('12345').str.pad_end(3, '0').str.head(3), c=pl.lit('7').str.pad_start(3, '0').str.head(3))",
        write: "s.str.pad_start(n, '0').str.head(n)",
      },
    },
  },
  {
    id: 'instr',
    title: 'instr, locate and position',
    what: 'Spark and DuckDB count characters from 1 and return 0 where nothing is found. Polars counts bytes from 0 and returns NULL.',
    triggers: ['function:instr', 'function:locate', 'function:position', 'function:charindex'],
    spark: "SELECT instr(s, 'x') AS p FROM VALUES (1, 'äöx'), (2, 'abc'), (3, NULL) AS t(i, s) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT instr(s, 'x') AS p FROM (VALUES (1, 'äöx'), (2, 'abc'), (3, NULL)) AS t(i, s) ORDER BY i",
      },
      polars: {
        plain:
          "pl.DataFrame({'s': ['äöx', 'abc', None]}).select(pl.col('s').str.find('x', literal=True) + 1)",
        agrees:
          "s = pl.col('s')\npl.DataFrame({'s': ['äöx', 'abc', None]}).select(pl.when(s.str.contains('x', literal=True)).then(s.str.split('x').list.first().str.len_chars() + 1).when(s.is_not_null()).then(0))",
        write:
          'pl.when(s.str.contains(x, literal=True)).then(s.str.split(x).list.first().str.len_chars() + 1).when(s.is_not_null()).then(0)',
      },
    },
  },
  {
    id: 'translate',
    title: 'translate',
    what: 'Characters without a counterpart are removed, in all engines.',
    triggers: ['function:translate'],
    spark: "SELECT translate('a-b.c', '-.', '_') AS v",
    ports: {
      duckdb: { plain: "SELECT translate('a-b.c', '-.', '_') AS v" },
      polars: { plain: "pl.select(v=pl.lit('a-b.c').str.replace_many(['-', '.'], ['_', '']))" },
    },
  },
  {
    id: 'reverse-text',
    title: 'reverse of combined characters',
    what: 'Spark reverses code points. DuckDB and Polars keep a letter and its combining accent together, so they reverse what is seen.',
    triggers: ['function:reverse'],
    spark: "SELECT reverse('abc') AS a, reverse(concat('xe', '\\u0301')) AS b",
    ports: {
      duckdb: {
        plain: "SELECT reverse('abc') AS a, reverse('xe' || chr(769)) AS b",
        agrees:
          "SELECT reverse('abc') AS a, array_to_string(list_reverse(regexp_extract_all('xe' || chr(769), '(?s).')), '') AS b",
        write: "array_to_string(list_reverse(regexp_extract_all(s, '(?s).')), '')",
      },
      polars: {
        plain: "pl.select(a=pl.lit('abc').str.reverse(), b=pl.lit('xe\\u0301').str.reverse())",
        agrees:
          "pl.select(a=pl.lit('abc').str.reverse(), b=pl.lit('xe\\u0301').str.extract_all('(?s).').list.reverse().list.join(''))",
        write: "s.str.extract_all('(?s).').list.reverse().list.join('')",
      },
    },
  },
  {
    id: 'text-of-doubles',
    title: 'A double as text',
    what: 'Spark writes doubles from 10,000,000 and below 0.001 as 1.0E7; DuckDB and Polars write them otherwise. Keys that are put together from doubles stop matching.',
    triggers: ['cast:string', 'function:string'],
    spark:
      'SELECT CAST(x AS STRING) AS v FROM VALUES (1, 100D), (2, 0.5D), (3, 1e7D), (4, 1e-5D), (5, 1e21D) AS t(i, x) ORDER BY i',
    ports: {
      duckdb: {
        plain:
          'SELECT CAST(x AS VARCHAR) AS v FROM (VALUES (1, 100::DOUBLE), (2, 0.5), (3, 1e7), (4, 1e-5), (5, 1e21)) AS t(i, x) ORDER BY i',
        write: 'Cast to a DECIMAL in both programs before making text.',
      },
      polars: {
        plain: "pl.DataFrame({'x': [100.0, 0.5, 1e7, 1e-5, 1e21]}).select(pl.col('x').cast(pl.String))",
        write: 'Cast to a Decimal in both programs before making text.',
      },
    },
  },
  {
    id: 'text-of-decimals',
    title: 'A decimal, integer, boolean or date as text',
    what: 'All engines keep the zeros of the scale. Spark writes decimals below 0.000001 with an exponent, such as 1E-7.',
    triggers: ['cast:string', 'function:string'],
    spark:
      "SELECT CAST(CAST(1.5 AS DECIMAL(10,2)) AS STRING) AS a, CAST(12L AS STRING) AS b, CAST(true AS STRING) AS c, CAST(DATE '2024-01-05' AS STRING) AS d",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(CAST(1.5 AS DECIMAL(10,2)) AS VARCHAR) AS a, CAST(12::BIGINT AS VARCHAR) AS b, CAST(true AS VARCHAR) AS c, CAST(DATE '2024-01-05' AS VARCHAR) AS d",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('1.5').cast(pl.Decimal(10, 2)).cast(pl.String), b=pl.lit(12).cast(pl.String), c=pl.lit(True).cast(pl.String), d=pl.lit(dt.date(2024, 1, 5)).cast(pl.String))",
      },
    },
  },
  {
    id: 'text-of-timestamps',
    title: 'A timestamp as text',
    what: 'Spark and DuckDB leave out a fraction of zero and zeros at its end. Polars writes six digits.',
    triggers: ['cast:string', 'function:string'],
    spark:
      "SELECT CAST(TIMESTAMP '2024-01-05 10:00:00' AS STRING) AS a, CAST(TIMESTAMP '2024-01-05 10:00:00.100' AS STRING) AS b",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(TIMESTAMP '2024-01-05 10:00:00' AS VARCHAR) AS a, CAST(TIMESTAMP '2024-01-05 10:00:00.100' AS VARCHAR) AS b",
      },
      polars: {
        plain:
          'pl.select(a=pl.lit(dt.datetime(2024, 1, 5, 10)).cast(pl.String), b=pl.lit(dt.datetime(2024, 1, 5, 10, 0, 0, 100000)).cast(pl.String))',
        agrees:
          "f = lambda t: pl.lit(t).dt.strftime('%Y-%m-%d %H:%M:%S.%6f').str.replace('[.]?0*$', '', literal=False)\npl.select(a=pl.lit(dt.datetime(2024, 1, 5, 10)).dt.strftime('%Y-%m-%d %H:%M:%S'), b=f(dt.datetime(2024, 1, 5, 10, 0, 0, 100000)))",
        write: "t.dt.strftime('%Y-%m-%d %H:%M:%S') for whole seconds",
      },
    },
  },
]
