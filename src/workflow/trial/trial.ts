import { chmod, lstat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { interruptions } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { closedFolder } from '../../files/closed-folder.ts'
import { ifThere, removeTree, unlockFolder } from '../../files/disk.ts'
import { readEnd, readStart } from '../../files/excerpt.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { describeHost } from '../../machine/host.ts'
import { evictFiles } from '../../machine/page-cache.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { masterOf } from '../../model/record/launcher.ts'
import type { Host, Part, ServiceRun, StepRecord, Trial } from '../../model/record/schema.ts'
import { measuresOfSteps } from '../../model/record/usage.ts'
import type { Contract, TrialFiles } from '../../runners/job-contract.ts'
import { findPython } from '../../runners/meter/python.ts'
import type { ReadyStep } from '../../runners/runner.ts'
import { type Ending, neverBegan, stepEnding } from '../../trial/outcome.ts'
import { parseHeap, parseReported, parseUnsupported, withMaster } from '../../trial/reported.ts'
import { joinSamples, thinSamples } from '../../trial/samples.ts'
import { elapsedMs, neverStarted, type Sample, type StepRun } from '../../trial/step-run.ts'
import type { PreparedEngine } from '../engine/engine.ts'
import { keepBounded } from './bounded-files.ts'
import { withinDisk } from './disk-limit.ts'
import { type Maintained, maintain } from './maintenance.ts'
import { pullFor } from './pull.ts'
import { endingOfService, runAndAsk, serviceFacts, withServiceMeasures } from './run-service.ts'
import type { ReadyService } from './service.ts'

/** All that a trial needs to know. */
export interface TrialRequest {
  engine: PreparedEngine
  /** The trial's own folder: log, stages, samples and output lie below. */
  folder: string
  contract: Contract
  /** What its service is asked; null of a job that has none. */
  service: ReadyService | null
  timeoutSeconds: number
  /** Whether images are removed and pulled again before. */
  isCold: boolean
  /** Whether the engine's images were used before in this run. */
  isFirst: boolean
}

/** A trial as it went, before its output is looked at. */
export interface TrialRun extends Ending {
  steps: StepRecord[]
  /** The lines that its steps reported. */
  reported: string
  /** Absent where none was asked for, or its steps failed. */
  maintenance?: Trial['maintenance']
  /** Absent where its job has none, or it was not asked under load. */
  service?: ServiceRun
  measures: Measures
  samples: Sample[]
  /** Of the step that decided how it ended. */
  host: Host
  limitsEnforced: Trial['limitsEnforced']
  /** What is not kept of its log and stages, in words. */
  leftOut: string[]
}

/** Runs an engine's steps in order, once; a step that fails ends the trial. Setup and teardown are unclocked. */
export async function runTrial(request: TrialRequest, signal: AbortSignal): Promise<TrialRun> {
  const files = await makeFiles(request)
  await using _ = await closedFolder(request.folder)
  const { done, leftOut } = await keepBounded(files, () => runAll(request, files, signal))
  if (request.contract.temp !== null) await removeTree(request.contract.temp)
  return { ...done, leftOut }
}

async function runAll(
  request: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<Omit<TrialRun, 'leftOut'>> {
  const limit = AbortSignal.timeout(request.timeoutSeconds * 1000)
  const blocked = await runHook('setup', request, files, AbortSignal.any([signal, limit]))
  const done = blocked || signal.aborted ? [] : await runSteps(request, files, signal)
  const isDone = done.length > 0 && done.every(({ record }) => record.outcome === 'ok')
  const maintained = isDone && !signal.aborted ? await runMaintenance(request, files, signal) : undefined
  const unhurried = AbortSignal.timeout(request.timeoutSeconds * 1000)
  const after = await runHook('teardown', request, files, unhurried)
  const ending = done.find(({ record }) => record.outcome !== 'ok') ?? done.at(-1)
  const steps = done.map(({ record }) => record)
  const joined = joinSamples(
    done.map(({ run }) => ({ samples: run.samples, milliseconds: elapsedMs(run) ?? 0 })),
  )
  return {
    ...endingOf(ending?.ending, blocked, maintained?.failure ?? after, interruptions(signal)),
    steps,
    reported: done.map(({ stages }) => stages).join('\n'),
    ...(maintained && { maintenance: maintained.tasks }),
    ...serviceFacts(request.service, done[0]?.run),
    measures: measuresOfSteps(steps),
    samples: thinSamples(joined),
    host: ending?.run.parts[0]?.host ?? describeHost('none'),
    limitsEnforced: ending?.run.limitsEnforced ?? { value: null, reason: 'it did not start' },
  }
}

/**
 * A trial that setup kept from starting counts for nobody; one whose teardown failed has failed itself. How its steps ended
 * stands, whatever came after them.
 */
function endingOf(
  steps: Ending | undefined,
  setup: string | undefined,
  teardown: string | undefined,
  [interrupted]: readonly string[],
): Ending {
  if (steps?.outcome === 'ok' && teardown !== undefined) return { outcome: 'failed', reason: teardown }
  if (steps) return steps
  if (interrupted !== undefined) return neverBegan(interrupted)
  return { outcome: 'not-started', reason: setup ?? 'it has no steps' }
}

async function makeFiles({ folder, contract }: TrialRequest): Promise<TrialFiles> {
  const files = { log: join(folder, 'log.txt'), stages: join(folder, 'stages.jsonl') }
  await removeTree(folder)
  await makeFolder(contract.output)
  if (contract.temp !== null) {
    await makeFolder(contract.temp)
    await chmod(contract.temp, 0o1777) // As any /tmp is; the folder above is closed.
  }
  await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
  return files
}

interface DoneStep {
  run: StepRun
  stages: string
  record: StepRecord
  ending: Ending
}

async function runSteps(request: TrialRequest, files: TrialFiles, signal: AbortSignal): Promise<DoneStep[]> {
  const done: DoneStep[] = []
  for (const prepared of request.engine.steps) {
    const step = await runStep(prepared, request, files, signal)
    done.push(step)
    if (step.ending.outcome !== 'ok') break
  }
  return done
}

async function runStep(
  prepared: ReadyStep,
  request: TrialRequest,
  files: TrialFiles,
  cancel: AbortSignal,
): Promise<DoneStep> {
  const { step, image, versions } = prepared
  const { contract, timeoutSeconds } = request
  const run = await runOrExplain(prepared, request, files, cancel)
  await unlockFolder(request.folder)
  const { memoryBytes = null, diskBytes = null } = contract.limits
  const limits = { memoryBytes, diskBytes, timeoutSeconds }
  // One that ended by itself was asked nothing, whoever interrupts the run just then.
  const asked = run.stopped || run.notStarted ? interruptions(cancel) : []
  const stages = await readStart(files.stages)
  const said = { logEnd: await readEnd(files.log), unsupported: parseUnsupported(stages) }
  const ending = await endingOfService(request, run, stepEnding(run, limits, asked, said))
  const record: StepRecord = {
    name: step.name,
    outcome: ending.outcome,
    exitCode: run.exitCode,
    imageDigest: image?.digest ?? null,
    versions,
    // Of a driver beside executors it is not the engine's.
    parts:
      run.parts.length > 1 ? run.parts : withServiceMeasures(withMeasures(run.parts, parseHeap(stages)), run),
    ...withMaster(parseReported(stages), masterOf(step.command)),
  }
  return { run, stages, record, ending }
}

/** An image that can't be had before a cold trial, or an input that stays in memory, is this machine's doing, not the engine's. */
async function runOrExplain(
  prepared: ReadyStep,
  request: TrialRequest,
  files: TrialFiles,
  cancel: AbortSignal,
): Promise<StepRun> {
  const { contract, timeoutSeconds } = request
  await restoreLog(files)
  const locked = await emptyStages(files)
  if (locked !== undefined) return neverStarted({ fault: 'engine', detail: locked })
  try {
    const pull = await pullFor(prepared, request, cancel)
    const isFirst = prepared === request.engine.steps[0]
    if (isFirst && contract.limits.cache === 'evicted')
      await evictFiles(await findPython(), contract.input.files)
    const stop = AbortSignal.any([cancel, AbortSignal.timeout(timeoutSeconds * 1000)])
    const run = await withinDisk(contract, stop, (disk, signal) => {
      const call = { command: prepared.step.command, contract, files, disk }
      return runAndAsk(request, (end, onHost) => prepared.run({ ...call, onHost }, end), signal)
    })
    return { ...run, parts: withMeasures(run.parts, pull) }
  } catch (error) {
    if (error instanceof UserError) return neverStarted({ fault: 'machine', detail: error.message })
    throw error
  }
}

/** What is of all parts is counted with the first: its image was pulled for the others too. */
const withMeasures = ([first, ...others]: Part[], more: Measures): Part[] =>
  first ? [{ ...first, measures: { ...more, ...first.measures } }, ...others] : []

/** What a step put into the place of the log may be something that keeps a writer waiting. */
async function restoreLog({ log }: TrialFiles): Promise<void> {
  const found = await ifThere(lstat(log))
  if (found?.isFile()) return
  await removeTree(log)
  await writeFile(log, '')
}

/** Creates an empty stages file, whatever the step before made of it; returns why it can't be done. */
async function emptyStages({ stages }: TrialFiles): Promise<string | undefined> {
  await removeTree(stages)
  return writeFile(stages, '').then(
    () => undefined,
    (error: Error) => error.message,
  )
}

/** Runs `setup:` or `teardown:`, where there is one; returns what went wrong, if anything did. */
async function runHook(
  hook: 'setup' | 'teardown',
  request: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<string | undefined> {
  const command = request.engine.engine[hook]
  const failure = command && (await runBeside(command, request, files, signal))
  return failure && `${hook}: ${failure}`
}

/** Runs the tasks of `maintenance:`, each within the trial's timeout; undefined where there are none. */
async function runMaintenance(
  request: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<Maintained | undefined> {
  const { maintenance } = request.engine.engine
  if (!maintenance) return undefined
  return maintain(maintenance, (command) => {
    const limit = AbortSignal.timeout(request.timeoutSeconds * 1000)
    return runBeside(command, request, files, AbortSignal.any([signal, limit]))
  })
}

/** Runs a command unmeasured, where the first step lives; returns what went wrong, if anything did. */
async function runBeside(
  command: readonly string[],
  {
    engine: {
      steps: [first],
    },
    folder,
    contract,
  }: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!first) return undefined
  await restoreLog(files)
  const failure = await first.hook({ command, contract, files, disk: null }, signal)
  await unlockFolder(folder)
  return failure
}
