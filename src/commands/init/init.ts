import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { addCandidate } from '../../workflow/init/add-candidate.ts'
import { type Answers, missingFlags } from '../../workflow/init/answers.ts'
import { draftJob } from '../../workflow/init/draft-job.ts'
import { noteDoubts } from '../../workflow/init/note-doubts.ts'
import { type Conversation, Left, openQuestions } from '../../workflow/init/questions.ts'
import { readExisting, writeJob } from '../../workflow/init/write-job.ts'
import { addedText, writtenText } from './text.ts'

export interface InitOptions extends Omit<Partial<Answers>, 'table'> {
  config: string
  table?: string[]
}

/**
 * Writes a job's entry: into a new configuration, or behind the jobs of the one that is there. To a job that is there, adds
 * a candidate.
 */
export async function init(
  { config, table, ...flags }: InitOptions,
  context: Context,
  conversation: Conversation,
): Promise<ExitCode> {
  const { terminal, signal, now } = context
  const given = { ...flags, ...(table && { table: table.join(' ') }) }
  const existing = await readExisting(config)
  const job = given.job === undefined ? undefined : existing?.jobs[given.job]
  if (existing && job) {
    const added = await addCandidate({ config, text: existing.text, job }, given)
    terminal.print(addedText(added, { config, job: job.name, today: now() }))
    await noteDoubts(config, job.name, added.partition, context)
    return 0
  }
  const missing = missingFlags(given)
  if (missing.length > 0 && !conversation.input.isTTY)
    throw new UserError('initFlagsMissing', { flags: missing })
  using questions = missing.length > 0 ? openQuestions(conversation, signal) : undefined
  try {
    const drafted = await draftJob(config, given, { takenJobs: Object.keys(existing?.jobs ?? {}), questions })
    await writeJob(config, drafted.draft, existing)
    terminal.print(writtenText(drafted, { config, isNew: existing === undefined, today: now() }))
    await noteDoubts(config, drafted.draft.name, drafted.peek?.partition, context)
    return 0
  } catch (error) {
    if (!(error instanceof Left)) throw error
    terminal.note('\nNothing was written.')
    return 130
  }
}
