import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { scratchFolder } from '../../files/scratch.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import { noUsageHere } from '../../model/record/usage.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import { SILENT } from '../meter/measures.ts'
import { METER, type MeterSpec, meterResultSchema } from '../meter/meter.ts'
import type { Inherited } from './inherited.ts'
import { processPart, toStepRun } from './run.ts'
import type { PassedSignal, Signals } from './signals.ts'

/** A production job may take hours, and no samples of it are kept; what outlives it gets time to end. */
const SAMPLING = { sampleMs: 500, graceSeconds: 30 }
const TAIL_BYTES = 64 * 1024
const RETRY_MS = 10
/** A quota may well confine the command, but it is none of this tool's. */
const NOT_COUNTED = 'the command ran without limits and was not measured'

/** A command that keeps this process's own terminal, folder and environment, and what it was called with. */
export interface AttachedRequest {
  argv: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  inherited: Inherited
}

export interface AttachedRun {
  run: StepRun
  /** The end of what it wrote to stderr, where that is no terminal. */
  logEnd: string
  /** The text of its stages file. */
  stages: string
}

/** Runs a command under the meter. Its output goes where this process's goes; signals are passed on to it as they are. */
export async function runAttached(
  python: string,
  { argv, cwd, env, inherited }: AttachedRequest,
  signals: Signals,
): Promise<AttachedRun> {
  await using scratch = await scratchFolder()
  const inScratch = (name: string) => join(scratch.path, name)
  const stages = inScratch('stages.jsonl')
  const spec: MeterSpec = {
    argv,
    cwd,
    env: { ...env, ETL_STAGES: stages },
    cpus: [],
    memoryBytes: null,
    log: null,
    stages,
    inContainer: false,
    attached: { parent: process.pid, ignored: inherited.ignored.map((name) => constants.signals[name]) },
    ...SAMPLING,
  }
  await Promise.all([
    writeFile(stages, ''),
    writeFile(inScratch('spec.json'), JSON.stringify(spec), { mode: 0o600 }),
  ])
  const child = spawn(python, ['-ESs', METER, inScratch('spec.json'), inScratch('result.json')], {
    stdio: ['ignore', 'inherit', process.stderr.isTTY ? 'inherit' : 'pipe', ...passedOn(inherited.files)],
    detached: true,
  })
  signals.passTo((name) => signalCommand(child, name))
  const logEnd = await ended(child)
  const text = await readFile(inScratch('result.json'), 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error('The meter ended without a result; see above.')
  const result = meterResultSchema.parse(JSON.parse(text))
  const run = 'startError' in result ? notStarted(result.startError) : toStepRun(result, null, NOT_COUNTED)
  return { run, logEnd, stages: await readFile(stages, 'utf8').catch(() => '') }
}

/** Runs a command where nothing can measure it: its time is all that is known. */
export async function runUnmeasured(
  reason: string,
  { argv: [program = '', ...args], cwd, env, inherited }: AttachedRequest,
  signals: Signals,
): Promise<AttachedRun> {
  const begun = performance.now()
  const stdio: StdioOptions = ['inherit', 'inherit', 'inherit', ...passedOn(inherited.files)]
  const child = spawn(program, args, { cwd, env, stdio, detached: true })
  signals.passTo((name) => sendToGroup(child.pid, name))
  const ending = await new Promise<{ code: number | null; signal: NodeJS.Signals | null } | Error>(
    (resolve) => {
      child.on('error', resolve)
      child.on('exit', (code, signal) => resolve({ code, signal }))
    },
  )
  const workMs = performance.now() - begun
  const known = { logEnd: '', stages: '' }
  if (ending instanceof Error)
    return { run: notStarted((ending as NodeJS.ErrnoException).code ?? ending.message), ...known }
  const run: StepRun = {
    notStarted: null,
    exitCode: ending.code,
    signal: ending.signal && constants.signals[ending.signal],
    stopped: false,
    oomKills: null,
    leftoversEnded: 0,
    parts: [processPart('none', { initMs: unmeasured(SILENT), workMs, ...noUsageHere(reason) })],
    samples: [],
    limitsEnforced: true,
  }
  return { run, ...known }
}

/** Open files above 2 for a child, each under its own number. */
function passedOn(files: readonly number[]): (number | 'ignore')[] {
  const stdio: (number | 'ignore')[] = Array.from(
    { length: Math.max(0, (files.at(-1) ?? 2) - 2) },
    () => 'ignore',
  )
  for (const file of files) stdio[file - 3] = file
  return stdio
}

/** What kept it from starting, without its path: a record doesn't tell where things lie. */
const notStarted = (detail: string): StepRun =>
  neverStarted({ fault: 'engine', detail: detail.replace(/: '.*$/s, '') })

/** Shows what the child writes to stderr, and keeps its end. */
function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let tail = Buffer.alloc(0)
    child.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk)
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES)
    })
    child.on('error', reject)
    child.on('close', () => resolve(tail.toString()))
  })
}

/** Sends a signal to the command's group, not to the meter, which would end the command in its own way. */
function signalCommand(meter: ChildProcess, name: PassedSignal): void {
  const isSent = childrenOf(meter.pid).filter((pid) => sendToGroup(pid, name)).length > 0
  const isRunning = meter.exitCode === null && meter.signalCode === null
  if (!isSent && isRunning) setTimeout(() => signalCommand(meter, name), RETRY_MS).unref()
}

function childrenOf(pid: number | undefined): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function sendToGroup(pid: number | undefined, name: PassedSignal): boolean {
  try {
    return pid !== undefined && process.kill(-pid, name)
  } catch {
    return false
  }
}
