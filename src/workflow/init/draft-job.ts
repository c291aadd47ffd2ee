import { dirname, resolve } from 'node:path'
import type { LocalPlace } from '../../behaviour/find-clue.ts'
import { type InputPeek, peekInput } from '../../inputs/peek.ts'
import { splitCommandLine } from '../../text/command-line.ts'
import { type Answers, collectAnswers, parseTables } from './answers.ts'
import type { EngineDraft, JobDraft } from './draft.ts'
import { namedFiles, placeOf } from './engine-files.ts'
import type { Questions } from './questions.ts'

/** A job as it will be written, and what was found of its input. */
export interface Drafted {
  draft: JobDraft
  peek: InputPeek | undefined
}

/**
 * Describes a job by what flags and a person tell, and by what its input and its commands name.
 *
 * @param config path of the configuration to be
 * @throws UserError `optionInvalid` for a flag; `Left`
 */
export async function draftJob(
  config: string,
  given: Partial<Answers>,
  { takenJobs, questions }: { takenJobs: readonly string[]; questions: Questions | undefined },
): Promise<Drafted> {
  const answers = await collectAnswers(given, takenJobs, questions)
  const { job: name, input } = answers
  const folder = dirname(resolve(config))
  const place = placeOf(folder, [input])
  const peek = await peekInput(folder, input)
  const columns = await wantedColumns(peek, questions)
  const baseline = await draftEngine(answers.baselineName, answers.baseline, place)
  const candidate = await draftEngine(answers.candidateName, answers.candidate, place)
  return {
    draft: { name, input, columns, baseline, candidate, tables: parseTables(answers.table) },
    peek,
  }
}

/** An engine of a command line, with the files that it names. */
export async function draftEngine(name: string, line: string, place: LocalPlace): Promise<EngineDraft> {
  const split = splitCommandLine(line)
  const run = 'argv' in split ? split.argv : []
  return { name, run, sources: await namedFiles(run, place) }
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
  return (await questions.confirm('Check before each run that these columns are there?')) ? columns : {}
}
