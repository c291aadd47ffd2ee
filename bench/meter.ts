/**
 * How well containers are measured: programs whose cost is known, what the tool measured of them, and the best
 * that `docker stats` showed in the same run. Errors are the worst of all repeats.
 *
 * Usage: bench/meter.ts [REPEATS]; default: 5. Needs a Docker daemon with etl-compare/pythonic and, for the JVM,
 * etl-compare/spark (`etl-compare images build`).
 */
import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { isMeasured } from '../src/model/measures/measure.ts'
import { measuresOfSteps } from '../src/model/record/usage.ts'
import type { Daemon } from '../src/runners/docker/connect.ts'
import type { Inside } from '../src/runners/docker/probe.ts'
import { BARE, insideOf, PYTHON, prepareLoads, runWatched, type WatchedRun } from './known-load/run.ts'

const REPEATS = Number(process.argv[2] ?? 5)
const MIB = 2 ** 20

/** What a program prints of itself. */
interface Truth {
  anonBytes: number
  /** What the kernel itself came to hold for it, as its cgroup says; 0 on v2. */
  kernelBytes: number
  cpuSeconds: number
}

interface Load {
  title: string
  argv: string[]
  /** What it leaves in the page cache: with its anonymous memory, the kernel's peak. Null: not known. */
  cacheBytes: number | null
}

const load = (title: string, argv: string[], cacheBytes = 0): Load => ({
  title,
  argv: ['/load', ...argv],
  cacheBytes,
})
const LOADS = [
  load('300 MiB held 2 s', ['hold', '300', '2']),
  load('300 MiB freed at once', ['spike', '300']),
  load('file of 1 GiB', ['file', '1024', '/tmp/file'], 1024 * MIB),
  load('2 s of CPU, 2 children', ['cpu', '1']),
  load('2 s of CPU, 2 orphans', ['orphans', '1']),
  load('1 s of CPU, lives 0.5 s', ['cpu', '0.5']),
  load('300 MiB held 1 s', ['hold', '300', '1']),
]

const MEASURES = ['kernel peak', 'anonymous peak', 'CPU'] as const
type Measure = (typeof MEASURES)[number]
/** Below these a figure is all noise, and an error in percent says nothing. */
const LEAST: Record<Measure, number> = { 'kernel peak': 100 * MIB, 'anonymous peak': 100 * MIB, CPU: 0.8 }

interface Figures {
  measured: number | null
  truth: number
  stats: number | null
}

function figuresOf(
  { run, printed, stats }: WatchedRun,
  { cacheBytes }: Load,
): Partial<Record<Measure, Figures>> {
  const truth = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Truth
  const measures = measuresOfSteps([run])
  const figure = (name: 'peakKernelBytes' | 'peakAnonBytes' | 'cpuSeconds') => {
    const value = measures[name]
    return isMeasured(value) ? value : null
  }
  return {
    ...(cacheBytes !== null && {
      'kernel peak': {
        measured: figure('peakKernelBytes'),
        truth: truth.anonBytes + truth.kernelBytes + cacheBytes,
        stats: stats.memoryBytes,
      },
    }),
    'anonymous peak': {
      measured: figure('peakAnonBytes'),
      truth: truth.anonBytes,
      stats: stats.memoryBytes,
    },
    CPU: { measured: figure('cpuSeconds'), truth: truth.cpuSeconds, stats: stats.cpuSeconds },
  }
}

const shown = (measure: Measure, value: number | null): string => {
  if (value === null) return '–'
  return measure === 'CPU' ? `${value.toFixed(3)} s` : `${(value / MIB).toFixed(1)} MiB`
}

const errorOf = (value: number | null, truth: number): number | null =>
  value === null ? null : (100 * (value - truth)) / truth

/** The error furthest from none. */
const worst = (errors: (number | null)[]): string => {
  const known = errors.filter((error) => error !== null)
  if (known.length < errors.length) return '–'
  const [most = Number.NaN] = known.toSorted((a, b) => Math.abs(b) - Math.abs(a))
  return `${most > 0 ? '+' : ''}${most.toFixed(1)} %`
}

const middle = <T>(values: T[]): T | undefined => values[Math.floor(values.length / 2)]

function rowsOf(from: string, each: Load, runs: WatchedRun[]): string[][] {
  const figures = runs.map((run) => figuresOf(run, each))
  return MEASURES.flatMap((measure) => {
    const all = figures
      .flatMap((one) => one[measure] ?? [])
      .toSorted((a, b) => (a.measured ?? 0) - (b.measured ?? 0))
    const typical = middle(all)
    if (!typical || typical.truth < LEAST[measure]) return []
    return [
      [
        each.title,
        from,
        measure,
        shown(measure, typical.truth),
        shown(measure, typical.measured),
        worst(all.map(({ measured, truth }) => errorOf(measured, truth))),
        shown(measure, typical.stats),
        worst(all.map(({ stats, truth }) => errorOf(stats, truth))),
      ],
    ]
  })
}

async function repeated(daemon: Daemon, inside: Inside, each: Load): Promise<WatchedRun[]> {
  const runs: WatchedRun[] = []
  for (let turn = 0; turn < REPEATS; turn += 1) {
    const done = await runWatched(daemon, inside, each.argv)
    if (done.run.exitCode !== 0) throw new Error(`${each.title}: ${done.printed.slice(-2000)}`)
    runs.push(done)
  }
  return runs
}

async function jvmRows(daemon: Daemon): Promise<string[][]> {
  const inside = await insideOf(daemon, 'etl-compare/spark')
  if (!inside) return []
  const code = await readFile(join(import.meta.dirname, 'known-load/jvm.py'), 'utf8')
  const jvm = {
    title: 'JVM with 300 MiB on its heap',
    argv: ['python', '-c', code, '300', '2'],
    cacheBytes: null,
  }
  return rowsOf('inside', jvm, await repeated(daemon, inside, jvm))
}

const WIDTHS = [29, 8, 15, 11, 11, 9, 13, 9]
const line = (cells: string[]): string =>
  cells
    .map((cell, column) =>
      column < 3 ? cell.padEnd(WIDTHS[column] ?? 0) : cell.padStart(WIDTHS[column] ?? 0),
    )
    .join('')
    .trimEnd()

const daemon = await prepareLoads()
const machine = `${cpus().length} × ${cpus()[0]?.model}, Docker ${daemon.version}, cgroup ${daemon.cgroup}`
console.log(`${machine}; ${REPEATS} runs each, the worst error of them`)
console.log(line(['program', 'meter', 'measure', 'true', 'measured', 'error', 'docker stats', 'error']))
const show = (rows: string[][]) => console.log(rows.map(line).join('\n'))
for (const [from, image] of [
  ['inside', PYTHON],
  ['outside', BARE],
] as const) {
  const inside = await insideOf(daemon, image)
  if (!inside) throw new Error(`${image} was not built`)
  for (const each of LOADS) show(rowsOf(from, each, await repeated(daemon, inside, each)))
}
show(await jvmRows(daemon))
