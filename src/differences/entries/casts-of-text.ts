import type { Entry } from '../entry.ts'

/** Casts from text, and casts of times. */
export const CASTS_OF_TEXT: readonly Entry[] = [
  {
    id: 'cast-text-to-integer',
    title: 'Casts of text to integers, with blanks or a fraction',
    what: "Spark ignores blanks around the number and refuses '12.7' and '1e3'. DuckDB accepts both and rounds 12.7 to 13. Polars refuses blanks.",
    triggers: [
      'cast:int',
      'cast:bigint',
      'cast:smallint',
      'cast:tinyint',
      'function:try_cast',
      'method:try_cast',
    ],
    spark:
      "SELECT try_cast(a AS INT) AS a, try_cast(b AS INT) AS b, try_cast(c AS INT) AS c, try_cast(d AS INT) AS d, try_cast(e AS INT) AS e FROM VALUES (' 12 ', '12.7', '1e3', '+7', '') AS t(a, b, c, d, e)",
    ports: {
      duckdb: {
        plain:
          "SELECT try_cast(a AS INT) AS a, try_cast(b AS INT) AS b, try_cast(c AS INT) AS c, try_cast(d AS INT) AS d, try_cast(e AS INT) AS e FROM (VALUES (' 12 ', '12.7', '1e3', '+7', '')) AS t(a, b, c, d, e)",
        agrees:
          "SELECT TRY_CAST(regexp_extract(a, '^\\s*([+-]?[0-9]+)\\s*$', 1) AS INT) AS a, TRY_CAST(regexp_extract(b, '^\\s*([+-]?[0-9]+)\\s*$', 1) AS INT) AS b, TRY_CAST(regexp_extract(c, '^\\s*([+-]?[0-9]+)\\s*$', 1) AS INT) AS c, TRY_CAST(regexp_extract(d, '^\\s*([+-]?[0-9]+)\\s*$', 1) AS INT) AS d, TRY_CAST(regexp_extract(e, '^\\s*([+-]?[0-9]+)\\s*$', 1) AS INT) AS e FROM (VALUES (' 12 ', '12.7', '1e3', '+7', '')) AS t(a, b, c, d, e)",
        write: "TRY_CAST(regexp_extract(s, '^\\s*([+-]?[0-9]+)\\s*$', 1) AS INT)",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [' 12 '], 'b': ['12.7'], 'c': ['1e3'], 'd': ['+7'], 'e': ['']})\nframe.select(pl.all().cast(pl.Int32, strict=False))",
        agrees:
          "frame = pl.DataFrame({'a': [' 12 '], 'b': ['12.7'], 'c': ['1e3'], 'd': ['+7'], 'e': ['']})\nframe.select(pl.all().str.strip_chars().cast(pl.Int32, strict=False))",
        write: 's.str.strip_chars().cast(pl.Int32, strict=False)',
      },
    },
  },
  {
    id: 'cast-text-that-is-no-number',
    title: 'Casts of text that is not a number',
    what: "'abc' and the empty text are errors in every engine. Spark without ANSI returned NULL.",
    triggers: ['cast:int', 'cast:bigint', 'cast:double', 'cast:decimal', 'setting:spark.sql.ansi.enabled'],
    shows: 'rarely',
    spark: "SELECT CAST(s AS INT) AS i FROM VALUES ('') AS t(s)",
    ports: {
      duckdb: { plain: "SELECT CAST(s AS INT) AS i FROM (VALUES ('')) AS t(s)" },
      polars: { plain: "pl.DataFrame({'s': ['']}).select(i=pl.col('s').cast(pl.Int32))" },
    },
  },
  {
    id: 'cast-text-to-double',
    title: 'Casts of text to doubles',
    what: 'Spark and DuckDB ignore blanks around the number. Polars refuses them.',
    triggers: ['cast:double', 'cast:float', 'function:try_cast', 'method:try_cast'],
    spark:
      "SELECT try_cast(a AS DOUBLE) AS a, try_cast(b AS DOUBLE) AS b, try_cast(c AS DOUBLE) AS c, try_cast(d AS DOUBLE) AS d, try_cast(e AS DOUBLE) AS e FROM VALUES (' 1.5 ', '1e3', 'NaN', '.5', '1,5') AS t(a, b, c, d, e)",
    ports: {
      duckdb: {
        plain:
          "SELECT try_cast(a AS DOUBLE) AS a, try_cast(b AS DOUBLE) AS b, try_cast(c AS DOUBLE) AS c, try_cast(d AS DOUBLE) AS d, try_cast(e AS DOUBLE) AS e FROM (VALUES (' 1.5 ', '1e3', 'NaN', '.5', '1,5')) AS t(a, b, c, d, e)",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [' 1.5 '], 'b': ['1e3'], 'c': ['NaN'], 'd': ['.5'], 'e': ['1,5']})\nframe.select(pl.all().cast(pl.Float64, strict=False))",
        agrees:
          "frame = pl.DataFrame({'a': [' 1.5 '], 'b': ['1e3'], 'c': ['NaN'], 'd': ['.5'], 'e': ['1,5']})\nframe.select(pl.all().str.strip_chars().cast(pl.Float64, strict=False))",
        write: 's.str.strip_chars().cast(pl.Float64)',
      },
    },
  },
  {
    id: 'cast-text-to-decimal',
    title: 'Casts of text to decimals',
    what: "Spark and DuckDB round '1.005' to 1.01, away from zero, and ignore blanks. Polars rounds it to the even neighbour, 1.00, and refuses blanks.",
    triggers: ['cast:decimal', 'function:try_cast', 'method:try_cast'],
    spark:
      "SELECT CAST(a AS DECIMAL(5, 2)) AS a, CAST(b AS DECIMAL(5, 2)) AS b, CAST(c AS DECIMAL(5, 2)) AS c, CAST(d AS DECIMAL(5, 2)) AS d FROM VALUES ('1.005', '-1.005', ' 1.5 ', '1e1') AS t(a, b, c, d)",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(a AS DECIMAL(5, 2)) AS a, CAST(b AS DECIMAL(5, 2)) AS b, CAST(c AS DECIMAL(5, 2)) AS c, CAST(d AS DECIMAL(5, 2)) AS d FROM (VALUES ('1.005', '-1.005', ' 1.5 ', '1e1')) AS t(a, b, c, d)",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': ['1.005'], 'b': ['-1.005'], 'c': [' 1.5 '], 'd': ['1e1']})\nframe.select(pl.all().cast(pl.Decimal(5, 2), strict=False))",
        agrees:
          "frame = pl.DataFrame({'a': ['1.005'], 'b': ['-1.005'], 'c': [' 1.5 '], 'd': ['1e1']})\nframe.select(pl.all().str.strip_chars().cast(pl.Decimal(38, 18)).round(2, mode='half_away_from_zero').cast(pl.Decimal(5, 2)))",
        write:
          "s.str.strip_chars().cast(pl.Decimal(38, 18)).round(2, mode='half_away_from_zero').cast(pl.Decimal(5, 2))",
      },
    },
  },
  {
    id: 'cast-text-to-boolean',
    title: 'Casts of text to booleans',
    what: 'Spark and DuckDB accept t, true, y, yes, 1 and their opposites in any case, Spark also with blanks around. Polars has no such cast.',
    triggers: ['cast:boolean', 'function:try_cast', 'method:try_cast'],
    spark:
      "SELECT try_cast(a AS BOOLEAN) AS a, try_cast(b AS BOOLEAN) AS b, try_cast(c AS BOOLEAN) AS c, try_cast(d AS BOOLEAN) AS d, try_cast(e AS BOOLEAN) AS e, try_cast(f AS BOOLEAN) AS f FROM VALUES ('TRUE', 'yes', 'N', '0', ' true ', 'on') AS t(a, b, c, d, e, f)",
    ports: {
      duckdb: {
        plain:
          "SELECT try_cast(a AS BOOLEAN) AS a, try_cast(b AS BOOLEAN) AS b, try_cast(c AS BOOLEAN) AS c, try_cast(d AS BOOLEAN) AS d, try_cast(e AS BOOLEAN) AS e, try_cast(f AS BOOLEAN) AS f FROM (VALUES ('TRUE', 'yes', 'N', '0', ' true ', 'on')) AS t(a, b, c, d, e, f)",
        agrees:
          "SELECT try_cast(trim(a) AS BOOLEAN) AS a, try_cast(trim(b) AS BOOLEAN) AS b, try_cast(trim(c) AS BOOLEAN) AS c, try_cast(trim(d) AS BOOLEAN) AS d, try_cast(trim(e) AS BOOLEAN) AS e, try_cast(trim(f) AS BOOLEAN) AS f FROM (VALUES ('TRUE', 'yes', 'N', '0', ' true ', 'on')) AS t(a, b, c, d, e, f)",
        write: 'CAST(trim(s) AS BOOLEAN)',
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': ['TRUE'], 'b': ['yes'], 'c': ['N'], 'd': ['0'], 'e': [' true '], 'f': ['on']})\nframe.select(pl.all().cast(pl.Boolean, strict=False))",
        agrees:
          "frame = pl.DataFrame({'a': ['TRUE'], 'b': ['yes'], 'c': ['N'], 'd': ['0'], 'e': [' true '], 'f': ['on']})\ntexts = {text: True for text in ['t', 'true', 'y', 'yes', '1']} | {text: False for text in ['f', 'false', 'n', 'no', '0']}\nframe.select(pl.all().str.strip_chars().str.to_lowercase().replace_strict(texts, default=None, return_dtype=pl.Boolean))",
        write:
          "s.str.strip_chars().str.to_lowercase().replace_strict({'true': True, 'y': True, …}, default=None, return_dtype=pl.Boolean)",
      },
    },
  },
  {
    id: 'cast-timestamp-to-text',
    title: 'Casts of timestamps to text',
    what: 'Spark and DuckDB write the fraction of a second without trailing zeros, and none at a full second. Polars always writes six digits.',
    triggers: ['cast:string', 'function:concat', 'function:concat_ws'],
    spark:
      "SELECT CAST(a AS STRING) AS a, CAST(b AS STRING) AS b FROM VALUES (TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-01-05 10:00:00.120') AS t(a, b)",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(a AS VARCHAR) AS a, CAST(b AS VARCHAR) AS b FROM (VALUES (TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-01-05 10:00:00.120')) AS t(a, b)",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [dt.datetime(2024, 1, 5)], 'b': [dt.datetime(2024, 1, 5, 10, 0, 0, 120000)]})\nframe.select(pl.all().cast(pl.String))",
        agrees:
          "frame = pl.DataFrame({'a': [dt.datetime(2024, 1, 5)], 'b': [dt.datetime(2024, 1, 5, 10, 0, 0, 120000)]})\nframe.select(pl.all().dt.to_string('%F %T%.f').str.replace(r'(\\.\\d*?)0+$', r'$1'))",
        write: "t.dt.to_string('%F %T%.f').str.replace(r'(\\.\\d*?)0+$', r'$1')",
      },
    },
  },
  {
    id: 'cast-number-to-timestamp',
    title: 'Casts of numbers to timestamps',
    what: 'Spark takes seconds since 1970. DuckDB refuses the cast. Polars takes microseconds, so that every time lies in January 1970.',
    triggers: ['cast:timestamp', 'function:timestamp_seconds'],
    spark: 'SELECT CAST(x AS TIMESTAMP) AS t FROM VALUES (1704448800) AS t(x)',
    ports: {
      duckdb: {
        plain: 'SELECT CAST(x AS TIMESTAMP) AS t FROM (VALUES (1704448800)) AS t(x)',
        agrees: 'SELECT make_timestamp(CAST(x AS BIGINT) * 1000000) AS t FROM (VALUES (1704448800)) AS t(x)',
        write: 'make_timestamp(CAST(x AS BIGINT) * 1000000)',
      },
      polars: {
        plain: "pl.DataFrame({'x': [1704448800]}).select(pl.col('x').cast(pl.Datetime('us')))",
        agrees: "pl.DataFrame({'x': [1704448800]}).select(pl.from_epoch('x', time_unit='s'))",
        write: "pl.from_epoch('x', time_unit='s')",
      },
    },
  },
  {
    id: 'cast-timestamp-to-number',
    title: 'Casts of timestamps to numbers',
    what: 'Spark returns whole seconds since 1970, rounded down. DuckDB refuses the cast. Polars returns microseconds.',
    triggers: ['cast:bigint', 'cast:double', 'function:unix_seconds'],
    spark:
      "SELECT CAST(a AS BIGINT) AS a, CAST(b AS BIGINT) AS b FROM VALUES (TIMESTAMP '2024-01-05 10:00:00.7', TIMESTAMP '1969-12-31 23:59:59.5') AS t(a, b)",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(a AS BIGINT) AS a, CAST(b AS BIGINT) AS b FROM (VALUES (TIMESTAMP '2024-01-05 10:00:00.7', TIMESTAMP '1969-12-31 23:59:59.5')) AS t(a, b)",
        agrees:
          "SELECT CAST(floor(epoch(a)) AS BIGINT) AS a, CAST(floor(epoch(b)) AS BIGINT) AS b FROM (VALUES (TIMESTAMP '2024-01-05 10:00:00.7', TIMESTAMP '1969-12-31 23:59:59.5')) AS t(a, b)",
        write: 'CAST(floor(epoch(t)) AS BIGINT)',
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [dt.datetime(2024, 1, 5, 10, 0, 0, 700000)], 'b': [dt.datetime(1969, 12, 31, 23, 59, 59, 500000)]})\nframe.select(pl.all().cast(pl.Int64))",
        agrees:
          "frame = pl.DataFrame({'a': [dt.datetime(2024, 1, 5, 10, 0, 0, 700000)], 'b': [dt.datetime(1969, 12, 31, 23, 59, 59, 500000)]})\nframe.select(pl.all().dt.epoch('s'))",
        write: "t.dt.epoch('s')",
      },
    },
  },
  {
    id: 'cast-timestamp-date',
    title: 'Casts between timestamps and dates',
    what: 'The date of a timestamp is its day; a date becomes midnight. Also before 1970.',
    triggers: ['cast:date', 'cast:timestamp', 'function:date'],
    spark:
      "SELECT CAST(a AS DATE) AS a, CAST(b AS DATE) AS b, CAST(c AS TIMESTAMP) AS c FROM VALUES (TIMESTAMP '2024-01-05 23:59:59.9', TIMESTAMP '1969-12-31 23:59:59', DATE '2024-02-29') AS t(a, b, c)",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(a AS DATE) AS a, CAST(b AS DATE) AS b, CAST(c AS TIMESTAMP) AS c FROM (VALUES (TIMESTAMP '2024-01-05 23:59:59.9', TIMESTAMP '1969-12-31 23:59:59', DATE '2024-02-29')) AS t(a, b, c)",
      },
      polars: {
        plain:
          "frame = pl.DataFrame({'a': [dt.datetime(2024, 1, 5, 23, 59, 59, 900000)], 'b': [dt.datetime(1969, 12, 31, 23, 59, 59)], 'c': [dt.date(2024, 2, 29)]})\nframe.select(pl.col('a', 'b').cast(pl.Date), pl.col('c').cast(pl.Datetime('us')))",
      },
    },
  },
]
