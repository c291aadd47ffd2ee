import { randomBytes } from 'node:crypto'
import type { Parity, RunRecord, Trial } from '../../model/record/schema.ts'
import { RECORD_VERSION } from '../../model/record/schema.ts'
import { runRecordSchema } from '../../model/record/validate.ts'
import { toolVersion } from '../../version.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'

/** What a record holds besides its trials. */
export interface RunFacts {
  ready: ReadyComparison
  setup: RunSetup
  when: Date
  parity: Parity
  toolSeconds: Record<string, number>
}

/** The run record, held against its own schema before anyone reads it. */
export function buildRecord(
  { ready, setup, when, parity, toolSeconds }: RunFacts,
  trials: Trial[],
): RunRecord {
  const { plan, input } = ready
  const { cpus = null, memoryBytes = null } = plan.limits
  return runRecordSchema.parse({
    version: RECORD_VERSION,
    id: ready.id,
    tool: toolVersion,
    job: plan.job.name,
    size: plan.size,
    partition: plan.partition,
    when: when.toISOString(),
    commit: setup.commit,
    event: setup.event,
    limits: { cpus, memoryBytes },
    baseline: plan.job.baseline,
    input: { source: input.source, sha256: input.sha256, bytes: input.bytes, files: input.files.length },
    // The level is shared among all candidates that the job has, whichever run today.
    k: Object.keys(plan.job.engines).length - 1,
    alpha: plan.job.policy.alpha,
    judged: plan.job.policy.judged,
    averageDays: plan.job.policy.averageDays,
    toolSeconds,
    trials,
    parity,
  } satisfies RunRecord)
}

/** Sortable and unique: when, and eight random digits. */
export function newRunId(when: Date): string {
  const stamp = when.toISOString().replace(/[-:]|\.\d+/g, '')
  return `${stamp}-${randomBytes(4).toString('hex')}`
}
