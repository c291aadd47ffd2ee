import type { Engine } from '../model/config/model.ts'
import type { Varies } from './clues.ts'

/** What a command line holds that is another at each run, and so no part of what the engine is. */
export interface Placeholders {
  partition: string
  input?: string | undefined
  output?: string | undefined
}

/**
 * An engine of which only its command line is known. The partition, also as 20261120 or 2026/11/20, and the paths of input
 * and output count as placeholders: else each day would begin a new epoch.
 */
export function commandEngine(command: readonly string[], places: Placeholders): Engine {
  const argv = command.map((argument) => withPlaceholders(argument, places))
  return { name: 'command', steps: [{ name: 'main', place: { name: '' }, command: argv, env: {} }] }
}

/** Whether a word of a command holds the partition or the path of input or output, apart from other letters. */
export function variesWith({ partition, input, output }: Placeholders): Varies {
  const places = [input, output].filter((path) => path !== undefined && path !== '') as string[]
  const patterns = [
    ...partitionForms(partition).map(apart),
    ...places.map((path) => new RegExp(`(?<![\\w./-])${RegExp.escape(path)}(?![\\w.-])`)),
  ]
  return (word) => patterns.some((pattern) => word.search(pattern) >= 0)
}

/** A form of the partition that stands apart from other letters and digits. */
const apart = (form: string): RegExp => new RegExp(`(?<![^\\W_])${RegExp.escape(form)}(?![^\\W_])`, 'g')

const isDate = (partition: string): boolean => /^\d{4}-\d\d-\d\d$/.test(partition)

/** A date is also written as 20261120 and 2026/11/20. */
const partitionForms = (partition: string): string[] =>
  isDate(partition) ? [partition, partition.replaceAll('-', ''), partition.replaceAll('-', '/')] : [partition]

/** Other partitions than dates are also parts of words: `us` of `customers.py`. */
function withPlaceholders(argument: string, { partition, input, output }: Placeholders): string {
  const replacements: [string | RegExp | undefined, string][] = [
    [input, '{input}'],
    [output, '{output}'],
    ...partitionForms(partition).map((form): [string | RegExp, string] => [
      isDate(partition) ? form : apart(form),
      '{partition}',
    ]),
  ]
  return replacements.reduce((text, [value, name]) => (value ? text.replaceAll(value, name) : text), argument)
}
