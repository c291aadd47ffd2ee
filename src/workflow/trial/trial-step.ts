import { interruptions } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { unlockFolder } from '../../files/disk.ts'
import { readEnd, readStart } from '../../files/excerpt.ts'
import { evictFiles } from '../../machine/page-cache.ts'
import type { Measures } from '../../model/measures/combine.ts'
import { masterOf } from '../../model/record/launcher.ts'
import type { Part, StepRecord } from '../../model/record/schema.ts'
import type { TrialFiles } from '../../runners/job-contract.ts'
import { findPython } from '../../runners/meter/python.ts'
import type { ReadyStep } from '../../runners/runner.ts'
import { type Ending, stepEnding } from '../../trial/outcome.ts'
import {
  MOST_REPORTED_BYTES,
  parseHeap,
  parseReported,
  parseUnsupported,
  withMaster,
} from '../../trial/reported.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import { withinDisk } from './disk-limit.ts'
import { pullFor } from './pull.ts'
import { endingOfService, runAndAsk, withServiceMeasures } from './run-service.ts'
import { emptyStages, restoreLog } from './trial-files.ts'
import type { TrialRequest } from './trial-request.ts'

/** One step of a trial as it went. */
export interface DoneStep {
  run: StepRun
  stages: string
  record: StepRecord
  ending: Ending
}

/** Runs one step, and says how it ended. */
export async function runStep(
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
  const stages = await readStart(files.stages, MOST_REPORTED_BYTES)
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
    ...withMaster(parseReported(stages), masterOf(step.command, run.sparkMasters)),
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
