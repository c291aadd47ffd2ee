import { digitsThatCount } from '../../canonical/digits.ts'
import { type Case, guarded, ofKind } from '../case.ts'
import { plain, type Reason } from '../reason.ts'
import { timePrecision } from '../times/time-precision.ts'

const YES = `('true', 't', 'yes', 'y', '1')`
const NO = `('false', 'f', 'no', 'n', '0')`

/** Texts that say the same thing of some kind in another way. */
const formatOf = (what: string, words: string, ...cases: readonly Case[]): Reason => ({
  id: `${what}-format`,
  explain: plain(`the same ${words} in another format`),
  ...ofKind('text', ...cases),
})

/** SQL that is true where two texts of one double say one number. */
export const haveSameDigits = (a: string, b: string): string =>
  guarded('x = y', `${digitsThatCount(a)} = ${digitsThatCount(b)} AND (x <> 0 OR ${digitsThatCount(a)} = '')`)

/** The digits after the second, of which micros may have cut some. */
const fraction = (side: string): string => `rtrim(regexp_extract(${side}, '[.](\\d*)', 1), '0')`

export const booleanFormat = formatOf('boolean', 'truth value', {
  when: guarded(
    'strlen(a) <= 5 AND strlen(b) <= 5',
    [YES, NO].map((words) => `(lower(a) IN ${words} AND lower(b) IN ${words})`).join(' OR '),
  ),
})

export const numberFormat: Reason = {
  ...formatOf('number', 'number', { when: haveSameDigits('a', 'b') }),
  entries: ['cast-double-to-text', 'csv-write-values'],
}

export const timeFormat = formatOf(
  'time',
  'time',
  {
    reason: timePrecision.id,
    when: guarded('t = u', `${fraction('a')} <> ${fraction('b')}`),
    part: '3',
  },
  { when: 't = u', part: '0' },
)
