import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DROP_INS, type DropIn } from '../src/differences/entry.ts'
import { PYTHON } from './dropin-engines.ts'
import { root, scratch } from './etl-compare.ts'

const MODULES: Record<DropIn, keyof typeof PYTHON> = {
  sail: 'sail',
  sqlframe: 'sqlframe_duckdb',
  duckdb_spark: 'duckdb_spark',
}

/** How a program ended. */
export interface Ended {
  code: number
  stdout: string
}

/** Runs the texts of programs on all drop-in engines, each in a process and a folder of its own. */
export async function runEverywhere(programs: readonly string[]): Promise<Record<DropIn, Ended[]>> {
  const ended = await Promise.all(DROP_INS.map(async (engine) => [engine, await runAll(engine, programs)]))
  return Object.fromEntries(ended)
}

async function runAll(engine: DropIn, programs: readonly string[]): Promise<Ended[]> {
  await using folder = await scratch()
  const module = MODULES[engine]
  const python = join(root, PYTHON[module], '.venv/bin/python')
  const run = promisify(execFile)(python, [join(root, 'tests/dropin_programs.py'), module, folder.path])
  run.child.stdin?.end(JSON.stringify(programs))
  return JSON.parse((await run).stdout)
}
