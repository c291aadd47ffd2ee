import type { Context, ExitCode } from '../../context.ts'
import type { Config } from '../../model/config/model.ts'
import { platformOf } from '../../model/config/platforms.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { dropInLines } from '../../render/comparison/drop-ins.ts'
import { operationSizeLines } from '../../render/comparison/operations-by-size.ts'
import { storageLines } from '../../render/comparison/storage.ts'
import { workersLines } from '../../render/comparison/workers.ts'
import { jsonText, printable } from '../../text/text.ts'
import { exitCodeOf, type FailOn } from '../../workflow/exit-code.ts'
import { executeRun } from '../../workflow/run/execute-run.ts'
import { planRun, type RunRequest } from '../../workflow/run/plan-run.ts'
import { describePlan } from './plan-text.ts'
import { nextSteps, resultText } from './result-text.ts'

export interface RunOptions extends RunRequest {
  failOn: FailOn
  json: boolean
}

/** Runs the jobs' engines side by side, compares their outputs, and writes one record a comparison. */
export async function run(options: RunOptions, context: Context): Promise<ExitCode> {
  const { print, note } = context.terminal
  const planned = await planRun(options, context)
  for (const line of describePlan(planned.plans, planned.pacer)) note(line)
  const { records, areKept } = await executeRun(
    planned,
    (finished) => options.json || !hasFigures(finished.record) || print(resultText(finished)),
    context,
  )
  if (options.json) print(jsonText({ records }, 2))
  else
    for (const line of [
      ...operationSizeLines(records),
      ...storageLines(records),
      ...workersLines(records, platformIn(planned.loaded.config)),
      ...dropInLines(records, planned.loaded.config.jobs),
    ])
      print(printable(line))
  if (!options.json && records.some(({ parity }) => parity.passes)) print(`\n${nextSteps(options)}`)
  if (context.signal.aborted) return 130
  return exitCodeOf(records, options.failOn) || (areKept ? 0 : 2)
}

const platformIn =
  ({ jobs }: Config) =>
  (job: string, engine: string) =>
    jobs[job] && platformOf(jobs[job].policy, engine)

/** Whether any trial came to its end: of a run that was interrupted before, there is nothing to show. */
const hasFigures = ({ trials }: RunRecord): boolean => trials.some(({ outcome }) => outcome !== 'cancelled')
