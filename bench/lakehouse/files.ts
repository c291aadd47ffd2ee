import { join } from 'node:path'
import { isUnknown } from '../../src/checks/facts.ts'
import { inspectTable } from '../../src/tables/readers/lake/inspect-table.ts'
import { lakeAccess } from '../../src/workflow/plan/lakes.ts'
import { findConfig } from '../../src/workflow/plan/load-config.ts'
import { inTurns } from '../in-turns.ts'
import { type Bench, COMMAND, costOf, runPython } from './bench.ts'
import type { Measured } from './table.ts'

const FILES = 1000
const COMMITS = 100
const ONE = 'iceberg:lake.many.one_commit'
const MANY = 'iceberg:lake.many.commits'

/**
 * A table of many files: its metadata loaded and its files listed, as `run` asks for them, by the program that answers all
 * questions of a command and has its libraries loaded by then; and a whole command that reads the table.
 */
export async function measureManyFiles(bench: Bench): Promise<Measured[]> {
  await runPython('many_files.py', [bench.scratch, String(FILES), String(COMMITS)], bench)
  const lakes = lakeAccess(await findConfig(join(bench.scratch, 'etl-compare.yml')), process.env)
  const inspect = async (path: string) => {
    const begun = performance.now()
    const { dataFiles } = await inspectTable(path, undefined, lakes, bench.signal)
    const wallSeconds = (performance.now() - begun) / 1000
    if (isUnknown(dataFiles)) throw new Error(`${path}: ${dataFiles.reason}`)
    const found = dataFiles.flat().length
    if (found !== FILES) throw new Error(`${path}: ${found} files`)
    return { wallSeconds, cpuSeconds: null }
  }
  const fingerprint = (path: string) => costOf([COMMAND, 'fingerprint', path], bench)
  // Loads the libraries
  await inspect(ONE)
  const title = `Iceberg table of ${FILES.toLocaleString('en')} files,`
  const listed = [
    { name: 'of 1 commit', measure: () => inspect(ONE) },
    { name: `of ${COMMITS} commits`, measure: () => inspect(MANY) },
  ]
  const read = [
    { name: 'of 1 commit', measure: () => fingerprint(ONE) },
    { name: `of ${COMMITS} commits`, measure: () => fingerprint(MANY) },
  ]
  return [
    await inTurns(`${title} loaded and listed`, listed, bench.repeats),
    await inTurns(`${title} etl-compare fingerprint`, read, bench.repeats),
  ]
}
