import type { Sides } from './known-engines.ts'
import { type Details, partly } from './reason.ts'

const SUMMER_TIME = 60
const MANY = 3

/**
 * `minutes` by which the engine is ahead, the most frequent first; `rows`, where only some of the column's rows are
 * shifted: then it may be no zone at all.
 */
export function explainOffsets({ baseline, engine }: Sides, { minutes = '', rows = '' }: Details): string {
  const offsets = `${minutes}`.split(',').filter(Boolean).map(Number)
  const sizes = [...new Set(offsets.map((offset) => Math.abs(offset)))].sort((a, b) => a - b)
  if (sizes.length === 0) return 'another time zone'
  const [first = 0] = offsets
  const isOneWay = offsets.every((offset) => offset > 0 === first > 0)
  const spelt = sizes.slice(0, MANY).map((size) => (size % 60 === 0 ? `${size / 60} h` : `${size} min`))
  const apart = `${spelt.join(' or ')}${sizes.length > MANY ? ' or more' : ''}`
  const whose = isOneWay ? `${first > 0 ? engine : baseline} is ${apart} ahead` : `${apart} apart, either way`
  if (rows !== '') return `${whose}${partly({ rows })}`
  const [least = 0, most = 0] = sizes
  const isSummer = isOneWay && sizes.length === 2 && most - least === SUMMER_TIME
  return `${whose}: another time zone${isSummer ? ', one with summer time' : ''}`
}
