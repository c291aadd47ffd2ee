import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { heedsNone } from '../cli/actions.ts'
import { runProgram } from '../cli/program.ts'
import type { World } from '../cli/world.ts'
import type { Context, ExitCode } from '../context.ts'
import { neverCounts } from '../model/record/event.ts'
import { summaryMarkdown } from '../render/markdown/summary.ts'
import { currentEvent } from '../workflow/record/event.ts'
import { type LedgerReport, reportLedger } from '../workflow/report/report-ledger.ts'
import { writeSingle } from '../workflow/report/write-single.ts'
import { writeSite } from '../workflow/report/write-site.ts'
import type { MeasureInputs } from './inputs.ts'
import { proposedHere } from './pull-request.ts'
import { isKept, resultsOf } from './results.ts'
import { addSummary, inGroup, runAddress, setOutputs } from './runner-files.ts'
import { postComment } from './sticky-comment.ts'

/** Where the action writes; all below the runner's folder for temporary files, but for the report. */
interface Places {
  results: string
  /** A ledger of this run's records alone, which becomes an artifact. */
  metrics: string
  single: string
}

/**
 * The action: checks, runs each size, keeps the records, draws the report, writes the summary and the comment. What was
 * measured is kept and shown although an engine failed.
 *
 * @returns 0, the code of the first stage that failed, or 1 where a verdict keeps the baseline and `fail-on` names it
 * @throws UserError
 */
export async function measure(
  inputs: MeasureInputs,
  token: string,
  world: World,
  context: Context,
): Promise<number> {
  const { env, stdout } = world
  const temporary = join(env.RUNNER_TEMP ?? '.', inputs.name)
  const places = {
    results: `${temporary}-results`,
    metrics: `${temporary}-metrics`,
    single: `${temporary}-report.html`,
  }
  for (const path of Object.values(places)) await rm(path, { recursive: true, force: true })

  const { code, hasRun } = await runSizes(inputs, places, world, context)
  if (!hasRun) return code
  const gathered = ['ledger', 'add', places.results, '--ledger', places.metrics]
  const kept = await inGroup(stdout, 'Gather records', () =>
    runProgram(gathered, { ...world, interruption: heedsNone }),
  )
  if (kept === 0) await setOutputs(env, { 'comparison-path': places.metrics })
  if (kept !== 0 || context.signal.aborted) return code || kept

  const reported = await inGroup(stdout, 'Judge and draw the report', () => report(inputs, places, context))
  const overview = inputs.ledger === null ? null : reported.report.overview
  await setOutputs(env, {
    ...resultsOf(reported.runs, overview),
    ...(inputs.report !== null && { 'report-path': resolve(inputs.report), 'single-path': places.single }),
  })
  const markdown = summaryMarkdown({
    runs: reported.runs,
    overview: reported.report.overview,
    link: runAddress(env, env.GITHUB_RUN_ID),
  })
  await addSummary(env, markdown)
  const pullRequest = await proposedHere(env, stdout)
  if (pullRequest !== undefined)
    await inGroup(stdout, 'Comment', () => postComment(markdown, pullRequest, { ...inputs, token }, world))
  return code || (inputs['fail-on'].includes('verdict') && overview && isKept(overview) ? 1 : 0)
}

/** Checks and runs one size after another. A run for a proposal never counts, so it is kept in no ledger. */
async function runSizes(
  inputs: MeasureInputs,
  { results }: Places,
  world: World,
  context: Context,
): Promise<{ code: ExitCode; hasRun: boolean }> {
  const { config, partition, runner, trials, engines, ledger, jobs } = inputs
  const isProposal = neverCounts(await currentEvent(context, 'manual')) !== undefined
  const failures = inputs['fail-on'].filter((failure) => failure !== 'verdict')
  const perform = (title: string, ...args: string[]) =>
    inGroup(world.stdout, title, () => runProgram(args, { ...world, interruption: () => context.signal }))
  let [code, hasRun] = [0, false]
  for (const size of inputs.sizes.length > 0 ? inputs.sizes : ['']) {
    const place = [...options({ config, size, partition, runner, out: results }), '--', ...jobs]
    const checked = await perform(`Check ${size}`, 'check', ...place)
    code ||= checked
    if (checked !== 0) break
    const how = options({
      trials,
      engines: engines.join(','),
      ledger: isProposal ? '' : (ledger ?? ''),
      'fail-on': failures.join(',') || 'never',
    })
    const ran = await perform(`Run ${size}`, 'run', ...how, ...place)
    code ||= ran
    hasRun = true
    if (context.signal.aborted) break
  }
  return { code: code as ExitCode, hasRun }
}

/** `--name value` of those that are given. */
const options = (given: Readonly<Record<string, string>>): string[] =>
  Object.entries(given).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, value]))

async function report(
  { config, ledger, report: out, jobs }: MeasureInputs,
  { results, metrics, single }: Places,
  context: Context,
): Promise<LedgerReport> {
  const request = { jobs, policy: config, ledger: ledger ?? metrics, results }
  const reported = await reportLedger(request, [metrics], context)
  if (out !== null) {
    await writeSite({ report: reported.report, records: reported.records, out, base: null }, context)
    await writeSingle({ report: reported.report, job: jobs[0], path: single })
  }
  return reported
}
