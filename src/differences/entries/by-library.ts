import type { Code, Entry, Port } from '../entry.ts'

/** Python that makes or opens a table, and an expression for its rows as an Arrow table. */
type Read = readonly [setUp: string, rows: string]

interface Ways {
  plain: Read
  agrees?: Read
  write?: string
}

/** Ports that reach a table by a library of its format, whose Arrow tables DuckDB and Polars take as they are. */
export const byLibrary = (ways: Ways): Entry['ports'] => ({
  duckdb: portBy(ways, ([setUp, rows]) => ({ python: `${setUp}con.from_arrow(${rows})` })),
  polars: portBy(ways, ([setUp, rows]) => `${setUp}pl.from_arrow(${rows})`),
})

function portBy({ plain, agrees, write }: Ways, codeOf: (read: Read) => Code): Port {
  return {
    plain: codeOf(plain),
    ...(agrees && { agrees: codeOf(agrees) }),
    ...(write !== undefined && { write }),
  }
}

/** How Spark's probes name their one table of Iceberg. */
export const SPARK_ICEBERG = 'lake.`{folder}/t`'

const PYICEBERG = `import pyarrow as pa
from pyiceberg.catalog.memory import InMemoryCatalog
catalog = InMemoryCatalog('lake', warehouse=f'file://{folder}')
catalog.create_namespace('db')
`

/** A table that PyIceberg writes: `table`, with the `rows` of some columns as Python writes them. */
export const pyicebergTable = (columns: string): string =>
  `${PYICEBERG}rows = pa.table({${columns}})\ntable = catalog.create_table('db.t', rows.schema)\ntable.append(rows)\n`
