import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { type Finding, lineOf } from '../../machine/finding.ts'
import { OUT_FOLDER } from '../../model/config/defaults.ts'
import { checkJobs } from '../../workflow/check/check-run.ts'
import { type Answers, missingFlags } from '../../workflow/init/answers.ts'
import { type Drafted, draftJob } from '../../workflow/init/draft-job.ts'
import { type Conversation, Left, openQuestions } from '../../workflow/init/questions.ts'
import { readExisting, writeJob } from '../../workflow/init/write-job.ts'
import { writtenText } from './text.ts'

export interface InitOptions extends Omit<Partial<Answers>, 'table'> {
  config: string
  table?: string[]
}

/** Writes a job's entry: into a new configuration, or behind the jobs of the one that is there. */
export async function init(
  { config, table, ...flags }: InitOptions,
  context: Context,
  conversation: Conversation,
): Promise<ExitCode> {
  const { terminal, signal, now } = context
  const given = { ...flags, ...(table && { table: table.join(' ') }) }
  const existing = await readExisting(config, given.job)
  const missing = missingFlags(given)
  if (missing.length > 0 && !conversation.input.isTTY)
    throw new UserError('initFlagsMissing', { flags: missing })
  using questions = missing.length > 0 ? openQuestions(conversation, signal) : undefined
  try {
    const drafted = await draftJob(config, given, { takenJobs: existing?.jobs ?? [], questions })
    await writeJob(config, drafted.draft, existing)
    terminal.print(writtenText(drafted, { config, isNew: existing === undefined, today: now() }))
    await noteDoubts(config, drafted, context)
    return 0
  } catch (error) {
    if (!(error instanceof Left)) throw error
    terminal.note('\nNothing was written.')
    return 130
  }
}

/** Shows what `check` would find missing or doubtful. */
async function noteDoubts(config: string, { draft, peek }: Drafted, context: Context): Promise<void> {
  const { partition } = peek ?? {}
  const request = {
    ...{ config, jobs: [draft.name], runner: 'auto', out: OUT_FOLDER, verbose: false },
    ...(partition && { partition: [partition] }),
  }
  const show = (finding: Finding) => {
    if (finding.mark !== '✓') context.terminal.note(lineOf(finding))
  }
  await checkJobs(request, show, context)
}
