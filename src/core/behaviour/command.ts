import type { Engine } from '../config/model.ts'
import { behaviourHash } from './hash.ts'

/** What a command line holds that is another at each run, and so no part of what the engine is. */
export interface Placeholders {
  key: string
  input?: string | undefined
  output?: string | undefined
}

/**
 * Hash of an engine of which only its command line and its version are known. The key, also as 20261120 or 2026/11/20,
 * and the paths of input and output count as placeholders: else each day would begin a new epoch.
 */
export function commandBehaviour(
  command: readonly string[],
  version: string | undefined,
  places: Placeholders,
): string {
  const engine: Engine = {
    name: 'command',
    steps: [
      {
        name: 'main',
        place: {},
        command: command.map((argument) => withPlaceholders(argument, places)),
        env: {},
      },
    ],
    ...(version !== undefined && { version }),
  }
  return behaviourHash(engine, 'process', {}, { sources: {}, images: [] })
}

function withPlaceholders(argument: string, { key, input, output }: Placeholders): string {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(key)
  const keys = isDate ? [key, key.replaceAll('-', ''), key.replaceAll('-', '/')] : [key]
  const replacements: [string | undefined, string][] = [
    [input, '{input}'],
    [output, '{output}'],
    ...keys.map((form): [string, string] => [form, '{key}']),
  ]
  return replacements.reduce((text, [value, name]) => (value ? text.replaceAll(value, name) : text), argument)
}
