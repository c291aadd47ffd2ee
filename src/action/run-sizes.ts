import { Actions } from '../cli/actions.ts'
import { runProgram } from '../cli/program.ts'
import type { World } from '../cli/world.ts'
import type { Context, ExitCode } from '../context.ts'
import { lineOf } from '../machine/finding.ts'
import { neverCounts } from '../model/record/event.ts'
import { checkJobs } from '../workflow/check/check-run.ts'
import type { CheckRequest } from '../workflow/check/engines.ts'
import { currentEvent } from '../workflow/record/event.ts'
import type { MeasureInputs } from './inputs.ts'
import type { StepLog } from './step-log.ts'

/** What the action's stages have in common. */
export interface Around {
  /** Annotates the mistakes of commands. */
  world: World
  context: Context
  log: StepLog
}

/**
 * Checks and runs one size after another. A run for a proposal never counts, so it is kept in no ledger.
 *
 * @param out folder for the results
 */
export async function runSizes(
  inputs: MeasureInputs,
  out: string,
  { world, context, log }: Around,
): Promise<{ code: ExitCode; hasRun: boolean }> {
  const { config, jobs, engines, partition, runner, trials, ledger } = inputs
  const isProposal = neverCounts(await currentEvent(context, 'manual')) !== undefined
  const kept = isProposal ? null : ledger
  const failures = inputs['fail-on'].filter((failure) => failure !== 'verdict')
  const perform = { ...world, interruption: () => context.signal }
  let [code, hasRun] = [0, false]
  for (const size of inputs.sizes.length > 0 ? inputs.sizes : ['']) {
    const request = {
      ...{ config, jobs, partition: [partition], runner, out, verbose: false },
      ...(size !== '' && { size }),
      ...(kept !== null && { ledger: kept }),
      ...(engines.length > 0 && { engines }),
    }
    const checked = await log.group(`Check ${size}`.trim(), () => check(request, perform, log))
    code ||= checked
    if (checked !== 0) break
    const args = options({
      ...{ config, size, partition, runner, out, trials },
      engines: engines.join(','),
      ledger: kept ?? '',
      'fail-on': failures.join(',') || 'never',
    })
    const ran = await log.group(`Run ${size}`.trim(), () =>
      runProgram(['run', ...args, '--', ...jobs], perform),
    )
    code ||= ran
    hasRun = true
    if (context.signal.aborted) break
  }
  return { code: code as ExitCode, hasRun }
}

/** Finds what would stop a run, and annotates each. @returns 2 where anything would */
async function check(request: CheckRequest, world: World, log: StepLog): Promise<number> {
  const actions = new Actions(world)
  await actions.finish(async (context) => {
    let code = 0
    const show = (finding: Parameters<typeof lineOf>[0]) => {
      context.terminal.print(lineOf(finding))
      if (finding.mark !== '✕') return
      code = 2
      log.annotate('error', `${finding.title}: ${finding.text}`)
    }
    await checkJobs(request, show, context)
    return code
  })
  return actions.exitCode
}

/** `--name value` of those that are given. */
const options = (given: Readonly<Record<string, string>>): string[] =>
  Object.entries(given).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, value]))
