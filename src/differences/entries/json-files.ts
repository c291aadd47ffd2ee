import type { Entry } from '../entry.ts'
import { WRITTEN_LINES } from './written-lines.ts'

const WRITE = "open(f'{folder}/f.json', 'w')"
const EVENTS = '{"b": 1, "a": "x"}\\n{"a": "y", "c": {"d": 2}}\\n'
const TYPED = '{"d": "2024-01-05", "n": 1, "m": 1}\\n{"d": "2024-01-06", "n": 2.5, "m": "x"}\\n'
const BROKEN = '{"a": 1}\\n{"a": \\n'

/** Reading and writing JSON lines. */
export const JSON_FILES: readonly Entry[] = [
  {
    id: 'json-keys',
    title: 'JSON lines: keys that rows lack, order of columns',
    what: 'All return NULL for a missing key. Spark sorts the columns by name, the others keep the order of appearance. Polars infers from the first 100 rows.',
    triggers: ['read:json', 'option:samplingratio'],
    spark: { python: `${WRITE}.write('${EVENTS}')\nspark.read.json(f'{folder}/f.json')` },
    ports: {
      duckdb: {
        plain: { python: `${WRITE}.write('${EVENTS}')\ncon.execute(f"FROM read_json('{folder}/f.json')")` },
        agrees: {
          python: `${WRITE}.write('${EVENTS}')\ncon.execute(f"SELECT a, b, c FROM read_json('{folder}/f.json')")`,
        },
        write: 'Name the columns: SELECT a, b, c',
      },
      polars: {
        plain: `${WRITE}.write('${EVENTS}')\npl.read_ndjson(f'{folder}/f.json')`,
        agrees: `${WRITE}.write('${EVENTS}')\npl.read_ndjson(f'{folder}/f.json', infer_schema_length=None).select('a', 'b', 'c')`,
        write: "pl.read_ndjson(file, infer_schema_length=None).select('a', 'b', 'c')",
      },
    },
  },
  {
    id: 'json-types',
    title: 'JSON lines: dates and columns of mixed types',
    what: 'Spark keeps dates as text and makes text of a column with numbers and texts. DuckDB makes a DATE, and JSON with quotes of the mixed column.',
    triggers: ['read:json', 'option:primitivesasstring'],
    spark: {
      python: `${WRITE}.write('${TYPED}')\nspark.read.json(f'{folder}/f.json').select('d', 'm', 'n')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('${TYPED}')\ncon.execute(f"SELECT d, m, n FROM read_json('{folder}/f.json')")`,
        },
        agrees: {
          python: `${WRITE}.write('${TYPED}')\ncon.execute(f"SELECT d, m, n FROM read_json('{folder}/f.json', columns = {{d: 'VARCHAR', m: 'VARCHAR', n: 'DOUBLE'}})")`,
        },
        write: "read_json(file, columns = {d: 'VARCHAR', …})",
      },
      polars: {
        plain: `${WRITE}.write('${TYPED}')\npl.read_ndjson(f'{folder}/f.json').select('d', 'm', 'n')`,
      },
    },
  },
  {
    id: 'json-schema',
    title: 'JSON lines with a schema',
    what: 'The same values where each fits its type; missing keys are NULL and further keys are left out.',
    triggers: ['option:json-schema'],
    spark: {
      python: `${WRITE}.write('${EVENTS}')\nspark.read.json(f'{folder}/f.json', schema='a STRING, b BIGINT, z DOUBLE')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('${EVENTS}')\ncon.execute(f"FROM read_json('{folder}/f.json', columns = {{a: 'VARCHAR', b: 'BIGINT', z: 'DOUBLE'}})")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('${EVENTS}')\npl.read_ndjson(f'{folder}/f.json', schema={'a': pl.String, 'b': pl.Int64, 'z': pl.Float64})`,
      },
    },
  },
  {
    id: 'json-bad-line',
    title: 'A broken line of JSON',
    what: 'Spark returns a row of NULLs, and the line in _corrupt_record if the schema has it. DuckDB and Polars raise.',
    triggers: ['read:json', 'option:columnnameofcorruptrecord'],
    shows: 'rarely',
    spark: {
      python: `${WRITE}.write('${BROKEN}')\nspark.read.json(f'{folder}/f.json', schema='a BIGINT')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('${BROKEN}')\ncon.execute(f"FROM read_json('{folder}/f.json', columns = {{a: 'BIGINT'}})")`,
        },
        agrees: {
          python: `${WRITE}.write('${BROKEN}')\ncon.execute(f"FROM read_json('{folder}/f.json', columns = {{a: 'BIGINT'}}, ignore_errors = true, format = 'newline_delimited')")`,
        },
        write: "ignore_errors = true, format = 'newline_delimited'",
      },
      polars: {
        plain: `${WRITE}.write('${BROKEN}')\npl.read_ndjson(f'{folder}/f.json', schema={'a': pl.Int64})`,
        agrees: `${WRITE}.write('${BROKEN}')\npl.DataFrame({'line': open(f'{folder}/f.json').read().splitlines()}).select(a=pl.col('line').str.json_path_match('$.a').cast(pl.Int64))`,
        write:
          "Read the lines as text, then line.str.json_path_match('$.a'). ignore_errors=True raises all the same.",
      },
    },
  },
  {
    id: 'json-write',
    title: 'JSON lines as they are written',
    what: 'Spark leaves NULL fields out and writes times as 2024-01-05T10:00:00.000Z. DuckDB and Polars write null and another form of the time.',
    triggers: ['write:json', 'option:ignorenullfields'],
    spark: {
      python: `frame = spark.createDataFrame([(1, None, dt.datetime(2024, 1, 5, 10)), (2, 3, None)], ['a', 'b', 't'])\nframe.filter('a = 1').write.json(f'{folder}/o')\n${WRITTEN_LINES}`,
    },
    instead: 'write.parquet',
    ports: {
      duckdb: {
        plain: {
          python:
            "con.execute(f\"COPY (SELECT 1 AS a, NULL::INT AS b, TIMESTAMP '2024-01-05 10:00:00' AS t) TO '{folder}/o.json'\")\ncon.execute(f\"SELECT trim(content, E'\\\\n') FROM read_text('{folder}/o.json')\")",
        },
        write: 'Compare the files as tables, not as text. Format times in both programs.',
      },
      polars: {
        plain:
          "pl.DataFrame({'a': [1], 'b': [None], 't': [dt.datetime(2024, 1, 5, 10)]}).write_ndjson(f'{folder}/o.json')\npl.DataFrame({'v': open(f'{folder}/o.json').read().split('\\n')[:-1]})",
        write: 'Compare the files as tables, not as text. Format times in both programs.',
      },
    },
  },
]
