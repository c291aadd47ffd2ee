import type { Entry } from '../entry.ts'

const LEFT = "pl.DataFrame({'k': [1, 2, None], 'a': ['x', 'y', 'z']})"
const RIGHT = "pl.DataFrame({'k': [1, 1, 3, None], 'b': ['p', 'q', 's', 'r']})"
const SPARK =
  "WITH l AS (SELECT * FROM VALUES (1, 'x'), (2, 'y'), (NULL, 'z') AS t(k, a)), r AS (SELECT * FROM VALUES (1, 'p'), (1, 'q'), (3, 's'), (NULL, 'r') AS t(k, b))"
const DUCKDB =
  "WITH l AS (FROM (VALUES (1, 'x'), (2, 'y'), (NULL, 'z')) AS t(k, a)), r AS (FROM (VALUES (1, 'p'), (1, 'q'), (3, 's'), (NULL, 'r')) AS t(k, b))"

/** Joins, and conditions that look into another table. */
export const JOINS: readonly Entry[] = [
  {
    id: 'inner-join',
    title: 'Inner joins',
    what: 'NULL keys match nothing; a key that occurs twice makes two rows.',
    triggers: ['clause:join', 'method:join', 'clause:using'],
    spark: `${SPARK} SELECT k, a, b FROM l JOIN r USING (k) ORDER BY b`,
    ports: {
      duckdb: { plain: `${DUCKDB} SELECT k, a, b FROM l JOIN r USING (k) ORDER BY b` },
      polars: { plain: `${LEFT}.join(${RIGHT}, on='k').sort('b')` },
    },
  },
  {
    id: 'left-join',
    title: 'Left and right joins',
    what: 'Rows without a match keep NULL for the other side; NULL keys match nothing.',
    triggers: ['clause:left-join', 'clause:right-join', 'method:join'],
    spark: `${SPARK} SELECT l.k, a, b FROM l LEFT JOIN r ON l.k = r.k ORDER BY a, b`,
    ports: {
      duckdb: { plain: `${DUCKDB} SELECT l.k, a, b FROM l LEFT JOIN r ON l.k = r.k ORDER BY a, b` },
      polars: { plain: `${LEFT}.join(${RIGHT}, on='k', how='left').sort('a', 'b')` },
    },
  },
  {
    id: 'full-join',
    title: 'Full joins with USING, or on a column by name',
    what: 'Spark and DuckDB make one key column of both sides. Polars makes two, and the key of a row that only the right side has is in the second.',
    triggers: ['clause:full-join', 'method:join', 'clause:using'],
    spark: `${SPARK} SELECT k, a, b FROM l FULL JOIN r USING (k) ORDER BY k NULLS LAST, b NULLS LAST`,
    ports: {
      duckdb: {
        plain: `${DUCKDB} SELECT k, a, b FROM l FULL JOIN r USING (k) ORDER BY k NULLS LAST, b NULLS LAST`,
      },
      polars: {
        plain: `${LEFT}.join(${RIGHT}, on='k', how='full').sort('k', 'b', nulls_last=True)`,
        agrees: `${LEFT}.join(${RIGHT}, on='k', how='full', coalesce=True).sort('k', 'b', nulls_last=True)`,
        write: "left.join(right, on='k', how='full', coalesce=True)",
      },
    },
  },
  {
    id: 'semi-anti-join',
    title: 'Semi and anti joins, EXISTS and NOT EXISTS',
    what: 'Each row of the left side once, or not at all. An anti join and NOT EXISTS keep rows whose key is NULL.',
    triggers: ['clause:semi-join', 'clause:anti-join', 'clause:exists', 'clause:not-exists', 'method:join'],
    spark: `${SPARK} SELECT a, 'semi' AS j FROM l SEMI JOIN r ON l.k = r.k UNION ALL SELECT a, 'anti' FROM l WHERE NOT EXISTS (SELECT 1 FROM r WHERE r.k = l.k) ORDER BY a`,
    ports: {
      duckdb: {
        plain: `${DUCKDB} SELECT a, 'semi' AS j FROM l SEMI JOIN r ON l.k = r.k UNION ALL SELECT a, 'anti' FROM l WHERE NOT EXISTS (SELECT 1 FROM r WHERE r.k = l.k) ORDER BY a`,
      },
      polars: {
        plain: `left, right = ${LEFT}, ${RIGHT}\npl.concat([left.join(right, on='k', how=how).select('a', j=pl.lit(how)) for how in ['semi', 'anti']]).sort('a')`,
      },
    },
  },
  {
    id: 'join-null-safe',
    title: 'Joins on <=>',
    what: 'NULL keys match each other.',
    triggers: ['operator:<=>', 'method:eqNullSafe'],
    spark: `${SPARK} SELECT a, b FROM l JOIN r ON l.k <=> r.k ORDER BY b`,
    ports: {
      duckdb: { plain: `${DUCKDB} SELECT a, b FROM l JOIN r ON l.k IS NOT DISTINCT FROM r.k ORDER BY b` },
      polars: { plain: `${LEFT}.join(${RIGHT}, on='k', nulls_equal=True).select('a', 'b').sort('b')` },
    },
  },
  {
    id: 'join-on-double',
    title: 'Joins on doubles, NaN and -0.0',
    what: 'NaN matches NaN, and 0.0 matches -0.0.',
    triggers: ['clause:join', 'method:join'],
    spark:
      "SELECT a, b FROM VALUES (double('NaN'), 'x'), (0D, 'y') AS l(k, a) JOIN VALUES (double('NaN'), 'p'), (-0.0D, 'q') AS r(k, b) ON l.k = r.k ORDER BY a",
    ports: {
      duckdb: {
        plain:
          "SELECT a, b FROM (VALUES ('NaN'::DOUBLE, 'x'), (0, 'y')) AS l(k, a) JOIN (VALUES ('NaN'::DOUBLE, 'p'), ('-0.0'::DOUBLE, 'q')) AS r(k, b) ON l.k = r.k ORDER BY a",
      },
      polars: {
        plain:
          "nan = float('nan')\npl.DataFrame({'k': [nan, 0.0], 'a': ['x', 'y']}).join(pl.DataFrame({'k': [nan, -0.0], 'b': ['p', 'q']}), on='k').select('a', 'b').sort('a')",
      },
    },
  },
  {
    id: 'join-on-text-and-number',
    title: 'Joins of a text key with a number',
    what: "Spark and DuckDB cast the text to a number, so '01' matches 1. Polars raises an error.",
    triggers: ['clause:text-compared-with-number', 'clause:join', 'method:join'],
    spark:
      "SELECT a, b FROM VALUES ('01', 'x'), ('2', 'y') AS l(k, a) JOIN VALUES (1, 'p') AS r(k, b) ON l.k = r.k",
    ports: {
      duckdb: {
        plain:
          "SELECT a, b FROM (VALUES ('01'::VARCHAR, 'x'), ('2'::VARCHAR, 'y')) AS l(k, a) JOIN (VALUES (1, 'p')) AS r(k, b) ON l.k = r.k",
      },
      polars: {
        plain:
          "pl.DataFrame({'k': ['01', '2'], 'a': ['x', 'y']}).join(pl.DataFrame({'k': [1], 'b': ['p']}), on='k').select('a', 'b')",
        agrees:
          "pl.DataFrame({'k': ['01', '2'], 'a': ['x', 'y']}).with_columns(pl.col('k').cast(pl.Int64)).join(pl.DataFrame({'k': [1], 'b': ['p']}), on='k').select('a', 'b')",
        write: "left.with_columns(pl.col('k').cast(pl.Int64)) before the join",
      },
    },
  },
  {
    id: 'cross-join',
    title: 'Cross joins, joins on an inequality',
    what: 'Every pair of rows, or every pair that meets the condition.',
    triggers: ['clause:cross-join', 'method:crossJoin', 'clause:inequality-join'],
    spark:
      "SELECT x, y, p FROM VALUES (1), (2) AS l(x) CROSS JOIN VALUES (1, 'p'), (2, 'q') AS r(y, p) WHERE x <= y ORDER BY x, y",
    ports: {
      duckdb: {
        plain:
          "SELECT x, y, p FROM (VALUES (1), (2)) AS l(x) CROSS JOIN (VALUES (1, 'p'), (2, 'q')) AS r(y, p) WHERE x <= y ORDER BY x, y",
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [1, 2]}).join_where(pl.DataFrame({'y': [1, 2], 'p': ['p', 'q']}), pl.col('x') <= pl.col('y')).sort('x', 'y')",
      },
    },
  },
  {
    id: 'not-in-null',
    title: 'NOT IN over NULL',
    what: 'Spark and DuckDB keep nothing once the list or the other table has a NULL. Polars keeps the other values, and rows that are NULL themselves if the test returns true for them.',
    triggers: ['clause:not-in', 'method:isin'],
    spark: 'SELECT x FROM VALUES (1), (2), (NULL) AS t(x) WHERE x NOT IN (SELECT * FROM VALUES (1), (NULL))',
    ports: {
      duckdb: {
        plain: 'SELECT x FROM (VALUES (1), (2), (NULL)) AS t(x) WHERE x NOT IN (FROM (VALUES (1), (NULL)))',
      },
      polars: {
        plain: "pl.DataFrame({'x': [1, 2, None]}).filter(~pl.col('x').is_in([1, None]))",
        agrees:
          "other = pl.Series([1, None])\npl.DataFrame({'x': [1, 2, None]}).filter(~pl.col('x').is_in(other) & (other.null_count() == 0))",
        write: '~x.is_in(other) & (other.null_count() == 0)',
      },
    },
  },
  {
    id: 'in',
    title: 'IN and isin, NOT IN over values without NULL',
    what: 'A row whose value is NULL is neither in nor not in.',
    triggers: ['clause:in', 'clause:not-in', 'method:isin'],
    spark:
      'SELECT x, x IN (1, 3) AS a, x NOT IN (1, 3) AS b FROM VALUES (1), (2), (NULL) AS t(x) ORDER BY x NULLS FIRST',
    ports: {
      duckdb: {
        plain:
          'SELECT x, x IN (1, 3) AS a, x NOT IN (1, 3) AS b FROM (VALUES (1), (2), (NULL)) AS t(x) ORDER BY x NULLS FIRST',
      },
      polars: {
        plain:
          "x = pl.col('x')\npl.DataFrame({'x': [1, 2, None]}).select('x', a=x.is_in([1, 3]), b=~x.is_in([1, 3])).sort('x')",
      },
    },
  },
]
