import { DESTINATIONS, type Destination } from '../../differences/entry.ts'
import { invalidOption, UserError } from '../../errors.ts'

/** What else engines are called: by `docker/dropin/launch.py`, and by their packages. */
const OTHER_NAMES = new Map<string, Destination>([
  ['sqlframe_duckdb', 'sqlframe'],
  ['pysail', 'sail'],
])

/** Spark runs all that these have no operators for. */
const SPARKS = ['spark', 'comet']

/**
 * The engines that `--to` names, each once.
 *
 * @throws UserError `portCheckSpark`, `optionInvalid`
 */
export const targetsNamed = (names: readonly string[]): Destination[] => [...new Set(names.map(targetNamed))]

function targetNamed(text: string): Destination {
  const name = text.toLowerCase().replaceAll('-', '_')
  const target = DESTINATIONS.find((each) => each === name) ?? OTHER_NAMES.get(name)
  if (target) return target
  if (SPARKS.includes(name)) throw new UserError('portCheckSpark', { name: text, known: [...DESTINATIONS] })
  throw invalidOption('--to', text, DESTINATIONS.join(', '))
}
