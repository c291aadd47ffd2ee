import { describeHost } from '../../machine/host.ts'
import { masterOf } from '../../model/record/launcher.ts'
import type { Part, StepRecord, Trial } from '../../model/record/schema.ts'
import { measuresOfSteps, noUsageHere } from '../../model/record/usage.ts'
import type { AttachedRun } from '../../runners/process/attached.ts'
import { process as runner } from '../../runners/process/runner.ts'
import type { EndingSignal } from '../../trial/ending-signals.ts'
import { type Ending, NO_LIMITS, stepEnding } from '../../trial/outcome.ts'
import { parseReported, parseUnsupported, withMaster } from '../../trial/reported.ts'
import type { AskedRecord } from './asked.ts'
import type { RunIdentity } from './identity.ts'
import type { OutputResult } from './output.ts'
import type { PreparedRecord } from './prepare.ts'

/** How a command ran. */
interface TrialFacts {
  attached: AttachedRun
  /** Whether `doctor` found right what measures processes here. */
  isVerified: boolean
  /** Those that were passed on to it, in their order. */
  signals: readonly EndingSignal[]
  /** Null where no output was named, or none can be. */
  output: OutputResult | null
  /** Others that measured on this machine at the same time. */
  beside: Pick<Trial, 'otherRuns'>
  /** Of the packages that it ran with, as far as they are known. */
  versions: StepRecord['versions']
}

/** A command's run as a trial. */
export function trialOf({ asked, identity, behaviour }: PreparedRecord, facts: TrialFacts): Trial {
  const { attached, output, beside, versions } = facts
  const { ending, parts } = endedStep(asked, facts)
  const problem = ending.outcome === 'ok' ? (output?.problem ?? null) : null
  const delivered = ending.outcome === 'ok' ? output?.output : undefined
  const trial = soloTrial(
    identity,
    {
      outcome: ending.outcome,
      exitCode: attached.run.exitCode,
      parts,
      versions,
      ...withMaster(parseReported(attached.stages), masterOf(asked.command, attached.run.sparkMasters)),
    },
    {
      outcome: problem === null ? ending.outcome : 'failed',
      reason: problem ?? ending.reason,
      runner: runner.name,
      meter: facts.isVerified ? 'verified' : 'unverified',
      limitsEnforced: true,
      host: parts[0]?.host ?? describeHost('none'),
      behaviour: behaviour.hash,
      ...beside,
      tables: delivered?.tables ?? {},
      ...(delivered?.undeclared && { undeclared: delivered.undeclared }),
    },
  )
  if (!delivered) return trial
  const { outputBytes, outputFiles } = delivered
  return { ...trial, measures: { ...trial.measures, outputBytes, outputFiles } }
}

/** How a command ended, and what of its usage is the job's. */
export function endedStep(
  { launcher }: Pick<AskedRecord, 'launcher'>,
  { attached: { run, logEnd, stages }, signals }: Pick<TrialFacts, 'attached' | 'signals'>,
): { ending: Ending; parts: Part[] } {
  return {
    ending: stepEnding(run, NO_LIMITS, signals, { logEnd, unsupported: parseUnsupported(stages) }),
    parts: launcher === null ? run.parts : run.parts.map((part) => clientOf(part, launcher)),
  }
}

/** What every trial of one engine alone has: it had the machine as it found it. */
export const SOLO = {
  order: 1,
  block: 1,
  warmup: false,
  cache: 'unknown',
  limits: { cpus: null, memoryBytes: null },
  quiet: null,
  samples: null,
} as const

/** A trial of one engine alone, in one step. */
export function soloTrial(
  { engine, role, configured }: RunIdentity,
  ran: Omit<StepRecord, 'name' | 'imageDigest' | 'versions'> & Partial<Pick<StepRecord, 'versions'>>,
  facts: Omit<Trial, 'engine' | 'role' | 'steps' | 'measures' | keyof typeof SOLO>,
): Trial {
  const step: StepRecord = { name: 'main', imageDigest: null, versions: {}, ...ran }
  const declared = configured?.engine.spark
  return {
    engine,
    role,
    ...SOLO,
    ...facts,
    steps: [step],
    ...(declared && { spark: declared }),
    measures: measuresOfSteps([step]),
  }
}

const clientOf = (part: Part, launcher: string): Part => ({
  ...part,
  scope: 'client-only',
  measures: {
    ...part.measures,
    ...noUsageHere(`${launcher} has the work done elsewhere, so its own usage is not the job's`),
  },
})
