import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { acrossOf, type Live, type LiveChart, type LiveSeries } from '../../report/charts/live.ts'
import { dayAfter } from '../../verdict/epochs.ts'
import { dayNear } from './dates.ts'

type Unit = LiveChart['y']['unit']

/** What is said of a point, exactly. */
export interface Tip {
  engine: string
  /** When: a day, or the time since the trial began. */
  at: string
  lines: string[]
}

export function tipOf(live: Live, { x, y }: LiveChart, series: LiveSeries, index: number): Tip {
  const at = acrossOf(live, series, index)
  return {
    engine: series.engine.name,
    at:
      x.unit === 'days'
        ? `${series.kind === 'week' ? 'week around ' : ''}${dayNear(dayAfter(live.first, Math.floor(at)), live.asOf)}`
        : `after ${formatDuration(at)}`,
    lines: linesOf(series, index, y.unit),
  }
}

function linesOf(series: LiveSeries, index: number, unit: Unit): string[] {
  const [, value = 0] = series.points[index] ?? []
  if (series.kind === 'look') {
    const [, , lower = 0, upper = 0, n = 0] = series.points[index] ?? []
    return [`mean so far ${exactText(value, unit)}`, `interval ${lower} to ${upper}×`, `${n} observations`]
  }
  return [series.kind === 'week' ? `mean ${exactText(value, unit)}` : exactText(value, unit)]
}

/** As people say it, and all digits that were measured. */
function exactText(value: number, unit: Unit): string {
  switch (unit) {
    case 'ratio':
      return `${value}×`
    case 'cores':
      return `${value} cores`
    case 'seconds':
      return value < 99.5 ? `${value} s` : `${formatDuration(value)} (${value.toLocaleString('en')} s)`
    case 'bytes':
      return value < 1000 ? `${value} B` : `${formatBytes(value)} (${value.toLocaleString('en')} B)`
  }
}
