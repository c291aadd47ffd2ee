import { type Domain, linearScale, logScale, type Scale } from './scale.ts'

/** A scale whose ticks are in one unit, which the last of them names; of cores, the title does. Its domain is in seconds, bytes or cores. */
export interface Axis {
  scale: Scale
  ticks: { at: number; text: string }[]
}

interface Unit {
  name: string
  size: number
}

const UNITS = {
  seconds: [
    { name: 'h', size: 3600 },
    { name: 'min', size: 60 },
    { name: 's', size: 1 },
    { name: 'ms', size: 1e-3 },
  ],
  bytes: [
    { name: 'TB', size: 1e12 },
    { name: 'GB', size: 1e9 },
    { name: 'MB', size: 1e6 },
    { name: 'kB', size: 1e3 },
  ],
  cores: [{ name: '', size: 1 }],
} as const satisfies Record<string, readonly Unit[]>

/** From so many of a unit on, figures are told in it. */
const LEAST = { seconds: 2, bytes: 1, cores: 0 }
const ROOM = 1.2

/**
 * A logarithmic axis in the unit of its greatest value.
 *
 * @param span factor between its ends, at least: values stand in its middle
 * @param below part of the axis that stays free under all values
 */
export function axisOf(
  values: readonly number[],
  kind: keyof typeof UNITS,
  { span = 1, below = 0, mostTicks }: { span?: number; below?: number; mostTicks: number },
): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const more = Math.sqrt(Math.max(1, span / (high / low))) * ROOM
  const least = low / more / ((high / low) * more * more) ** (below / (1 - below))
  return inUnit([least, high * more], kind, high, (domain) => logScale(domain, mostTicks))
}

/** A linear axis from 0. */
export function axisFromZero(most: number, kind: keyof typeof UNITS, mostTicks: number): Axis {
  return inUnit([0, most], kind, most, (domain) => linearScale(domain, mostTicks))
}

function inUnit(
  [low, high]: Domain,
  kind: keyof typeof UNITS,
  greatest: number,
  scaleOf: (domain: Domain) => Scale,
): Axis {
  const units: readonly Unit[] = UNITS[kind]
  const unit = units.find(({ size }) => greatest >= LEAST[kind] * size) ?? (units.at(-1) as Unit)
  const scale = scaleOf([low / unit.size, high / unit.size])
  return {
    scale: { ...scale, domain: [low, high], at: (value) => scale.at(value / unit.size) },
    ticks: scale.ticks.map((tick, index) => ({
      at: scale.at(tick),
      text: `${tick.toLocaleString('en')} ${index === scale.ticks.length - 1 ? unit.name : ''}`.trim(),
    })),
  }
}
