import type { Entry } from '../entry.ts'

/** Maps, structs and JSON text in a column. */
export const JSON_AND_MAPS: readonly Entry[] = [
  {
    id: 'map-key',
    title: 'A key that a map lacks, and the order of keys',
    what: 'Spark and DuckDB return NULL for the key, and keep keys in the order they were given. Polars has no maps.',
    triggers: [
      'function:map',
      'function:create_map',
      'function:map_keys',
      'function:map_values',
      'function:map_from_arrays',
      'function:map_contains_key',
    ],
    spark:
      "SELECT m['a'] AS a, m['z'] AS b, element_at(m, 'z') AS c, map_keys(m) AS d, map_values(m) AS e FROM VALUES (map('b', 2, 'a', 1)) AS t(m)",
    ports: {
      duckdb: {
        plain:
          "SELECT m['a'] AS a, m['z'] AS b, m['z'] AS c, map_keys(m) AS d, map_values(m) AS e FROM (VALUES (MAP {'b': 2, 'a': 1})) AS t(m)",
      },
      polars: { lacks: 'A struct for known keys; a list of structs with key and value, or a long table.' },
    },
  },
  {
    id: 'map-equal',
    title: 'Maps with the same pairs in another order',
    what: 'Spark sorts the pairs before it groups, so they are one group. DuckDB makes two groups.',
    triggers: ['function:map', 'function:create_map', 'clause:group-by-map'],
    shows: 'rarely',
    spark:
      "SELECT count(*) AS n FROM (SELECT m FROM VALUES (map('a', 1, 'b', 2)), (map('b', 2, 'a', 1)) AS t(m) GROUP BY m)",
    ports: {
      duckdb: {
        plain:
          "SELECT count(*) AS n FROM (SELECT m FROM (VALUES (MAP {'a': 1, 'b': 2}), (MAP {'b': 2, 'a': 1})) AS t(m) GROUP BY m)",
        agrees:
          "SELECT count(*) AS n FROM (SELECT map_from_entries(list_sort(map_entries(m))) AS m FROM (VALUES (MAP {'a': 1, 'b': 2}), (MAP {'b': 2, 'a': 1})) AS t(m) GROUP BY 1)",
        write: 'GROUP BY map_from_entries(list_sort(map_entries(m)))',
      },
      polars: { lacks: 'Sort the list of key and value before grouping.' },
    },
  },
  {
    id: 'struct',
    title: 'Structs: fields and comparison',
    what: 'Fields that are NULL on both sides are equal, and the first field that differs decides the order, in all engines.',
    triggers: ['function:struct', 'function:named_struct', 'method:getField', 'method:withField'],
    spark:
      "SELECT s.a AS a, s = named_struct('a', 1, 'b', CAST(NULL AS INT)) AS b FROM VALUES (named_struct('a', 1, 'b', CAST(NULL AS INT))) AS t(s)",
    ports: {
      duckdb: {
        plain:
          "SELECT s.a AS a, s = {'a': 1, 'b': NULL::INT} AS b FROM (VALUES ({'a': 1, 'b': NULL::INT})) AS t(s)",
      },
      polars: {
        plain:
          "s = pl.struct(a=pl.lit(1), b=pl.lit(None, pl.Int64))\npl.select(a=s.struct.field('a'), b=s == s)",
      },
    },
  },
  {
    id: 'get-json-object',
    title: 'get_json_object',
    what: 'Texts come without quotes, JSON null and missing keys as NULL, objects as JSON. In DuckDB that is ->> ; json_extract keeps the quotes.',
    triggers: ['function:get_json_object', 'function:json_tuple'],
    spark:
      "SELECT get_json_object(j, '$.a') AS a, get_json_object(j, '$.b.c[1]') AS b, get_json_object(j, '$.n') AS c, get_json_object(j, '$.b') AS d, get_json_object(j, '$.z') AS e FROM VALUES ('{\"a\": \"x\", \"b\": {\"c\": [1, 2.50]}, \"n\": null}') AS t(j)",
    instead: "On DuckDB’s Spark API, SQL over a temporary view: doc ->> '$.a'",
    ports: {
      duckdb: {
        plain:
          "SELECT j ->> '$.a' AS a, j ->> '$.b.c[1]' AS b, j ->> '$.n' AS c, j ->> '$.b' AS d, j ->> '$.z' AS e FROM (VALUES ('{\"a\": \"x\", \"b\": {\"c\": [1, 2.50]}, \"n\": null}')) AS t(j)",
      },
      polars: {
        plain:
          "j = pl.lit('{\"a\": \"x\", \"b\": {\"c\": [1, 2.50]}, \"n\": null}').str\npl.select(a=j.json_path_match('$.a'), b=j.json_path_match('$.b.c[1]'), c=j.json_path_match('$.n'), d=j.json_path_match('$.b'), e=j.json_path_match('$.z'))",
      },
    },
  },
  {
    id: 'json-wildcard',
    title: 'get_json_object with [*]',
    what: 'Spark returns one text with all values, DuckDB a list, Polars the first value.',
    triggers: ['function:get_json_object.wildcard'],
    spark: 'SELECT get_json_object(\'{"i": [{"k": 1}, {"k": 2}]}\', \'$.i[*].k\') AS v',
    ports: {
      duckdb: {
        plain: 'SELECT \'{"i": [{"k": 1}, {"k": 2}]}\' ->> \'$.i[*].k\' AS v',
        agrees:
          'SELECT CAST(to_json(json_extract(\'{"i": [{"k": 1}, {"k": 2}]}\', \'$.i[*].k\')) AS VARCHAR) AS v',
        write: "CAST(to_json(json_extract(j, '$.i[*].k')) AS VARCHAR)",
      },
      polars: {
        plain: 'pl.select(v=pl.lit(\'{"i": [{"k": 1}, {"k": 2}]}\').str.json_path_match(\'$.i[*].k\'))',
        write: 'Decode with str.json_decode and take the field of the list of structs.',
      },
    },
  },
  {
    id: 'json-broken',
    title: 'Broken JSON text in a column',
    what: 'Spark and Polars return NULL. DuckDB raises.',
    triggers: ['function:get_json_object', 'function:from_json'],
    shows: 'rarely',
    spark:
      "SELECT get_json_object(j, '$.a') AS v FROM VALUES (1, '{\"a\": 1}'), (2, '{\"a\": ') AS t(i, j) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          "SELECT j ->> '$.a' AS v FROM (VALUES (1, '{\"a\": 1}'), (2, '{\"a\": ')) AS t(i, j) ORDER BY i",
        agrees:
          "SELECT CASE WHEN json_valid(j) THEN j ->> '$.a' END AS v FROM (VALUES (1, '{\"a\": 1}'), (2, '{\"a\": ')) AS t(i, j) ORDER BY i",
        write: "CASE WHEN json_valid(j) THEN j ->> '$.a' END",
      },
      polars: {
        plain:
          "pl.DataFrame({'j': ['{\"a\": 1}', '{\"a\": ']}).select(pl.col('j').str.json_path_match('$.a'))",
      },
    },
  },
  {
    id: 'from-json-types',
    title: 'from_json of a value of another type',
    what: "Asked for INT, Spark returns NULL for '12', 1.7 and true. DuckDB converts them, to 12, 2 and 1. Polars raises for the text.",
    triggers: ['function:from_json'],
    spark:
      "SELECT from_json(j, 'a INT').a AS v FROM VALUES (1, '{\"a\": 12}'), (2, '{\"a\": \"12\"}'), (3, '{\"a\": 1.7}'), (4, '{}') AS t(i, j) ORDER BY i",
    ports: {
      duckdb: {
        plain:
          'SELECT from_json(j, \'{"a": "INTEGER"}\').a AS v FROM (VALUES (1, \'{"a": 12}\'), (2, \'{"a": "12"}\'), (3, \'{"a": 1.7}\'), (4, \'{}\')) AS t(i, j) ORDER BY i',
        agrees:
          "SELECT CASE WHEN json_type(j, '$.a') IN ('UBIGINT', 'BIGINT') THEN try_cast(j ->> '$.a' AS INT) END AS v FROM (VALUES (1, '{\"a\": 12}'), (2, '{\"a\": \"12\"}'), (3, '{\"a\": 1.7}'), (4, '{}')) AS t(i, j) ORDER BY i",
        write: "CASE WHEN json_type(j, '$.a') IN ('UBIGINT', 'BIGINT') THEN try_cast(j ->> '$.a' AS INT) END",
      },
      polars: {
        plain:
          "pl.DataFrame({'j': ['{\"a\": 12}', '{\"a\": \"12\"}', '{\"a\": 1.7}', '{}']}).select(pl.col('j').str.json_decode(pl.Struct({'a': pl.Int32})).struct.field('a'))",
        write: 'Decode the field as String, check it with a regular expression, then cast.',
      },
    },
  },
  {
    id: 'from-json',
    title: 'from_json of values of the right types',
    what: 'Missing keys and null become NULL, further keys are left out, in all engines.',
    triggers: ['function:from_json', 'function:schema_of_json'],
    spark:
      'SELECT s.a AS a, s.b AS b, s.c AS c FROM (SELECT i, from_json(j, \'a INT, b STRING, c ARRAY<DOUBLE>\') AS s FROM VALUES (1, \'{"a": 1, "b": "x", "c": [1.5], "d": 0}\'), (2, \'{"b": null}\') AS t(i, j)) ORDER BY i',
    ports: {
      duckdb: {
        plain:
          'SELECT s.a AS a, s.b AS b, s.c AS c FROM (SELECT i, from_json(j, \'{"a": "INTEGER", "b": "VARCHAR", "c": ["DOUBLE"]}\') AS s FROM (VALUES (1, \'{"a": 1, "b": "x", "c": [1.5], "d": 0}\'), (2, \'{"b": null}\')) AS t(i, j)) ORDER BY i',
      },
      polars: {
        plain:
          "pl.DataFrame({'j': ['{\"a\": 1, \"b\": \"x\", \"c\": [1.5], \"d\": 0}', '{\"b\": null}']}).select(pl.col('j').str.json_decode(pl.Struct({'a': pl.Int32, 'b': pl.String, 'c': pl.List(pl.Float64)}))).unnest('j')",
      },
    },
  },
  {
    id: 'to-json',
    title: 'to_json: NULL fields, decimals and times',
    what: 'Spark leaves NULL fields out and writes 1.50 and 2024-01-01T00:00:00.000Z. DuckDB writes null, 1.5 and the time with a blank. Polars does so too, but writes decimals as text, "1.50".',
    triggers: ['function:to_json'],
    spark:
      "SELECT to_json(named_struct('a', 1, 'b', CAST(NULL AS INT), 'd', CAST(1.5 AS DECIMAL(5,2)), 't', TIMESTAMP '2024-01-01')) AS v",
    ports: {
      duckdb: {
        plain:
          "SELECT CAST(to_json({'a': 1, 'b': NULL, 'd': CAST(1.5 AS DECIMAL(5,2)), 't': TIMESTAMP '2024-01-01'}) AS VARCHAR) AS v",
        write: 'Compare the fields before they are made text, or format each of them in both programs.',
      },
      polars: {
        plain:
          "pl.select(v=pl.struct(a=pl.lit(1), b=pl.lit(None, pl.Int64), d=pl.lit('1.5').cast(pl.Decimal(5, 2)), t=pl.lit(dt.datetime(2024, 1, 1))).struct.json_encode())",
        write: 'Compare the fields before they are made text, or format each of them in both programs.',
      },
    },
  },
]
