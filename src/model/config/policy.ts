import type { Platform } from '../../pricing/bill.ts'
import { parseBytes } from '../units/bytes.ts'
import { toPlatforms } from './platforms.ts'
import type { RawConfig, RawJob } from './schema.ts'

/** What a verdict is judged by, with all defaults filled in. */
export interface Policy {
  /** Risk of a wrong verdict on speed, over all looks. */
  alpha: number
  /** The clock that is judged: `total` counts start-up. */
  judged: 'total' | 'work'
  /** UTC days whose comparisons become one observation. */
  averageDays: 1 | 2 | 7
  /** Highest candidate/baseline that passes, by clock. */
  margins: { total?: number | undefined; work?: number | undefined }
  /** The candidate must be done within so many minutes. */
  limitMinutes: number | null
  /** Highest ratio of the bills that passes; null where cost doesn't decide. */
  costMargin: number | null
  /** Failures of the candidate alone that pass, in the last 14 measured days. */
  maxFailures: number
  /** Share of partitions that the baseline may have run without the candidate. */
  maxUnpaired: number
  /** Distinct inputs that parity must hold on. */
  minInputs: number
  window: Window
  waivers: Waiver[]
  /** What the verdict is about; the largest size and the first limits where undefined. */
  judge: { size?: string | undefined; limits?: string | undefined }
  /** Input of one production run; undefined where it isn't declared, and capacity doesn't decide. */
  volumeBytes?: number
  /** Growth of the input a year: 0.3 is 30 %. */
  growth?: number
  runsPerDay?: number
  /** The team's experience, by engine, in its own words. */
  skills: Record<string, string>
  /** Where engines run in production, by engine. */
  platforms: Record<string, Platform>
}

/** How long is measured before it is decided, in UTC days. */
export interface Window {
  /** Days with comparisons that a verdict needs. */
  days: number
  /** Such days after which it must be decided. */
  most: number
  /** Calendar days after the epoch's first comparison in which they must lie. */
  within: number
}

/** A difference that somebody accepts for a while. */
export interface Waiver {
  table: string
  column?: string | undefined
  partitions?: string[] | undefined
  owner: string
  reason: string
  /** Last UTC day that it holds: `2026-12-31`. */
  expires: string
}

const WINDOW: Window = { days: 14, most: 28, within: 42 }

const DEFAULTS = {
  alpha: 0.05,
  judged: 'total',
  averageDays: 1,
  limitMinutes: null,
  maxFailures: 0,
  maxUnpaired: 0.1,
  minInputs: 5,
  waivers: [],
  judge: {},
  skills: {},
} as const

type Raw = NonNullable<RawConfig['policy']> & NonNullable<RawJob['policy']>
/** Values that were read from a file: keys without one are absent. */
type Stated = { [key in keyof Raw]: Exclude<Raw[key], undefined> }

/** A job's policy: its own keys before the general ones, before the defaults. */
export function toPolicy(
  general: RawConfig['policy'],
  own: RawJob['policy'],
  prices: RawConfig['prices'] = {},
): Policy {
  const { margins, window, volume, growth, runsPerDay, platforms, ...stated } = {
    ...general,
    ...own,
  } as Stated
  const policy = { ...DEFAULTS, ...stated }
  const volumeBytes = volume === undefined ? undefined : parseBytes(volume)
  return {
    ...policy,
    waivers: [...policy.waivers],
    margins: margins ?? {},
    costMargin: margins?.cost ?? null,
    window: { ...WINDOW, ...(window as Partial<Window>) },
    platforms: toPlatforms(platforms, prices),
    ...(volumeBytes !== undefined && { volumeBytes }),
    ...(growth !== undefined && { growth }),
    ...(runsPerDay !== undefined && { runsPerDay }),
  }
}
