import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants as modes, openSync, readSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { isatty } from 'node:tty'
import { BoundedFile } from '../../files/bounded-file.ts'
import { readStart } from '../../files/excerpt.ts'
import { repeatedly } from '../../files/repeatedly.ts'
import { scratchFolder } from '../../files/scratch.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { startMeter, type WaitingMeter } from '../meter/start.ts'
import { endUnwatched, outwait } from '../meter/unwatched.ts'
import { asCame } from './as-came.ts'
import type { Inherited } from './inherited.ts'
import { type PassedSignal, type Signals, sendToGroup } from './signals.ts'

/** A production job may take hours, and no samples of it are kept; what outlives it gets time to end. */
const SAMPLING = { sampleMs: 500, graceSeconds: 30 }
/** A Python that takes longer hangs, such as one on a disk that does not answer. */
const LONGEST_START_MS = 10_000
const TOO_LATE = 'python3 did not answer in time'
const RETRY_MS = 10
/** How a script begins. */
const SHEBANG = '#!'
/** What a command may write to its stages file, in bytes; far more than is read. */
const MOST_STAGES = 2 ** 20
const CUT_EVERY_MS = 5000
/** Loaded once a command has ended, which need not wait for it. */
const steps = () => import('./attached-step.ts')

/** A command that keeps this process's own terminal, folder and environment, and what it was called with. */
export interface AttachedRequest {
  argv: string[]
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

/** The meter of a command that is not known yet: it comes up meanwhile. One that still waits ends with its block. */
export interface ComingMeter extends Disposable {
  readonly up: Promise<WaitingMeter | { reason: string }>
}

/** Starts the meter of a command whose output goes where this process's goes, unless an end is wanted before it is up. */
export function attachMeter(inherited: Inherited, received: AbortSignal): ComingMeter {
  const stop = new AbortController()
  const end = () => stop.abort()
  const late = setTimeout(end, LONGEST_START_MS)
  received.addEventListener('abort', end)
  const up = startAttached(inherited, stop.signal).finally(() => {
    clearTimeout(late)
    received.removeEventListener('abort', end)
  })
  return {
    up: up.then((meter) => (stop.signal.aborted ? { reason: TOO_LATE } : meter)),
    [Symbol.dispose]: end,
  }
}

async function startAttached({ files }: Inherited, signal: AbortSignal): ReturnType<typeof startMeter> {
  if (process.platform !== 'linux')
    return { reason: `measuring needs Linux, but this is ${process.platform}`, isKilled: false }
  const ofStderr = process.stderr.isTTY ? 'inherit' : 'pipe'
  // Of a terminal the kernel lets only the group in front read: the command is not in it.
  const ofStdin = isatty(0) ? 'ignore' : 'inherit'
  const stdio = [ofStdin, 'inherit', ofStderr, ...passedOn(files)] as const
  const program = pythonProgram()
  const started = program && (await startMeter(program, stdio, null, signal))
  if (started && ('child' in started || signal.aborted)) return started
  return startMeter('python3', stdio, null, signal)
}

/**
 * The first python3 of the PATH that is no script: a version manager's shim takes longer than all that it starts. Looked for
 * at once, since between turns of the event loop all else that `record` needs would be loaded first.
 */
function pythonProgram(): string | undefined {
  const paths = (process.env.PATH?.split(delimiter) ?? []).map((folder) => join(folder, 'python3'))
  return paths.find((path) => {
    const start = firstBytes(path)
    return start !== '' && start !== SHEBANG
  })
}

function firstBytes(path: string): string {
  let file: number | undefined
  try {
    // Not waited for, should it be a FIFO.
    file = openSync(path, modes.O_RDONLY | modes.O_NONBLOCK)
    const bytes = Buffer.alloc(SHEBANG.length)
    return bytes.toString('latin1', 0, readSync(file, bytes))
  } catch {
    return ''
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Runs a command under the meter. Signals are passed on to it as they are. */
export async function runAttached(
  meter: WaitingMeter,
  { argv, env, inherited }: AttachedRequest,
  signals: Signals,
): Promise<AttachedRun> {
  await using scratch = await scratchFolder().catch(() => null)
  const stages = scratch && join(scratch.path, 'stages.jsonl')
  const hasStages = stages !== null && (await writeFile(stages, '').then(isDone, isNot))
  await using bounded = hasStages ? await BoundedFile.of(stages, { head: MOST_STAGES, tail: 0 }) : null
  const attached = { parent: process.pid, ignored: inherited.ignored.map((name) => constants.signals[name]) }
  const called = await asCame({ argv, env })
  const place = hasStages ? { env: { ...called.env, ETL_STAGES: stages }, stages } : { env: called.env }
  const spec = { argv: called.argv, ...place, attached, ...SAMPLING }
  meter.child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  let [command, isOver]: [number | undefined, boolean] = [undefined, false]
  const begun = performance.now()
  const ended = meter.run(spec, (pid) => {
    command = pid
  })
  // To the command's group once it has one, and not to the meter, which would end the command in its own way.
  const pass = (name: PassedSignal): unknown =>
    sendToGroup(command, name) || isOver || setTimeout(pass, RETRY_MS, name)
  signals.passTo(pass)
  await using _ = repeatedly(CUT_EVERY_MS, async () => bounded?.cut())
  const { text, unwatched, logEnd } = await ended
  if (text === '') await outwait(unwatched)
  isOver = true
  const lasted = performance.now() - begun
  if (text === '') await endUnwatched(unwatched, SAMPLING.graceSeconds)
  const { meteredStep, METER_LOST } = await steps()
  const run = meteredStep(text, unwatched.pid === null ? null : lasted)
  if (run === null) return runUnmeasured(METER_LOST, { argv, env, inherited }, signals)
  return { run, logEnd, stages: hasStages ? await readStart(stages) : '' }
}

const isDone = () => true
const isNot = () => false

/** Runs a command where nothing can measure it: its time is all that is known. */
export async function runUnmeasured(
  reason: string,
  { argv: [program = '', ...args], env, inherited }: AttachedRequest,
  signals: Signals,
): Promise<AttachedRun> {
  const begun = performance.now()
  const stdio: StdioOptions = ['inherit', 'inherit', 'inherit', ...passedOn(inherited.files)]
  const child = spawn(program, args, { env, stdio, detached: true })
  signals.passTo((name) => sendToGroup(child.pid, name))
  const ending = await once(child, 'exit').catch((error: NodeJS.ErrnoException) => error)
  const workMs = performance.now() - begun
  const { unmeasuredStep } = await steps()
  return { run: unmeasuredStep(ending, workMs, reason), logEnd: '', stages: '' }
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
