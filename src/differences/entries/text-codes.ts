import type { Entry } from '../entry.ts'

/** Hashes, encodings, formats and likeness of texts. */
export const TEXT_CODES: readonly Entry[] = [
  {
    id: 'md5-sha2',
    title: 'md5, sha1, sha2',
    what: 'The same hexadecimal text. Polars has no such hash: hashlib is called for each value, or a plugin.',
    triggers: ['function:md5', 'function:sha1', 'function:sha', 'function:sha2'],
    spark: "SELECT md5('ä') AS a, sha1('ä') AS b, sha2('ä', 256) AS c",
    ports: {
      duckdb: { plain: "SELECT md5('ä') AS a, sha1('ä') AS b, sha256('ä') AS c" },
      polars: {
        plain:
          "import hashlib\nh = lambda name: pl.lit('ä').map_elements(lambda s: hashlib.new(name, s.encode()).hexdigest(), return_dtype=pl.String)\npl.select(a=h('md5'), b=h('sha1'), c=h('sha256'))",
        write: 's.map_elements(lambda s: hashlib.md5(s.encode()).hexdigest(), return_dtype=pl.String)',
      },
    },
  },
  {
    id: 'hash',
    title: 'hash, xxhash64 and crc32',
    what: "Spark's hash is Murmur3 with 32 bits, xxhash64 has a seed of its own. hash in DuckDB and Polars returns other numbers, which may change with a version.",
    triggers: ['function:hash', 'function:xxhash64', 'function:crc32'],
    spark: "SELECT hash('a') AS a, xxhash64('a') AS b",
    ports: {
      duckdb: {
        plain: "SELECT hash('a') AS a, hash('a') AS b",
        write: 'Use md5 or sha256 in both programs for keys that are kept.',
      },
      polars: {
        plain: "pl.select(a=pl.lit('a').hash(), b=pl.lit('a').hash())",
        write: 'Use hashlib in both programs for keys that are kept.',
      },
    },
  },
  {
    id: 'base64',
    title: 'base64 of a long value',
    what: 'Spark breaks the text into lines of 76 characters that end with CR LF. DuckDB and Polars write one line.',
    triggers: ['function:base64', 'function:unbase64'],
    spark: "SELECT base64(encode(repeat('ä', 60), 'UTF-8')) AS a, CAST(unbase64('YWI=') AS STRING) AS b",
    ports: {
      duckdb: {
        plain: "SELECT to_base64(encode(repeat('ä', 60))) AS a, decode(from_base64('YWI=')) AS b",
        agrees:
          "SELECT rtrim(regexp_replace(to_base64(encode(repeat('ä', 60))), '(.{76})', E'\\\\1\\r\\n', 'g'), E'\\r\\n') AS a, decode(from_base64('YWI=')) AS b",
        write: "rtrim(regexp_replace(to_base64(x), '(.{76})', E'\\\\1\\r\\n', 'g'), E'\\r\\n')",
      },
      polars: {
        plain:
          "pl.select(a=pl.lit('ä' * 60).str.encode('base64'), b=pl.lit('YWI=').str.decode('base64').cast(pl.String))",
        agrees:
          "pl.select(a=pl.lit('ä' * 60).str.encode('base64').str.replace_all('(.{76})', '$1\\r\\n').str.strip_chars_end('\\r\\n'), b=pl.lit('YWI=').str.decode('base64').cast(pl.String))",
        write: "s.str.encode('base64').str.replace_all('(.{76})', '$1\\r\\n').str.strip_chars_end('\\r\\n')",
      },
    },
  },
  {
    id: 'hex-case',
    title: 'hex of a text',
    what: 'Spark and DuckDB write upper-case digits, Polars lower-case ones.',
    triggers: ['function:hex', 'function:unhex'],
    spark: "SELECT hex('jo') AS a, CAST(unhex('6A6F') AS STRING) AS b",
    ports: {
      duckdb: { plain: "SELECT hex('jo') AS a, decode(unhex('6A6F')) AS b" },
      polars: {
        plain:
          "pl.select(a=pl.lit('jo').str.encode('hex'), b=pl.lit('6A6F').str.decode('hex').cast(pl.String))",
        agrees:
          "pl.select(a=pl.lit('jo').str.encode('hex').str.to_uppercase(), b=pl.lit('6A6F').str.decode('hex').cast(pl.String))",
        write: "s.str.encode('hex').str.to_uppercase()",
      },
    },
  },
  {
    id: 'format-string',
    title: 'format_string and printf of a half',
    what: "Spark rounds halves up as Java does: 0.125 becomes 0.13. DuckDB and Python round the double's exact value, to 0.12.",
    triggers: ['function:format_string', 'function:printf'],
    spark: "SELECT format_string('%05d %s', 42, 'x') AS a, format_string('%.2f', 0.125D) AS b",
    ports: {
      duckdb: {
        plain: "SELECT printf('%05d %s', 42, 'x') AS a, printf('%.2f', 0.125::DOUBLE) AS b",
        agrees:
          "SELECT printf('%05d %s', 42, 'x') AS a, CAST(CAST(CAST(0.125::DOUBLE AS VARCHAR) AS DECIMAL(18,2)) AS VARCHAR) AS b",
        write: 'CAST(CAST(CAST(x AS VARCHAR) AS DECIMAL(18,2)) AS VARCHAR)',
      },
      polars: {
        plain:
          "pl.select(a=pl.format('{} {}', pl.lit(42).cast(pl.String).str.zfill(5), pl.lit('x')), b=pl.lit(0.125).map_elements(lambda x: f'{x:.2f}', return_dtype=pl.String))",
        agrees:
          "from decimal import ROUND_HALF_UP\npl.select(a=pl.format('{} {}', pl.lit(42).cast(pl.String).str.zfill(5), pl.lit('x')), b=pl.lit(0.125).map_elements(lambda x: str(Decimal(str(x)).quantize(Decimal('0.01'), ROUND_HALF_UP)), return_dtype=pl.String))",
        write: "Decimal(str(x)).quantize(Decimal('0.01'), ROUND_HALF_UP) in map_elements",
      },
    },
  },
  {
    id: 'format-number',
    title: 'format_number of a half',
    what: 'Unlike format_string, format_number rounds halves to the even neighbour, as the others do.',
    triggers: ['function:format_number'],
    spark:
      'SELECT format_number(1234567.891D, 2) AS a, format_number(0.125D, 2) AS b, format_number(0.375D, 2) AS c',
    ports: {
      duckdb: {
        plain:
          "SELECT format('{:,.2f}', 1234567.891::DOUBLE) AS a, format('{:,.2f}', 0.125::DOUBLE) AS b, format('{:,.2f}', 0.375::DOUBLE) AS c",
      },
      polars: {
        plain:
          "f = lambda x: pl.lit(x).map_elements(lambda x: f'{x:,.2f}', return_dtype=pl.String)\npl.select(a=f(1234567.891), b=f(0.125), c=f(0.375))",
      },
    },
  },
  {
    id: 'levenshtein',
    title: 'levenshtein beyond ASCII',
    what: "Spark counts characters. DuckDB counts bytes, so 'ä' and 'a' are two steps apart. Polars has no such function.",
    triggers: ['function:levenshtein'],
    spark: "SELECT levenshtein('kitten', 'sitting') AS a, levenshtein('ä', 'a') AS b",
    ports: {
      duckdb: {
        plain: "SELECT levenshtein('kitten', 'sitting') AS a, levenshtein('ä', 'a') AS b",
        write: 'Remove accents in both programs before comparing.',
      },
      polars: { lacks: 'The plugin polars-distance, or rapidfuzz in map_elements.' },
    },
  },
  {
    id: 'soundex',
    title: 'soundex',
    what: 'Neither DuckDB nor Polars has it.',
    triggers: ['function:soundex'],
    spark: "SELECT soundex('Robert') AS v, soundex(' Robert') AS w",
    ports: {
      duckdb: { lacks: 'Compute the code in Python before, or compare with jaro_winkler_similarity.' },
      polars: { lacks: 'jellyfish.soundex in map_elements.' },
    },
  },
]
