import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { heedsNone } from '../cli/actions.ts'
import { runProgram } from '../cli/program.ts'
import type { Context } from '../context.ts'
import { UserError } from '../errors.ts'
import { exists } from '../files/disk.ts'
import { defaultPartition } from '../plan/partition.ts'
import { summaryMarkdown } from '../render/markdown/summary.ts'
import { noteLeftOut } from '../workflow/ledger/left-out.ts'
import { type LedgerReport, reportLedger } from '../workflow/report/report-ledger.ts'
import { writeSingle } from '../workflow/report/write-single.ts'
import { writeSite } from '../workflow/report/write-site.ts'
import type { MeasureInputs } from './inputs.ts'
import { missedNights } from './missed-nights.ts'
import { annotateMistake } from './mistakes.ts'
import { proposedHere } from './pull-request.ts'
import { requireReportFolder } from './report-folder.ts'
import { isKept, resultsOf } from './results.ts'
import { type Around, runSizes } from './run-sizes.ts'
import { addSummary, runAddress, setOutputs } from './runner-files.ts'
import { runnerHere } from './runner-here.ts'
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
export async function measure(given: MeasureInputs, token: string, around: Around): Promise<number> {
  const { env } = around.world
  const temporary = join(env.RUNNER_TEMP ?? '.', given.name)
  const places = {
    results: `${temporary}-results`,
    metrics: `${temporary}-metrics`,
    single: `${temporary}-report.html`,
  }
  for (const path of Object.values(places)) await rm(path, { recursive: true, force: true })
  if (given.report !== null) await requireReportFolder(given.report)
  const { runner, instead } = await runnerHere(given)
  const notes = instead === undefined ? [] : [insteadText(instead)]
  for (const note of notes) around.log.annotate('warning', note)
  // One date for all sizes, also where midnight passes between them.
  const inputs = { ...given, runner, partition: given.partition || defaultPartition(around.context.now()) }

  const { code, hasRun } = await runSizes(inputs, places.results, around)
  if (!hasRun || !(await exists(places.results))) return code
  const gathered = ['ledger', 'add', places.results, '--ledger', places.metrics]
  const kept = await around.log.group('Gather records', () =>
    runProgram(gathered, { ...around.world, interruption: heedsNone }),
  )
  if (kept === 0) await setOutputs(env, { 'comparison-path': places.metrics })
  if (kept !== 0 || around.context.signal.aborted) return code || kept
  const published = await publish({ ...inputs, token, notes }, places, around)
  return code || published
}

/**
 * Draws the report, and says what was found in outputs, summary and comment.
 *
 * @returns 1 where `fail-on` names the verdict, 2 where the ledger could not be read
 */
async function publish(
  inputs: MeasureInputs & { token: string; notes: string[] },
  places: Places,
  { context, log }: Around,
): Promise<number> {
  const { env } = context
  const { reported, unread } = await log.group('Judge and draw the report', () =>
    report(inputs, places, context),
  )
  if (unread) annotateMistake(unread, log, env)
  const overview = inputs.ledger === null || unread ? null : reported.report.overview
  await setOutputs(env, {
    ...resultsOf(reported.runs, overview),
    ...(inputs.report !== null && { 'report-path': resolve(inputs.report), 'single-path': places.single }),
  })
  const missed = await missedNights(reported.records, { ...context, token: inputs.token, log })
  const markdown = summaryMarkdown({
    runs: reported.runs,
    overview: reported.report.overview,
    notes: [...inputs.notes, ...(unread ? [UNREAD] : []), ...missed],
    link: runAddress(env, env.GITHUB_RUN_ID),
  })
  await addSummary(env, markdown)
  const pullRequest = await proposedHere(env, log)
  if (pullRequest !== undefined)
    await log.group('Comment', () => postComment(markdown, pullRequest, inputs, { env, log }))
  if (unread) return 2
  return inputs['fail-on'].includes('verdict') && overview && isKept(overview) ? 1 : 0
}

const UNREAD =
  'The ledger could not be read, so this is what this run alone measured. The error beside the run says why.'

const insteadText = (why: string): string =>
  `Engines ran as processes, not in containers, because ${why}. Don't compare these times with those of containers.`

/** Where the ledger can't be read, the report is of this run alone. */
async function report(
  { config, ledger, report: out, jobs }: MeasureInputs,
  { results, metrics, single }: Places,
  context: Context,
): Promise<{ reported: LedgerReport; unread?: UserError }> {
  // Its first record may be the one that could not be kept.
  const judged = (place: string) =>
    reportLedger({ jobs, config, ledger: place, results, absent: 'empty' }, [metrics], context)
  const drawn = await judged(ledger ?? metrics).then(
    (reported) => ({ reported }),
    async (error: unknown) => {
      if (!(error instanceof UserError && error.code.startsWith('ledger'))) throw error
      return { reported: await judged(metrics), unread: error }
    },
  )
  const { report, records, leftOut } = drawn.reported
  noteLeftOut(leftOut, context.terminal)
  if (out !== null) {
    await writeSite({ report, records, out, base: null }, context)
    await writeSingle({ report, job: jobs[0], path: single })
  }
  return drawn
}
