import { describeHost } from '../../machine/host.ts'
import type { Part, StepRecord, Trial } from '../../model/record/schema.ts'
import { measuresOfSteps, noUsageHere } from '../../model/record/usage.ts'
import type { AttachedRun } from '../../runners/process/attached.ts'
import type { EndingSignal } from '../../trial/ending-signals.ts'
import { stepEnding } from '../../trial/outcome.ts'
import { parseStages } from '../../trial/stages.ts'
import type { OutputResult } from './output.ts'
import type { Subject } from './subject.ts'

/** What is known of a command's run besides what its subject tells. */
export interface TrialFacts {
  attached: AttachedRun
  /** Program that has the work done elsewhere; null where it is done here. */
  launcher: string | null
  behaviour: string
  /** Those that were passed on to it, in their order. */
  signals: readonly EndingSignal[]
  isVerified: boolean
  /** Null where no output was named, or none can be. */
  output: OutputResult | null
  /** Others that measured on this machine at the same time. */
  beside: Pick<Trial, 'otherRuns'>
}

/** What every trial of one engine alone has: it had the machine as it found it. */
export const LONE = {
  order: 1,
  block: 1,
  warmup: false,
  cache: 'unknown',
  limits: { cpus: null, memoryBytes: null },
} as const

/** One run of one engine as a trial. */
export function trialOf({ engine, role }: Subject, facts: TrialFacts): Trial {
  const { attached, launcher, behaviour, output } = facts
  const { run } = attached
  const limits = { memoryBytes: null, timeoutSeconds: 0 }
  const ending = stepEnding(run, limits, facts.signals, attached.logEnd)
  const parts = launcher === null ? run.parts : run.parts.map((part) => clientOf(part, launcher))
  const step: StepRecord = {
    name: 'main',
    outcome: ending.outcome,
    exitCode: run.exitCode,
    imageDigest: null,
    versions: {},
    parts,
    stages: parseStages(attached.stages),
  }
  const problem = ending.outcome === 'ok' ? (output?.problem ?? null) : null
  const delivered = ending.outcome === 'ok' ? output?.output : undefined
  const sizes = delivered && { outputBytes: delivered.outputBytes, outputFiles: delivered.outputFiles }
  return {
    engine,
    role,
    ...LONE,
    outcome: problem === null ? ending.outcome : 'failed',
    reason: problem ?? ending.reason,
    runner: 'process',
    meter: facts.isVerified ? 'verified' : 'unverified',
    limitsEnforced: true,
    host: parts[0]?.host ?? describeHost('none'),
    behaviour,
    quiet: null,
    ...facts.beside,
    steps: [step],
    measures: { ...measuresOfSteps([step]), ...sizes },
    tables: delivered?.tables ?? {},
    ...(delivered?.undeclared && { undeclared: delivered.undeclared }),
    samples: null,
  }
}

const clientOf = (part: Part, launcher: string): Part => ({
  ...part,
  scope: 'client-only',
  measures: { ...part.measures, ...noUsageHere(elsewhere(launcher)) },
})

const elsewhere = (launcher: string): string =>
  `${launcher} has the work done elsewhere: what it used itself is not what the job used`
