import { unmeasured } from '../../model/measures/measure.ts'
import { toRecordLimits } from '../../model/record/limits.ts'
import type { StoredTable, Trial } from '../../model/record/schema.ts'
import { storedLake } from '../../tables/written.ts'
import { lackText, unfinishedIn } from '../../trial/operations.ts'
import type { Ending } from '../../trial/outcome.ts'
import type { ReportedOperations } from '../../trial/reported-operations.ts'
import type { ReadOutput, ReadTable } from './output.ts'
import type { TrialPlace } from './setup.ts'
import type { TrialRun } from './trial.ts'

const SHARED = unmeasured('states of one table share files')

/** How a trial went, and what it left. */
interface Went {
  run: TrialRun
  operations: ReportedOperations
  quiet: Trial['quiet']
  output: ReadOutput
}

/** A trial as its record has it. */
export function trialOf(place: TrialPlace, { run, operations, quiet, output }: Went): Trial {
  const { engine, block, order, ready, setup } = place
  const isComplete = run.outcome === 'ok' && output.problem === null
  const tables = isComplete ? Object.entries(output.tables) : []
  const hasOperations = ready.plan.job.operations.length > 0
  const sum = (pick: (table: ReadTable) => number) =>
    hasOperations ? SHARED : tables.reduce((total, [, table]) => total + pick(table), 0)
  const sizes = isComplete && {
    outputBytes: sum(({ bytes }) => bytes),
    outputFiles: sum(({ files }) => files),
  }
  return {
    engine: engine.name,
    role: engine.role,
    order,
    block,
    warmup: false,
    cache: ready.plan.limits.cache ?? 'warm',
    ...endingOf(run, operations, ready.plan.job.operations, output),
    runner: engine.runner,
    meter: engine.steps.every(({ meter }) => setup.isVerified(meter)) ? 'verified' : 'unverified',
    limits: toRecordLimits(ready.plan.limits),
    limitsEnforced: run.limitsEnforced,
    host: run.host,
    behaviour: engine.behaviour,
    code: engine.codeHash,
    quiet,
    steps: run.steps,
    ...(engine.engine.spark && { spark: engine.engine.spark }),
    ...(run.maintenance && { maintenance: run.maintenance }),
    ...(hasOperations && { operations: operations.done }),
    ...(run.service && { service: run.service }),
    measures: { ...run.measures, ...sizes },
    tables: Object.fromEntries(tables.map(([name, table]) => [name, toStored(table)])),
    ...(output.undeclared && { undeclared: output.undeclared }),
    samples: null,
  }
}

/** An engine that lacks an operation has not failed, but its trial is no measurement of the job. */
function endingOf(
  { outcome, reason }: TrialRun,
  { done, problems }: ReportedOperations,
  names: readonly string[],
  { problem }: ReadOutput,
): Ending {
  if (problem !== null) return { outcome: 'failed', reason: `exited with 0, but ${problem}` }
  const lack = lackText({ operations: done })
  if (outcome === 'ok' && lack !== undefined) return { outcome: 'unsupported', reason: lack }
  const unfinished = outcome === 'failed' ? unfinishedIn(names, done) : undefined
  if (unfinished === undefined) return { outcome, reason }
  return { outcome, reason: `${reason}; ${unfinished} ${problems.get(unfinished) ?? 'was not done'}` }
}

const toStored = ({ rows, fingerprint, checks, ...source }: ReadTable): StoredTable => ({
  rows,
  fingerprint,
  ...storedLake(source),
  ...(checks.length > 0 && { checks }),
})
