import { basename } from 'node:path'
import { isScript } from '../../behaviour/file-kind.ts'
import { invalidOption } from '../../errors.ts'
import { splitCommandLine } from '../../text/command-line.ts'
import { nameProblem, optionName } from '../../text/text.ts'
import { missingOptions } from '../plan/labels.ts'
import type { Questions } from './questions.ts'

/** What `init` must know, as a person writes it. */
export interface Answers {
  baseline: string
  baselineName: string
  candidate: string
  candidateName: string
  job: string
  input: string
  table: string
}

interface Known extends Partial<Answers> {
  takenJobs: readonly string[]
}

interface Question {
  text: string
  /** What an empty answer means. */
  suggest?(known: Known): string | undefined
  /** What it must be instead; undefined where the answer will do. */
  problem(answer: string, known: Known): string | undefined
}

/** In the order of asking: later ones take their suggestions from earlier answers. */
const QUESTIONS: Record<keyof Answers, Question> = {
  baseline: {
    text: 'Command line of the job today, with {input}, {output} and {partition} where it takes them',
    problem: commandProblem,
  },
  baselineName: {
    text: 'Name of this engine',
    suggest: () => 'spark',
    problem: nameProblem,
  },
  candidate: {
    text: 'Command line of the version that may replace it',
    problem: commandProblem,
  },
  candidateName: {
    text: 'Name of that engine',
    suggest: ({ candidate = '', baselineName }) => suggestedName(candidate, baselineName),
    problem: (answer, { baselineName }) =>
      answer === baselineName ? "another name than the baseline's" : nameProblem(answer),
  },
  job: {
    text: 'Name of the job',
    suggest: ({ baseline = '', takenJobs }) => {
      const job = jobNameOf(baseline)
      return job && takenJobs.includes(job) ? undefined : job
    },
    problem: (answer, { takenJobs }) =>
      takenJobs.includes(answer) ? 'a new name: this job already exists' : nameProblem(answer),
  },
  input: {
    text: 'Its input: a folder, file or glob, with {partition} in place of the day',
    problem: (answer) => (answer === '' ? 'a folder, file or glob, such as data/dt={partition}' : undefined),
  },
  table: {
    text: 'Its output tables, each with the columns that identify a row: orders:order_id lines:order_id,line',
    suggest: ({ job }) => job,
    problem: tablesProblem,
  },
}

const REQUIRED = ['job', 'input', 'baseline', 'candidate', 'table'] as const

/** Flags that are missing and have no default. */
export const missingFlags = (given: Partial<Answers>): string[] =>
  missingOptions(Object.fromEntries(REQUIRED.map((name) => [name, given[name]])))

/**
 * All answers: those given by flags, and for the others the person's, or the suggestions where nobody is asked.
 *
 * @param given has all that is required, where `questions` is absent
 * @throws UserError `optionInvalid` for a flag; `Left`
 */
export async function collectAnswers(
  given: Partial<Answers>,
  takenJobs: readonly string[],
  questions: Questions | undefined,
): Promise<Answers> {
  const known: Known = { ...given, takenJobs }
  for (const [name, question] of Object.entries(QUESTIONS) as [keyof Answers, Question][]) {
    const answer = given[name]
    const expected = answer === undefined ? undefined : question.problem(answer, known)
    if (answer === undefined)
      known[name] = questions ? await ask(question, known, questions) : (question.suggest?.(known) ?? '')
    else if (expected !== undefined) throw invalidOption(optionName(name), answer, expected)
  }
  return known as Known & Answers
}

async function ask(question: Question, known: Known, questions: Questions): Promise<string> {
  for (;;) {
    const answer = await questions.ask(question.text, question.suggest?.(known))
    const expected = question.problem(answer, known)
    if (expected === undefined) return answer
    questions.say(`  That must be ${expected}.`)
  }
}

/** What a candidate is called where nobody names it. */
export function suggestedName(candidate: string, baselineName: string | undefined): string {
  const engine = /polars|duckdb/i.exec(candidate)?.[0].toLowerCase()
  return engine && engine !== baselineName ? engine : 'candidate'
}

/** What a command line must be instead; undefined where it can be split into arguments. */
export function commandProblem(line: string): string | undefined {
  const split = splitCommandLine(line)
  return 'problem' in split ? split.problem : undefined
}

function tablesProblem(answer: string): string | undefined {
  const tables = parseTables(answer)
  const names = new Set(tables.map(({ name }) => name))
  const isFine = tables.every(({ name, key }) => !nameProblem(name) && key.every((column) => column !== ''))
  return isFine && tables.length > 0 && names.size === tables.length
    ? undefined
    : 'names of tables, each with its key columns if it has any, such as daily_revenue:shop,day'
}

/** Tables of `orders:order_id lines:order_id,line`. */
export function parseTables(text: string): { name: string; key: string[] }[] {
  const words = text.split(/\s+/).filter(Boolean)
  return words.map((word) => {
    const [name = '', ...key] = word.split(':')
    return { name, key: key.length > 0 ? key.join(':').split(',') : [] }
  })
}

/** The name of the script that a command line runs, without what tells its engine. */
function jobNameOf(commandLine: string): string | undefined {
  const split = splitCommandLine(commandLine)
  const script = 'argv' in split ? split.argv.find(isScript) : undefined
  const stem = basename(script ?? '')
    .replace(/\.\w+$/, '')
    .replace(/[_-](py)?spark$/, '')
  return nameProblem(stem) === undefined ? stem : undefined
}
