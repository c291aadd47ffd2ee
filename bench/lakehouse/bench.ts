import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { metered } from '../metered.ts'
import type { Cost } from './table.ts'

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

/** Runs a command, and the whole process tree is measured. What it wrote is on the disk before anything else is measured. */
export async function costOf(
  argv: readonly string[],
  { scratch, signal }: Bench,
  place: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Cost> {
  // Temporary files are on the disk of the tables, as a user would set it who has large ones
  const { cost } = await metered(argv, scratch, { ...place, signal })
  await promisify(execFile)('sync')
  return { wallSeconds: cost.wallMs / 1000, cpuSeconds: cost.cpuSeconds }
}
