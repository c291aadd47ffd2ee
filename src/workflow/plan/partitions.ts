import { invalidOption } from '../../errors.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { jsonText } from '../../text/text.ts'
import { requireLabels } from './labels.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Two texts of which at least one begins as a date does. Other partitions may have dots in them. */
const RANGE = /^(\d{4}-.*)\.\.(.*)$|^(.*)\.\.(\d{4}-.*)$/
const MOST = 366
/** Each of several names a folder of results. */
const MOST_CHARACTERS = 100
const DAY_MS = 86_400_000

/**
 * The partitions that `--partition` names, each once, in the order given: itself, or every day of `2026-11-01..2026-11-14`,
 * both ends included. Of none, the UTC date.
 *
 * @throws UserError `optionInvalid`
 */
export function partitionsOf(given: readonly string[] | undefined, now: Date): string[] {
  if (given === undefined) return [defaultPartition(now)]
  for (const partition of given) requireLabels({ partition })
  const partitions = [...new Set(given.flatMap(daysOrItself))]
  if (partitions.length > MOST)
    throw invalidOption('--partition', given.join(', '), `at most ${MOST} partitions`)
  const long = partitions.find((partition) => partition.length > MOST_CHARACTERS)
  if (partitions.length > 1 && long !== undefined)
    throw invalidOption(
      '--partition',
      jsonText(long),
      `of several partitions, at most ${MOST_CHARACTERS} characters`,
    )
  return partitions
}

function daysOrItself(text: string): string[] {
  const [, ...ends] = RANGE.exec(text) ?? []
  const [first, last] = ends.filter((end) => end !== undefined)
  if (first === undefined || last === undefined) return [text]
  const [from, to] = [dayNumber(first), dayNumber(last)]
  if (from === undefined || to === undefined)
    throw invalidOption(
      '--partition',
      jsonText(text),
      'two dates of the calendar, such as 2026-11-01..2026-11-14',
    )
  if (from > to) throw invalidOption('--partition', jsonText(text), `in the order of time: ${last}..${first}`)
  const days = Math.min(to - from + 1, MOST + 1)
  return Array.from({ length: days }, (_, index) => defaultPartition(new Date((from + index) * DAY_MS)))
}

/** Days since 1970; undefined of what is no date, such as 2026-02-30. */
function dayNumber(text: string): number | undefined {
  const date = new Date(text)
  if (!DAY.test(text) || Number.isNaN(date.getTime()) || defaultPartition(date) !== text) return undefined
  return date.getTime() / DAY_MS
}
