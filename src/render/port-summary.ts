import { adviceOf } from '../differences/advice.ts'
import type { Met, PortCheck } from '../differences/check-port.ts'
import { type Destination, isDropIn } from '../differences/entry.ts'
import type { Standing } from '../differences/outcome.ts'
import { counted, hangText } from '../text/text.ts'
import { TARGET_NAMES } from './differences/fixes.ts'

/** What a check came to: entries of the catalogue that a program meets, and places that were not understood. */
export interface PortSummary {
  /** Without a counterpart, or lacking where the program is to run as it is. */
  lacking: number
  /** Of those, for how many nothing is known to use in their place. */
  withoutReplacement: number
  /** Other data, or an error. */
  differ: number
  /** Only in types of columns, in the layout of files, or in unusual data; none where the program is ported. */
  differRarely: number
  /** The same data if written in one way; none where the program is to run as it is. */
  sameIfWrittenSo: number
  notUnderstood: number
}

/** The entry of names that no other is about has advice of a general kind only. */
const OF_MANY = 'names-of-pyspark'

/** More are not named in one line. */
const MOST_NAMED = 3

/** Whether a difference is one that few programs notice, where they run as they are. */
export const isQuiet = ({ entry, standing }: Met, target: Destination): boolean =>
  isDropIn(target) && standing === 'differ' && entry.shows !== undefined

export function portSummary({ target, met, unknown }: PortCheck): PortSummary {
  const of = (standing: Standing) => met.filter((one) => one.standing === standing)
  const lacking = of('none')
  return {
    lacking: lacking.length,
    withoutReplacement: lacking.filter(
      ({ entry }) => entry.id === OF_MANY || adviceOf(entry, target) === undefined,
    ).length,
    differ: of('differ').filter((one) => !isQuiet(one, target)).length,
    differRarely: met.filter((one) => isQuiet(one, target)).length,
    sameIfWrittenSo: of('same-if').length,
    notUnderstood: unknown.length,
  }
}

/** `On Sail, as it is: nothing found that it lacks; 3 operations may differ: other data, or an error`. It foretells, and promises nothing. */
export function summarySentence(check: PortCheck): string {
  const summary = portSummary(check)
  const name = TARGET_NAMES[check.target]
  const { differ, differRarely, notUnderstood } = summary
  const unread = notUnderstood > 0 ? [`${counted(notUnderstood, 'place')} not understood`] : []
  if (isDropIn(check.target)) {
    const other = differ > 0 ? [`${counted(differ, 'operation')} may differ: other data, or an error`] : []
    const rarely = differRarely > 0 ? [`${differRarely} in types of columns or in unusual data alone`] : []
    const names = check.met
      .filter(({ standing }) => standing === 'none')
      .map(({ lacks, entry }) => lacks ?? entry.title)
    return `On ${name}, as it is: ${[lackText(summary, names), ...other, ...rarely, ...unread].join('; ')}`
  }
  const { lacking, sameIfWrittenSo } = summary
  const parts = [
    ...(sameIfWrittenSo > 0 ? [`${sameIfWrittenSo} to write as shown`] : []),
    ...(differ > 0 ? [`${differ} to decide`] : []),
    ...(lacking > 0 ? [`${lacking} without counterpart`] : []),
    ...unread,
  ]
  return `To ${name}: ${parts.length > 0 ? parts.join('; ') : 'nothing found that differs'}`
}

function lackText({ lacking, withoutReplacement }: PortSummary, names: readonly string[]): string {
  if (lacking === 0) return 'nothing found that it lacks'
  const which = names.length > MOST_NAMED ? '' : ` (${names.join('; ')})`
  const text = `it lacks ${counted(lacking, 'thing')} that the program needs${which}`
  if (withoutReplacement === 0) return `${text}, to be replaced as shown`
  return withoutReplacement === lacking
    ? `${text}, and no replacement is known`
    : `${text}, ${withoutReplacement} without a known replacement`
}

/** What all checks of a program came to, a line each, for the end of a long output. */
export const portSummaryText = (checks: readonly PortCheck[], columns: number): string =>
  [
    hangText('In short, by reading the code. Only a run proves it.', columns, 0),
    ...checks.map((check) => hangText(`  ${summarySentence(check)}`, columns, 4)),
  ].join('\n')
