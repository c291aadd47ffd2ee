import type { Entry } from '../entry.ts'
import { WRITTEN_LINES } from './written-lines.ts'

const WRITE = "open(f'{folder}/f.csv', 'w')"

/** Further options of CSV, and writing it. */
export const CSV_OPTIONS: readonly Entry[] = [
  {
    id: 'csv-short-rows',
    title: 'CSV rows with too few or too many fields',
    what: 'Spark fills missing fields with NULL and drops surplus ones. DuckDB skips lines until all that follow have as many fields: it returns no row here, without an error. Polars raises for surplus fields.',
    triggers: ['read:csv', 'option:mode', 'option:columnnameofcorruptrecord'],
    shows: 'rarely',
    spark: {
      python: `${WRITE}.write('a,b,c\\n1,2\\n3,4,5\\n6,7,8,9\\n')\nspark.read.csv(f'{folder}/f.csv', header=True)`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('a,b,c\\n1,2\\n3,4,5\\n6,7,8,9\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', header = true, all_varchar = true)")`,
        },
        agrees: {
          python: `${WRITE}.write('a,b,c\\n1,2\\n3,4,5\\n6,7,8,9\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', header = true, all_varchar = true, null_padding = true, strict_mode = false, auto_detect = false, delim = ',', skip = 0, columns = {{'a': 'VARCHAR', 'b': 'VARCHAR', 'c': 'VARCHAR'}})")`,
        },
        write: 'null_padding = true, strict_mode = false, with columns given',
      },
      polars: {
        plain: `${WRITE}.write('a,b,c\\n1,2\\n3,4,5\\n6,7,8,9\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False)`,
        agrees: `${WRITE}.write('a,b,c\\n1,2\\n3,4,5\\n6,7,8,9\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False, truncate_ragged_lines=True)`,
        write: 'truncate_ragged_lines=True',
      },
    },
  },
  {
    id: 'csv-as-rfc-4180',
    title: 'CSV with escape set to a quote, and multiLine',
    what: 'With both set, Spark reads doubled quotes and line ends inside quoted fields as RFC 4180 means them, which the others do by default.',
    triggers: ['option:escape', 'option:quote', 'option:multiline'],
    spark: {
      python: `${WRITE}.write('i,s\\n1,"a ""q"" b"\\n2,"a\\nb"\\n')\nspark.read.csv(f'{folder}/f.csv', header=True, escape='"', multiLine=True).orderBy('i')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,s\\n1,"a ""q"" b"\\n2,"a\\nb"\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', all_varchar = true) ORDER BY i")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('i,s\\n1,"a ""q"" b"\\n2,"a\\nb"\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False)`,
      },
    },
  },
  {
    id: 'csv-comment',
    title: 'Comment lines and blanks around CSV fields',
    what: 'Comment lines go in all engines. Blanks around a field stay unless Spark’s ignoreLeadingWhiteSpace and ignoreTrailingWhiteSpace are set.',
    triggers: ['option:comment', 'option:ignoreleadingwhitespace', 'option:ignoretrailingwhitespace'],
    spark: {
      python: `${WRITE}.write('i,s\\n# note\\n1, x \\n')\nspark.read.csv(f'{folder}/f.csv', header=True, comment='#', ignoreLeadingWhiteSpace=True, ignoreTrailingWhiteSpace=True)`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,s\\n# note\\n1, x \\n')\ncon.execute(f"SELECT i, trim(s) AS s FROM read_csv('{folder}/f.csv', header = true, delim = ',', comment = '#', all_varchar = true)")`,
        },
        write: "comment = '#', and trim(s)",
      },
      polars: {
        plain: `${WRITE}.write('i,s\\n# note\\n1, x \\n')\npl.read_csv(f'{folder}/f.csv', comment_prefix='#', infer_schema=False).with_columns(pl.all().str.strip_chars(' '))`,
        write: "comment_prefix='#', and strip_chars(' ')",
      },
    },
  },
  {
    id: 'csv-no-header',
    title: 'CSV without a header: names of columns',
    what: 'Columns are _c0, _c1 in Spark, column0, column1 in DuckDB, column_0, column_1 in Polars. DuckDB guesses whether there is a header.',
    triggers: ['option:no-header'],
    spark: {
      python: `${WRITE}.write('x,y\\n1,2\\n')\nspark.createDataFrame([(n,) for n in spark.read.csv(f'{folder}/f.csv').columns], 'name string')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('x,y\\n1,2\\n')\ncon.execute(f"SELECT column_name FROM (DESCRIBE FROM read_csv('{folder}/f.csv', header = false))")`,
        },
        agrees: {
          python: `${WRITE}.write('x,y\\n1,2\\n')\ncon.execute(f"SELECT column_name FROM (DESCRIBE FROM read_csv('{folder}/f.csv', header = false, names = ['_c0', '_c1']))")`,
        },
        write: "header = false, names = ['_c0', '_c1']",
      },
      polars: {
        plain: `${WRITE}.write('x,y\\n1,2\\n')\npl.DataFrame({'name': pl.read_csv(f'{folder}/f.csv', has_header=False).columns})`,
        agrees: `${WRITE}.write('x,y\\n1,2\\n')\npl.DataFrame({'name': pl.read_csv(f'{folder}/f.csv', has_header=False, new_columns=['_c0', '_c1']).columns})`,
        write: "has_header=False, new_columns=['_c0', '_c1']",
      },
    },
  },
  {
    id: 'csv-write-blanks',
    title: 'Blanks at the ends of texts written to CSV',
    what: 'Spark trims the texts it writes. DuckDB and Polars keep the blanks.',
    triggers: ['write:csv'],
    spark: {
      python: `spark.createDataFrame([(' x ',)], ['s']).write.csv(f'{folder}/o', header=False)\n${WRITTEN_LINES}`,
    },
    ports: {
      duckdb: {
        plain: {
          python:
            "con.execute(f\"COPY (SELECT ' x ' AS s) TO '{folder}/o.csv' (HEADER false)\")\ncon.execute(f\"SELECT trim(content, E'\\\\n') FROM read_text('{folder}/o.csv')\")",
        },
        agrees: {
          python:
            "con.execute(f\"COPY (SELECT trim(' x ', ' ') AS s) TO '{folder}/o.csv' (HEADER false)\")\ncon.execute(f\"SELECT trim(content, E'\\\\n') FROM read_text('{folder}/o.csv')\")",
        },
        write: "trim(s, ' ') before writing, or ignoreLeadingWhiteSpace=False in Spark",
      },
      polars: {
        plain:
          "pl.DataFrame({'s': [' x ']}).write_csv(f'{folder}/o.csv', include_header=False)\npl.DataFrame({'v': open(f'{folder}/o.csv').read().split('\\n')[:-1]})",
        agrees:
          "pl.DataFrame({'s': [' x ']}).with_columns(pl.col('s').str.strip_chars(' ')).write_csv(f'{folder}/o.csv', include_header=False)\npl.DataFrame({'v': open(f'{folder}/o.csv').read().split('\\n')[:-1]})",
        write: "s.str.strip_chars(' ') before writing, or ignoreLeadingWhiteSpace=False in Spark",
      },
    },
  },
  {
    id: 'csv-write-values',
    title: 'Times, doubles and quotes written to CSV',
    what: 'Spark writes 2024-01-05T10:00:00.000Z, 1.0E7 and a backslash before a quote. The others write times without a zone, 10000000.0, and double the quote.',
    triggers: ['write:csv', 'option:timestampformat'],
    spark: {
      python: `frame = spark.createDataFrame([(dt.datetime(2024, 1, 5, 10), 1e7, 'a"b,c')], ['t', 'x', 's'])\nframe.write.csv(f'{folder}/o', header=False)\n${WRITTEN_LINES}`,
    },
    ports: {
      duckdb: {
        plain: {
          python:
            "con.execute(f\"\"\"COPY (SELECT TIMESTAMP '2024-01-05 10:00:00' AS t, 1e7::DOUBLE AS x, 'a\"b,c' AS s) TO '{folder}/o.csv' (HEADER false)\"\"\")\ncon.execute(f\"SELECT trim(content, E'\\\\n') FROM read_text('{folder}/o.csv')\")",
        },
        write: "Format times and doubles as text in both programs; set escape='\"' in Spark.",
      },
      polars: {
        plain:
          "pl.DataFrame({'t': [dt.datetime(2024, 1, 5, 10)], 'x': [1e7], 's': ['a\"b,c']}).write_csv(f'{folder}/o.csv', include_header=False)\npl.DataFrame({'v': open(f'{folder}/o.csv').read().split('\\n')[:-1]})",
        write: "Format times and doubles as text in both programs; set escape='\"' in Spark.",
      },
    },
  },
]
