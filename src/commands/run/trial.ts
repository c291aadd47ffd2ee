import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readStart } from '../../adapters/files/excerpt.ts'
import { runPlainly } from '../../adapters/process/plain.ts'
import { runProcess } from '../../adapters/process/runner.ts'
import type { Limits } from '../../core/config/model.ts'
import { combineMeasures, type Measures } from '../../core/measures/combine.ts'
import { isMeasured } from '../../core/measures/measure.ts'
import { fillTemplate, type TemplateValues } from '../../core/plan/template.ts'
import type { StepRecord, Trial } from '../../core/record/schema.ts'
import { type Ending, stepEnding } from '../../core/trial/outcome.ts'
import { joinSamples, thinSamples } from '../../core/trial/samples.ts'
import { parseStages } from '../../core/trial/stages.ts'
import type { Sample, StepRun } from '../../core/trial/step-run.ts'
import type { PreparedEngine, PreparedStep } from './engine.ts'

/** All that a trial needs to know. */
export interface TrialRequest {
  engine: PreparedEngine
  /** The trial's own folder: log, stages, samples and output lie below. */
  folder: string
  values: TemplateValues
  contract: Record<string, string>
  limits: Limits
  cpus: number[]
  timeoutSeconds: number
  python: string
}

const CANCELLED: Ending = { outcome: 'cancelled', reason: 'interrupted' }

/** A trial as it went, before its output is looked at. */
export interface TrialRun extends Ending {
  steps: StepRecord[]
  measures: Measures
  samples: Sample[]
  cgroup: StepRun['cgroup']
  limitsEnforced: Trial['limitsEnforced']
}

/** Runs an engine's steps in order, once; a step that fails ends the trial. Setup and teardown are unclocked. */
export async function runTrial(request: TrialRequest, signal: AbortSignal): Promise<TrialRun> {
  const files = await makeFolder(request.folder)
  const limit = AbortSignal.timeout(request.timeoutSeconds * 1000)
  const blocked = await runHook('setup', request, files.log, AbortSignal.any([signal, limit]))
  const done = blocked || signal.aborted ? [] : await runSteps(request, files, signal)
  const unhurried = AbortSignal.timeout(request.timeoutSeconds * 1000)
  const after = await runHook('teardown', request, files.log, unhurried)
  const ending = done.find(({ record }) => record.outcome !== 'ok') ?? done.at(-1)
  const joined = joinSamples(done.map(({ run }) => ({ samples: run.samples, milliseconds: elapsed(run) })))
  return {
    ...endingOf(ending?.ending, blocked, after, signal.aborted),
    steps: done.map(({ record }) => record),
    measures: combineMeasures(done.map(({ run }) => run.measures)),
    samples: thinSamples(joined),
    cgroup: ending?.run.cgroup ?? 'none',
    limitsEnforced: ending?.run.limitsEnforced ?? { value: null, reason: 'it never started' },
  }
}

/** A trial that setup kept from starting counts for nobody; one whose teardown failed has failed itself. */
function endingOf(
  steps: Ending | undefined,
  setup: string | undefined,
  teardown: string | undefined,
  cancelled: boolean,
): Ending {
  if (cancelled) return CANCELLED
  if (setup !== undefined) return { outcome: 'not-started', reason: setup }
  if (steps?.outcome === 'ok' && teardown !== undefined) return { outcome: 'failed', reason: teardown }
  return steps ?? CANCELLED
}

interface TrialFiles {
  log: string
  output: string
  stages: string
}

async function makeFolder(folder: string): Promise<TrialFiles> {
  const files = {
    log: join(folder, 'log.txt'),
    stages: join(folder, 'stages.jsonl'),
    output: join(folder, 'output'),
  }
  await rm(folder, { recursive: true, force: true })
  await mkdir(files.output, { recursive: true })
  await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
  return files
}

interface DoneStep {
  run: StepRun
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
  prepared: PreparedStep,
  request: TrialRequest,
  files: TrialFiles,
  cancel: AbortSignal,
): Promise<DoneStep> {
  const { limits, timeoutSeconds } = request
  await writeFile(files.stages, '')
  const stop = AbortSignal.any([cancel, AbortSignal.timeout(timeoutSeconds * 1000)])
  const run = await runProcess(
    request.python,
    {
      argv: prepared.step.command.map((argument) => fillTemplate(argument, request.values)),
      cwd: prepared.cwd,
      env: { ...prepared.env, ...request.contract, ETL_STAGES: files.stages },
      cpus: request.cpus,
      memoryBytes: limits.memoryBytes ?? null,
      log: files.log,
      stages: files.stages,
    },
    stop,
  )
  const ending = stepEnding(run, { memoryBytes: limits.memoryBytes ?? null, timeoutSeconds }, cancel.aborted)
  const record: StepRecord = {
    name: prepared.step.name,
    outcome: ending.outcome,
    exitCode: run.exitCode,
    imageDigest: null,
    versions: prepared.versions,
    parts: [{ name: 'process', scope: 'whole', measures: run.measures }],
    stages: parseStages(await readStart(files.stages)),
  }
  return { run, record, ending }
}

const elapsed = ({ measures: { workMs, initMs } }: StepRun): number =>
  (isMeasured(workMs) ? workMs : 0) + (isMeasured(initMs) ? initMs : 0)

/** Runs `setup:` or `teardown:`, where there is one; returns what went wrong, if anything did. */
async function runHook(
  hook: 'setup' | 'teardown',
  { engine, values, contract }: TrialRequest,
  log: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const command = engine.engine[hook]
  const [first] = engine.steps
  if (!command || !first) return undefined
  const argv = command.map((argument) => fillTemplate(argument, values))
  const failure = await runPlainly(argv, { cwd: first.cwd, env: { ...first.env, ...contract }, log, signal })
  return failure && `${hook}: ${failure}`
}
