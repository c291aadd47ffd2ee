import type { EngineMark } from '../model/shared.ts'
import type { TimedRow } from '../operations.ts'
import { type Axis, axisOf } from './axis.ts'

const ROW_HEIGHT = 34
/** From the top of a row: its name, and its dots below. */
const NAME = 12
const DOTS = 24
const MOST_TICKS = 6

/** What each of several things took each engine, a row each, on one logarithmic axis. */
export interface TimesPlot {
  time: Axis
  height: number
  rows: {
    name: string
    /** Of its name, in pixels from the top. */
    top: number
    marks: {
      engine: EngineMark
      seconds: number
      /** Places from 0 to 1: the geometric mean, and the least and the most of the trials. */
      at: number
      range: { from: number; to: number }
      /** In pixels. */
      top: number
    }[]
  }[]
}

/** Undefined where nothing has a time. */
export function timesPlot(timed: readonly TimedRow[], engines: readonly EngineMark[]): TimesPlot | undefined {
  const rows = timed.map(({ name, figures }) => ({
    name,
    times: figures.flatMap(({ engine: wanted, seconds }) => {
      const engine = engines.find((each) => each.name === wanted)
      // On a logarithmic axis 0 has no place.
      return engine && seconds && seconds.range.lower > 0 ? [{ engine, ...seconds }] : []
    }),
  }))
  const ends = rows.flatMap(({ times }) => times.flatMap(({ range }) => [range.lower, range.upper]))
  if (ends.length === 0) return undefined
  const time = axisOf(ends, 'seconds', { mostTicks: MOST_TICKS })
  return {
    time,
    height: ROW_HEIGHT * rows.length,
    rows: rows.map(({ name, times }, index) => ({
      name,
      top: ROW_HEIGHT * index + NAME,
      marks: times.map(({ engine, value, range }) => ({
        engine,
        seconds: value,
        at: time.scale.at(value),
        range: { from: time.scale.at(range.lower), to: time.scale.at(range.upper) },
        top: ROW_HEIGHT * index + DOTS,
      })),
    })),
  }
}
