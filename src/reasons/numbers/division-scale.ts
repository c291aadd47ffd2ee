import type { ComparedTypes } from '../../types/compared-types.ts'
import { type Pattern, type Reason, sidesOf } from '../reason.ts'

/** Decimals that a quotient has at least in Spark, and by how many another decimal must have fewer. */
const [LEAST_SCALE, FEWER] = [6, 4]
/** Pairs from which on it can hardly be chance, and the part of them that uses the last decimal: nine of ten do. */
const [FITS, FILLED] = [3, 0.8]

interface Sides {
  /** The side that has a decimal of `scale` digits after the point, and what is known of the other. */
  side: 'a' | 'b'
  scale: number
  other: number | 'double'
}

/** The side whose decimals are those of a quotient, if the types are such. */
function sidesWith({ a, b }: ComparedTypes): Sides | undefined {
  for (const [side, own, its] of [
    ['a', a, b],
    ['b', b, a],
  ] as const) {
    if (own.kind !== 'decimal' || own.scale < LEAST_SCALE) continue
    if (its.kind === 'float') return { side, scale: own.scale, other: 'double' }
    if (its.kind === 'decimal' && its.scale <= own.scale - FEWER)
      return { side, scale: own.scale, other: its.scale }
  }
  return undefined
}

/** The decimals of the one are those of the other, as far as both have some. */
function quotient({ side, scale, other }: Sides): Pattern {
  const most = other === 'double' ? `0.5000001e-${scale} + 1e-15 * m` : `1e-${other}`
  const fits = `coalesce(f <= ${most}, false)`
  // Texts are those of the numbers, as where a double has no place in the other side's decimal.
  const isFilled = `regexp_matches(${side}::VARCHAR, '[.]\\d{${scale - 1}}[1-9]$')`
  return {
    holds: `count(*) >= ${FITS} AND bool_and(${fits}) AND count(*) FILTER (${isFilled}) >= ${FILLED} * count(*)`,
    when: fits,
    details: { side, scale, other },
  }
}

export const divisionScale: Reason = {
  id: 'division-scale',
  explain: ({ baseline, engine }, { side, scale, other } = {}) => {
    if (scale === undefined) return 'a quotient of decimals with another number of decimals'
    const [has, lacks] = side === 'a' ? [baseline, engine] : [engine, baseline]
    const less = other === 'double' ? 'a double' : `${other}`
    return `${has} keeps ${scale} decimals, ${lacks} ${less}: as after a division of decimals`
  },
  declare: 'abs',
  kinds: ['decimal', 'float', 'text'],
  entries: ['decimal-division', 'avg-of-decimals'],
  patterns: (types) => {
    const sides = sidesWith(types)
    return sides && { isPossible: `count(*) >= ${FITS}`, of: [quotient(sides)] }
  },
  details: sidesOf,
}
