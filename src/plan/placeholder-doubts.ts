import { hooksOf } from '../model/config/hooks.ts'
import { inputKey, inputPlaceholder, inputTemplates } from '../model/config/job-input.ts'
import type { Engine, Job } from '../model/config/model.ts'
import { didYouMean } from '../text/nearest.ts'
import { COMMAND_PLACEHOLDERS, INPUT_PLACEHOLDERS, unknownPlaceholders } from './template.ts'

const OF_SERVICES = ['host', 'port']

/**
 * What looks like a placeholder in a job's paths and commands and is filled in by nobody: misspelt, or meant for the
 * program. In words, with its place in the configuration; empty where there is nothing.
 */
export function placeholderDoubts(job: Job, engines: readonly Engine[]): string[] {
  const inputs = inputTemplates(job.input)
  const names = inputs.map(({ name }) => inputPlaceholder(name))
  const inCommands = COMMAND_PLACEHOLDERS.filter(
    (each) => job.service || !OF_SERVICES.includes(each),
  ).flatMap((each) => (each === 'input' && inputs.length > 0 ? names : [each]))
  return [
    ...inputs.flatMap(({ name, template }) =>
      doubtsOf(inputKey({ job: job.name, input: name }), [template], INPUT_PLACEHOLDERS),
    ),
    ...engines.flatMap((engine) => {
      const commands = [...engine.steps.map(({ command }) => command), ...hooksOf(engine)]
      return doubtsOf(`jobs.${job.name}.engines.${engine.name}`, commands.flat(), inCommands)
    }),
    ...Object.values(job.tables).flatMap(({ name, at = '' }) =>
      doubtsOf(`jobs.${job.name}.tables.${name}.at`, [at], ['output']),
    ),
  ]
}

function doubtsOf(place: string, texts: readonly string[], filled: readonly string[]): string[] {
  const known = filled.map(inBraces)
  return unknownPlaceholders(texts, filled)
    .map(inBraces)
    .map(
      (name) =>
        `${place} has ${name}${didYouMean(name, known)}, which is not replaced. Placeholders there: ${known.join(', ')}`,
    )
}

const inBraces = (name: string): string => `{${name}}`
