import { isWithin, type Reading } from '../../machine/known-load.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { CheckedMeter } from '../../runners/known-load.ts'
import { alignCells } from '../../text/text.ts'

const HEAD = ['', 'meter', 'measure', 'known', 'measured', 'error', 'limit']

/** One line a figure of the known load; why there is none stands below. */
export function metersTable(all: readonly CheckedMeter[]): string[] {
  const readings = all.flatMap(({ where, readings: own }) => own.map((reading) => ({ where, reading })))
  if (readings.length === 0) return []
  const cells = readings.map(({ where, reading }) => [markOf(reading), where, ...figuresOf(reading)])
  const notes = readings.flatMap(({ where, reading: { measure, measured } }) =>
    isMeasured(measured) ? [] : [`– ${where}, ${MEASURES[measure].label.toLowerCase()}: ${measured.reason}`],
  )
  return [...alignCells([HEAD, ...cells], [3, 4, 5, 6]), ...notes]
}

const markOf = (reading: Reading): string => {
  if (reading.error === null) return '–'
  return isWithin(reading) ? '✓' : '✕'
}

function figuresOf({ measure, known, measured, error, limit }: Reading): string[] {
  const { label, format } = MEASURES[measure]
  return [
    label,
    format(known),
    isMeasured(measured) ? format(measured) : '–',
    error === null ? '–' : `${error > 0 ? '+' : ''}${error.toFixed(1)} %`,
    `± ${limit} %`,
  ]
}
