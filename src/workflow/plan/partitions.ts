import { z } from 'zod'
import { invalidOption } from '../../errors.ts'
import { dayAfter, daysBetween } from '../../model/units/day.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { jsonText } from '../../text/text.ts'
import { requireLabels } from './labels.ts'

/** Two texts of which at least one begins as a date does. Other partitions may have dots in them. */
const RANGE = /^(\d{4}-.*)\.\.(.*)$|^(.*)\.\.(\d{4}-.*)$/
const MOST = 366
/** Each of several names a folder of results. */
const MOST_CHARACTERS = 100

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
  if (!isDay(first) || !isDay(last))
    throw invalidOption(
      '--partition',
      jsonText(text),
      'two dates of the calendar, such as 2026-11-01..2026-11-14',
    )
  if (first > last)
    throw invalidOption('--partition', jsonText(text), `in the order of time: ${last}..${first}`)
  const days = Math.min(daysBetween(first, last) + 1, MOST + 1)
  return Array.from({ length: days }, (_, index) => dayAfter(first, index))
}

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success
