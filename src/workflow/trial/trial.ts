import { interruptions } from '../../context.ts'
import { closedFolder } from '../../files/closed-folder.ts'
import { removeTree } from '../../files/disk.ts'
import { describeHost } from '../../machine/host.ts'
import type { Measures } from '../../model/measures/combine.ts'
import type { Host, ServiceRun, StepRecord, Trial } from '../../model/record/schema.ts'
import { measuresOfSteps } from '../../model/record/usage.ts'
import type { TrialFiles } from '../../runners/job-contract.ts'
import { type Ending, neverBegan } from '../../trial/outcome.ts'
import { joinSamples, thinSamples } from '../../trial/samples.ts'
import { elapsedMs, type Sample } from '../../trial/step-run.ts'
import { keepBounded } from './bounded-files.ts'
import { serviceFacts } from './run-service.ts'
import { makeFiles } from './trial-files.ts'
import { runHook, runMaintenance } from './trial-hooks.ts'
import type { TrialRequest } from './trial-request.ts'
import { type DoneStep, runStep } from './trial-step.ts'

/** A trial as it went, before its output is looked at. */
export interface TrialRun extends Ending {
  steps: StepRecord[]
  /** The lines that each of its steps reported. */
  reported: string[]
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
    reported: done.map(({ stages }) => stages),
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

async function runSteps(request: TrialRequest, files: TrialFiles, signal: AbortSignal): Promise<DoneStep[]> {
  const done: DoneStep[] = []
  for (const prepared of request.engine.steps) {
    const step = await runStep(prepared, request, files, signal)
    done.push(step)
    if (step.ending.outcome !== 'ok') break
  }
  return done
}
