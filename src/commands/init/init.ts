import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { type InputPeek, peekInput } from '../../inputs/peek.ts'
import { parseConfig } from '../../model/config/parse.ts'
import { splitCommandLine } from '../../text/command-line.ts'
import { addJob } from '../../workflow/init/add-job.ts'
import type { EngineDraft, JobDraft } from '../../workflow/init/draft.ts'
import { newConfig } from '../../workflow/init/entry.ts'
import { loadConfig } from '../../workflow/plan/load-config.ts'
import { type Answers, collectAnswers, missingFlags, parseTables } from './answers.ts'
import { namedFiles, placeOf } from './engine-files.ts'
import { type Conversation, Left, openQuestions, type Questions } from './questions.ts'
import { report } from './report.ts'

const SCHEMA = fileURLToPath(new URL('../../../etl-compare.schema.json', import.meta.url))

export interface InitOptions extends Omit<Partial<Answers>, 'tables'> {
  config: string
  table?: string[]
}

/** Writes a job's entry: into a new configuration, or behind the jobs of the one that is there. */
export async function init(
  { config, table, ...flags }: InitOptions,
  context: Context,
  conversation: Conversation,
): Promise<ExitCode> {
  const given = { ...flags, ...(table && { tables: table.join(' ') }) }
  const existing = await readExisting(config, given.job)
  const missing = missingFlags(given)
  if (missing.length > 0 && !conversation.input.isTTY)
    throw new UserError('initFlagsMissing', { flags: missing })
  using questions = missing.length > 0 ? openQuestions(conversation, context.signal) : undefined
  try {
    const answers = await collectAnswers(given, existing?.jobs ?? [], questions)
    const folder = dirname(resolve(config))
    const peek = await peekInput(folder, answers.input)
    const draft = await toDraft(answers, folder, await wantedColumns(peek, questions))
    await write(config, draft, existing)
    await report({ draft, peek, folder, config, isNew: existing === undefined }, context)
    return 0
  } catch (error) {
    if (!(error instanceof Left)) throw error
    context.terminal.note('\nNothing was written.')
    return 130
  }
}

interface Existing {
  text: string
  jobs: string[]
}

/**
 * The configuration that is there already; undefined where none is.
 *
 * @throws UserError `jobExists`, `configInvalid`
 */
async function readExisting(path: string, job: string | undefined): Promise<Existing | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const jobs = Object.keys((await loadConfig(path)).config.jobs)
  if (job !== undefined && jobs.includes(job)) throw new UserError('jobExists', { job, path })
  return { text, jobs }
}

/** The columns that the input is found to have, unless the person doesn't want them written. */
async function wantedColumns(
  peek: InputPeek | undefined,
  questions: Questions | undefined,
): Promise<JobDraft['columns']> {
  const columns = peek?.columns ?? {}
  if (!questions || Object.keys(columns).length === 0) return columns
  for (const [file, names] of Object.entries(columns))
    questions.say(`  ${file === '*' ? 'The input' : file} has ${names.join(', ')}.`)
  const answer = await questions.ask('Check before each run that these columns are there?', 'yes')
  return /^n/i.test(answer) ? {} : columns
}

async function toDraft(answers: Answers, folder: string, columns: JobDraft['columns']): Promise<JobDraft> {
  const place = placeOf(folder, answers.input)
  const engine = async (name: string, line: string): Promise<EngineDraft> => {
    const split = splitCommandLine(line)
    const run = 'argv' in split ? split.argv : []
    return { name, run, sources: await namedFiles(run, place) }
  }
  return {
    name: answers.job,
    input: answers.input,
    columns,
    baseline: await engine(answers.baselineName, answers.baseline),
    candidate: await engine(answers.candidateName, answers.candidate),
    tables: parseTables(answers.tables),
  }
}

async function write(path: string, draft: JobDraft, existing: Existing | undefined): Promise<void> {
  const schema = relative(dirname(resolve(path)), SCHEMA)
  const text = existing
    ? addJob(existing.text, draft)
    : newConfig(draft, schema.startsWith('.') ? schema : `./${schema}`)
  const parsed = parseConfig(text)
  if ('problems' in parsed) throw new UserError('configInvalid', { path, problems: parsed.problems })
  await writeAtomically(resolve(path), text)
}
