import type { Context, ExitCode } from '../../context.ts'
import { judgedText } from '../../render/judged.ts'
import { sentenceOf } from '../../render/verdict/sentence.ts'
import { jobStandingsOf } from '../../report/build/standing.ts'
import { jsonText } from '../../text/text.ts'
import { totalsOf } from '../../verdict/money/total.ts'
import { judgedOnes, VERDICT_VERSION, type Verdicts } from '../../verdict/verdict.ts'
import { type JudgeRequest, judgeLedger } from '../../workflow/judge/judge-ledger.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'

export interface JudgeOptions extends JudgeRequest {
  json: boolean
}

/** Judges every candidate of the jobs on what the ledger holds. */
export async function judgeCommand(options: JudgeOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context
  const { leftOut, place, asOf, jobs, notes, verdicts, toMeasured } = await judgeLedger(options, context)
  noteLeftOut(leftOut, terminal)
  for (const note of notes) terminal.note(note)
  const toFile = (): Verdicts => ({
    version: VERDICT_VERSION,
    verdicts: verdicts.map((verdict) => ({ ...verdict, sentence: sentenceOf(verdict) })),
    totals: totalsOf(judgedOnes(verdicts)),
    measured: toMeasured(),
    leftOut,
  })
  const invocation = { config: options.config, ledger: options.ledger }
  if (options.json) terminal.print(jsonText(toFile(), 2))
  else if (jobs.length === 0) terminal.print(`Nothing to judge: ${place} has no run up to ${asOf}.`)
  else if (verdicts.length > 0)
    terminal.print(
      judgedText({
        jobs: jobStandingsOf(
          jobs.map(({ name, baseline }) => ({
            name,
            baseline,
            verdicts: verdicts.filter(({ subject }) => subject.job === name),
          })),
        ),
        areNamed: options.jobs.length > 0,
        toMeasured,
        place,
        invocation,
        columns: terminal.columns,
      }),
    )
  return 0
}
