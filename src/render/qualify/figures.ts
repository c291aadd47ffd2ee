import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import { isSpread, type QualifiedJob, type Spreads } from '../../qualify/job.ts'
import { reasonText } from './reasons.ts'

/** `8`, `1,240`, `0.0591`. */
export const hoursText = (hours: number): string => Number(hours.toPrecision(3)).toLocaleString('en')

/** Hours in a table; a dash where they are not known. */
export const hoursCell = (hours: Measurement): string => (isMeasured(hours) ? hoursText(hours) : '–')

/** `30 %`. */
export const shareText = (share: number): string => `${Number((share * 100).toPrecision(2))} %`

/** A figure, or why it is not known. */
export const measuredText = (value: Measurement, format: (value: number) => string): string =>
  isMeasured(value) ? format(value) : `unknown (${reasonText(value.reason)})`

/** `89.3 s (p95 2 min 03 s, max 2 min 03 s)`, or why it is not known. */
export function spreadText(spreads: Spreads, format: (value: number) => string): string {
  if (!isSpread(spreads)) return measuredText(spreads, format)
  const { p50, p95, max } = spreads
  return p50 === max ? format(p50) : `${format(p50)} (p95 ${format(p95)}, max ${format(max)})`
}

/** Both grow alike in most jobs, or are not known for the same reason. */
export function growthText({ growth, readGrowth }: QualifiedJob): string {
  const files = measuredText(growth, shareText)
  const read = measuredText(readGrowth, shareText)
  return files === read ? files : `${files} of the files, ${read} of what was read`
}
