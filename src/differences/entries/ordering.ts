import type { Entry } from '../entry.ts'

/** Sorting, and how many rows are kept. */
export const ORDERING: readonly Entry[] = [
  {
    id: 'order-by-null',
    title: 'ORDER BY with NULL',
    what: 'NULL is first in Spark and in Polars, last in DuckDB. It matters with LIMIT, and where files are read in order.',
    triggers: [
      'clause:order-by',
      'method:orderBy',
      'method:sort',
      'method:asc',
      'function:asc',
      'method:sortWithinPartitions',
    ],
    spark: 'SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x',
    ports: {
      duckdb: {
        plain: 'SELECT x FROM (VALUES (2), (NULL), (1)) AS t(x) ORDER BY x',
        agrees: 'SELECT x FROM (VALUES (2), (NULL), (1)) AS t(x) ORDER BY x NULLS FIRST',
        write: 'ORDER BY x NULLS FIRST',
      },
      polars: { plain: "pl.DataFrame({'x': [2, None, 1]}).sort('x')" },
    },
  },
  {
    id: 'order-by-desc-null',
    title: 'ORDER BY … DESC with NULL',
    what: 'NULL is last in Spark and in DuckDB, first in Polars.',
    triggers: ['clause:order-by-desc', 'method:desc', 'function:desc'],
    spark: 'SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x DESC',
    ports: {
      duckdb: { plain: 'SELECT x FROM (VALUES (2), (NULL), (1)) AS t(x) ORDER BY x DESC' },
      polars: {
        plain: "pl.DataFrame({'x': [2, None, 1]}).sort('x', descending=True)",
        agrees: "pl.DataFrame({'x': [2, None, 1]}).sort('x', descending=True, nulls_last=True)",
        write: "frame.sort('x', descending=True, nulls_last=True)",
      },
    },
  },
  {
    id: 'order-by-nulls-written',
    title: 'ORDER BY with NULLS FIRST or NULLS LAST, NaN and text',
    what: 'With the place of NULL written down, the order is the same: NaN after every number, text by code point.',
    triggers: [
      'clause:nulls-first',
      'clause:nulls-last',
      'function:asc_nulls_first',
      'function:asc_nulls_last',
      'function:desc_nulls_first',
      'function:desc_nulls_last',
      'method:asc_nulls_first',
      'method:asc_nulls_last',
      'method:desc_nulls_first',
      'method:desc_nulls_last',
    ],
    spark:
      "SELECT x, s FROM VALUES (1D, 'b'), (1D, 'B'), (1D, 'é'), (1D, NULL), (double('NaN'), 'a'), (NULL, 'a') AS t(x, s) ORDER BY x DESC NULLS FIRST, s NULLS LAST",
    ports: {
      duckdb: {
        plain:
          "SELECT x, s FROM (VALUES (1::DOUBLE, 'b'), (1, 'B'), (1, 'é'), (1, NULL), ('NaN'::DOUBLE, 'a'), (NULL, 'a')) AS t(x, s) ORDER BY x DESC NULLS FIRST, s NULLS LAST",
      },
      polars: {
        plain:
          "pl.DataFrame({'x': [1.0, 1.0, 1.0, 1.0, float('nan'), None], 's': ['b', 'B', 'é', None, 'a', 'a']}).sort('x', 's', descending=[True, False], nulls_last=[False, True])",
      },
    },
  },
  {
    id: 'limit',
    title: 'LIMIT and OFFSET after a complete order',
    what: 'The same rows, if the order has no ties and says where NULL goes. Without an order, any rows.',
    triggers: [
      'clause:limit',
      'method:limit',
      'method:take',
      'method:head',
      'clause:offset',
      'method:offset',
    ],
    spark: 'SELECT x FROM VALUES (3), (1), (2) AS t(x) ORDER BY x LIMIT 1 OFFSET 1',
    ports: {
      duckdb: { plain: 'SELECT x FROM (VALUES (3), (1), (2)) AS t(x) ORDER BY x LIMIT 1 OFFSET 1' },
      polars: { plain: "pl.DataFrame({'x': [3, 1, 2]}).sort('x').slice(1, 1)" },
    },
  },
]
