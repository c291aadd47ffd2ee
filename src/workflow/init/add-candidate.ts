import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { invalidOption, UserError } from '../../errors.ts'
import { peekInput } from '../../inputs/peek.ts'
import { inputTemplates } from '../../model/config/job-input.ts'
import type { Job } from '../../model/config/model.ts'
import { nameProblem } from '../../text/text.ts'
import { addEngine } from './add-job.ts'
import { type Answers, commandProblem, suggestedName } from './answers.ts'
import type { EngineDraft } from './draft.ts'
import { draftEngine } from './draft-job.ts'
import { placeOf } from './engine-files.ts'
import { writeText } from './write-job.ts'

/** A candidate that was added, and the newest partition of its job's input, where the input has any here. */
export interface AddedCandidate {
  candidate: EngineDraft
  partition: string | undefined
}

/**
 * Adds a candidate to a job that is configured, and changes nothing else of it.
 *
 * @param config path of the configuration, whose text `text` is
 * @throws UserError `jobExists` where more is given than a candidate, `optionInvalid`
 */
export async function addCandidate(
  { config, text, job }: { config: string; text: string; job: Job },
  { candidate: line, candidateName, job: _, ...others }: Partial<Answers>,
): Promise<AddedCandidate> {
  if (line === undefined || Object.values(others).some((given) => given !== undefined))
    throw new UserError('jobExists', { job: job.name, path: config })
  const problem = commandProblem(line)
  if (problem !== undefined) throw invalidOption('--candidate', line, problem)
  const name = candidateName ?? suggestedName(line, job.baseline)
  const isTaken = Object.hasOwn(job.engines, name)
  const expected = isTaken ? `a new name: job '${job.name}' has this engine` : nameProblem(name)
  if (expected !== undefined) throw invalidOption('--candidate-name', name, expected)
  const folder = dirname(resolve(config))
  const templates = inputTemplates(job.input).map(({ template }) => template)
  const candidate = await draftEngine(name, line, placeOf(folder, templates))
  const added = addEngine(text, job.name, candidate)
  if (othersOf(added, job.name) !== othersOf(text, job.name))
    throw invalidOption(
      '--job',
      job.name,
      'a job whose engines: no other job shares. Add the candidate by hand',
    )
  await writeText(config, added)
  const peeks = await Promise.all(templates.map((template) => peekInput(folder, template)))
  return { candidate, partition: peeks.find((peek) => peek?.partition)?.partition }
}

/** The other jobs as they are read: an alias of what this one has is theirs too. */
function othersOf(text: string, job: string): string {
  const { jobs } = parse(text) as { jobs: Record<string, unknown> }
  return JSON.stringify({ ...jobs, [job]: null })
}
