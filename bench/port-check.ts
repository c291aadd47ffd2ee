/**
 * What `etl-compare port-check` costs on a program of 10,000 lines: the billing example again and again, each time as a
 * function of its own.
 *
 * CPU-s is user and system time of the whole process tree from start to exit, as the kernel adds it up: first of a small
 * program, then of the large one. Each runs once before, so that compiled files are cached as for anyone's second call.
 *
 * Usage: bench/port-check.ts [--lines N]; default: 10000.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isMetered, type Metered, meter } from '../src/runners/meter/meter.ts'
import { findPython } from '../src/runners/meter/python.ts'

const ROOT = resolve(import.meta.dirname, '..')
const EXAMPLE = join(ROOT, 'examples/billing/jobs/billing_spark.py')
const COMMAND = join(ROOT, 'bin/etl-compare')

const { values: options } = parseArgs({ options: { lines: { type: 'string', default: '10000' } } })
const lines = z.coerce.number().int().positive().parse(options.lines)
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
const scratch = await mkdtemp(join(tmpdir(), 'bench-port-check-'))

/** The example as functions, until there are so many lines. */
function programOf(example: string): string {
  const body = example.trimEnd().replace(/^(?=.)/gm, '    ')
  const one = (number: number) => `def billing_${number}():\n${body}\n`
  const times = Math.ceil(lines / one(0).split('\n').length)
  return Array.from({ length: times }, (_, number) => one(number)).join('\n')
}

async function printCost(name: string, text: string): Promise<void> {
  await writeFile(join(scratch, 'program.py'), text)
  await check()
  const { cost, found } = await check()
  const cpu = (cost.cpuUserSeconds + cost.cpuSystemSeconds).toFixed(2).padStart(6)
  console.log(`${name.padEnd(16)}${cpu} ${(cost.wallMs / 1000).toFixed(2).padStart(7)}   ${found}`)
}

async function check(): Promise<{ cost: Metered; found: string }> {
  const [log, stages] = [join(scratch, 'log'), join(scratch, 'stages')]
  for (const file of [log, stages]) await writeFile(file, '')
  const spec = {
    argv: [COMMAND, 'port-check', 'program.py', '--to', 'duckdb'],
    cwd: scratch,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: scratch },
    ...{ log, stages, sampleMs: 100, graceSeconds: 1 },
  }
  const cost = await meter(await findPython(), spec, stop.signal)
  const [found = ''] = (await readFile(log, 'utf8')).split('\n')
  if (!isMetered(cost) || cost.exitCode !== 0) throw new Error(`port-check failed: ${found}`)
  return { cost, found }
}

try {
  console.log(`${'program'.padEnd(16)} CPU-s  wall s   found`)
  const example = await readFile(EXAMPLE, 'utf8')
  for (const text of [example, programOf(example)])
    await printCost(`${text.trimEnd().split('\n').length.toLocaleString('en')} lines`, text)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
