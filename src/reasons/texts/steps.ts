import { guarded } from '../case.ts'
import { stepsAfterXY } from '../numbers/steps.ts'

/** Text that starts as a number or a time does: with a digit, a sign, a point or a blank. */
const startsAsNumber = (side: string): string => `${side} < ':' AND ${side} > ''`
const number = (side: string): string => guarded(startsAsNumber(side), `try_cast(${side} AS DOUBLE)`)
const finite = (side: string): string => guarded(`isfinite(${number(side)})`, number(side))
/** SQL for the instant that a text says. */
export const time = (side: string): string =>
  guarded(
    `${startsAsNumber(side)} AND strlen(${side}) BETWEEN 8 AND 40`,
    // A cast to the last hours of the last year that there is fails, though it is tried only.
    `try(try_cast(${side} AS TIMESTAMP WITH TIME ZONE))`,
  )
const micros = (side: string): string =>
  guarded(`isfinite(${time(side)})`, `epoch_us(${time(side)})::HUGEINT`)

/** Columns of numbers and times written as text, as those of numbers and times. */
export const textSteps = [
  `${finite('a')} AS x, ${finite('b')} AS y, ${micros('a')} AS t, ${micros('b')} AS u`,
  `year(${time('a')}) AS ya, year(${time('b')}) AS yb`,
  ...stepsAfterXY({ kind: 'text' }),
]
