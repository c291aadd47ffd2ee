import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { readWhole } from '../../files/excerpt.ts'
import { scratchFolder } from '../../files/scratch.ts'
import { neverStarted, ranStep, type StepRun } from '../../trial/step-run.ts'
import { type EndUnknown, type MeterResult, startMeter } from '../meter/meter.ts'
import { endUnwatched, outwait } from '../meter/unwatched.ts'
import type { Inherited } from './inherited.ts'
import { endUnknown, METER_LOST, toStepRun, unmeasuredPart, unmeteredStep } from './run.ts'
import { type PassedSignal, type Signals, sendToGroup } from './signals.ts'

/** A production job may take hours, and no samples of it are kept; what outlives it gets time to end. */
const SAMPLING = { sampleMs: 500, graceSeconds: 30 }
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
  await using scratch = await scratchFolder().catch(() => null)
  const stages = scratch && join(scratch.path, 'stages.jsonl')
  const hasStages = stages !== null && (await writeFile(stages, '').then(isDone, isNot))
  const attached = { parent: process.pid, ignored: inherited.ignored.map((name) => constants.signals[name]) }
  const told = hasStages ? { env: { ...env, ETL_STAGES: stages }, stages } : { env }
  const spec = { argv, cwd, ...told, attached, ...SAMPLING }
  const ofStderr = process.stderr.isTTY ? 'inherit' : 'pipe'
  const { child, started, ended, elapsedMs } = startMeter(python, spec, [
    'ignore',
    'inherit',
    ofStderr,
    ...passedOn(inherited.files),
  ])
  child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  let [command, isOver]: [number | undefined, boolean] = [undefined, false]
  void started.then((pid) => {
    command = pid
  })
  // To the command's group once it has one, and not to the meter, which would end the command in its own way.
  const pass = (name: PassedSignal): unknown =>
    sendToGroup(command, name) || isOver || setTimeout(pass, RETRY_MS, name)
  signals.passTo(pass)
  const { result, unwatched, logEnd } = await ended
  if (!result) await outwait(unwatched)
  isOver = true
  const lost = unwatched.pid === null ? NEVER_BEGAN : { unknownAfterMs: elapsedMs() }
  if (!result) await endUnwatched(unwatched, SAMPLING.graceSeconds)
  const ending = result ?? lost
  if ('neverBegan' in ending) return runUnmeasured(METER_LOST, { argv, cwd, env, inherited }, signals)
  const text = hasStages ? await readWhole(stages).catch(() => undefined) : undefined
  return { run: stepOf(ending), logEnd, stages: text ?? '' }
}

const NEVER_BEGAN = { neverBegan: true } as const
const isDone = () => true
const isNot = () => false

function stepOf(result: Exclude<MeterResult, { neverBegan: true }> | EndUnknown): StepRun {
  if ('startError' in result) return notStarted(result.startError)
  if ('unknownAfterMs' in result) return endUnknown(result)
  return 'meterLost' in result ? unmeteredStep(result) : toStepRun(result, null, NOT_COUNTED)
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
  const ending = await once(child, 'exit').catch((error: NodeJS.ErrnoException) => error)
  const parts = [unmeasuredPart(reason, performance.now() - begun)]
  const known = { logEnd: '', stages: '' }
  if (ending instanceof Error) return { run: notStarted(ending.code ?? ending.message), ...known }
  const [exitCode, signal] = ending as [number | null, NodeJS.Signals | null]
  return { run: ranStep({ exitCode, signal: signal && constants.signals[signal], parts }), ...known }
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
