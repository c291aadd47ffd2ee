import { join } from 'node:path'
import type { Metered } from '../src/runners/meter/meter.ts'
import { metered } from './metered.ts'

const PROGRAM = `
import duckdb, sys
columns = [row[0] for row in duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{sys.argv[1]}', all_varchar = true)").fetchall()]
duckdb.sql("SELECT " + ", ".join(f'count("{c}")' for c in columns) + f" FROM read_csv('{sys.argv[1]}', all_varchar = true)").fetchall()
`

/**
 * What a clone's DuckDB takes to parse all columns of the CSV files in a folder: the unit F, once.
 *
 * @param scratch folder of temporary files
 */
export async function parseCsv(
  clone: string,
  input: string,
  scratch: string,
  signal?: AbortSignal,
): Promise<Metered> {
  const argv = [join(clone, 'docker/pythonic/.venv/bin/python'), '-c', PROGRAM, join(input, '*.csv')]
  return (await metered(argv, scratch, { signal })).cost
}
