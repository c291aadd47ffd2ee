import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { listFiles } from '../../src/files/disk.ts'
import { makeFixture } from '../../src/fixtures/store.ts'
import { inTurns } from '../in-turns.ts'
import { type Bench, catalogOf, costOf, PYTHON, PYTHONIC, runPython } from './bench.ts'
import type { Measured, Side } from './table.ts'

const ENGINES = ['polars', 'duckdb'] as const
export type Engine = (typeof ENGINES)[number]

/** As the built-in job has them. */
const LIMITS = { ETL_CPUS: '2', ETL_MEMORY: String(4 * 2 ** 30) }

/** Where a trial's tables are: Parquet below a folder, Iceberg in a namespace. */
export const parquetOf = ({ scratch }: Bench, engine: Engine, repeat: number): string =>
  join(scratch, 'loaded', `${engine}_${repeat}`)
export const namespaceOf = (engine: Engine, repeat: number): string => `${engine}_${repeat}`

/** The sessions job by each Pythonic engine, into Parquet and into Iceberg: the whole program, from start to exit. */
export async function measureLoad(bench: Bench): Promise<Measured[]> {
  const input = await prepareInput(bench)
  const repeats = [...new Array(bench.repeats).keys()]
  const namespaces = ENGINES.flatMap((engine) => repeats.map((repeat) => namespaceOf(engine, repeat)))
  await runPython('catalog.py', [bench.scratch, ...namespaces], bench)
  const measured: Measured[] = []
  for (const engine of ENGINES) {
    const title = `sessions ${bench.size}, loaded by ${engine} into`
    measured.push(await inTurns(title, sidesOf(bench, engine, input), bench.repeats))
  }
  return measured
}

function sidesOf(bench: Bench, engine: Engine, input: string): Side[] {
  const load = async (repeat: number, args: string[]) => {
    const output = parquetOf(bench, engine, repeat)
    await mkdir(output, { recursive: true })
    const argv = [PYTHON, join('jobs', `sessions_${engine}.py`), ...args]
    const catalogs = JSON.stringify({ lake: catalogOf(bench) })
    const env = { ETL_INPUT: input, ETL_OUTPUT: output, ETL_CATALOGS: catalogs, ...LIMITS }
    return costOf(argv, bench, { cwd: PYTHONIC, env })
  }
  return [
    { name: 'Parquet', measure: (repeat) => load(repeat, []) },
    { name: 'Iceberg', measure: (repeat) => load(repeat, [`iceberg:lake.${namespaceOf(engine, repeat)}`]) },
  ]
}

/** @returns the folder of the input, which the page cache holds afterwards as `run` sees to before each trial */
async function prepareInput({ size, signal }: Bench): Promise<string> {
  const request = { fixture: 'weblogs', size, partition: '2026-11-20', format: 'csv' } as const
  const { path } = await makeFixture(request, undefined, { signal })
  for (const file of await listFiles(path)) await finished(createReadStream(file.path).resume())
  return path
}
