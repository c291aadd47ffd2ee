import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { isMetered, meter } from '../../src/runners/meter/meter.ts'
import { findPython } from '../../src/runners/meter/python.ts'
import type { Cost } from './in-turns.ts'

const ROOT = resolve(import.meta.dirname, '../..')
export const PYTHONIC = join(ROOT, 'docker/pythonic')
export const PYTHON = join(PYTHONIC, '.venv/bin/python')
export const COMMAND = join(ROOT, 'bin/etl-compare')

/** What all parts share. */
export interface Bench {
  /** Everything is below it: `catalog.db`, `warehouse`, the configuration. */
  scratch: string
  repeats: number
  /** Of the sessions job's input. */
  size: string
  /** Of the table that is compared in all formats. */
  rows: number
  signal: AbortSignal
}

/** The catalog `lake`, as PyIceberg takes it. */
export const catalogOf = ({ scratch }: Bench) => ({
  type: 'sql',
  uri: `sqlite:///${join(scratch, 'catalog.db')}`,
  warehouse: `file://${join(scratch, 'warehouse')}`,
})

/** Runs a program of this folder with the Python of the built-in jobs. */
export async function runPython(program: string, args: readonly string[], { signal }: Bench): Promise<void> {
  await promisify(execFile)(PYTHON, [join(import.meta.dirname, program), ...args], { signal })
}

/**
 * Runs a command, and the whole process tree is measured. What it wrote is on the disk before anything else is measured.
 *
 * @throws Error with its log where it fails
 */
export async function metered(
  argv: string[],
  { scratch, signal }: Bench,
  place: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Cost> {
  const [log, stages] = [join(scratch, 'log'), join(scratch, 'stages')]
  for (const file of [log, stages]) await writeFile(file, '')
  const spec = {
    argv,
    cwd: place.cwd ?? scratch,
    // On the disk of the tables, as a user would set it who has large ones
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      TMPDIR: scratch,
      ETL_STAGES: stages,
      ...place.env,
    },
    ...{ log, stages, sampleMs: 100, graceSeconds: 1 },
  }
  const cost = await meter(await findPython(), spec, signal)
  signal.throwIfAborted()
  if (!isMetered(cost) || cost.exitCode !== 0)
    throw new Error(`${argv.join(' ')} failed:\n${await readFile(log, 'utf8')}`)
  await promisify(execFile)('sync')
  return { wallSeconds: cost.wallMs / 1000, cpuSeconds: cost.cpuSeconds }
}
