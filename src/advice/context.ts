import type { Platform } from '../model/config/platforms.ts'
import type { Policy } from '../model/config/policy.ts'
import type { PlatformKind } from './platform-kinds.ts'

/** One engine, as far as it is declared where it runs and who knows it. */
export interface Side {
  engine: string
  platform: Platform | null
  kind: PlatformKind | null
  /** The team's experience with it, in words. */
  skill: string | null
}

/** What is declared of a job: nothing in it was measured. Null is not declared. */
export interface AdviceContext {
  /** Null where no configuration has it. */
  job: string | null
  baseline: Side
  candidates: [Side, ...Side[]]
  /** Input of one run. */
  volumeBytes: number | null
  /** Of the input, a year: 0.3 is 30 %. */
  growth: number | null
  runsPerDay: number | null
  /** Of the policy: the candidate must finish within it. */
  limitSeconds: number | null
  judged: Policy['judged']
  /** Memory that engines are limited to where they are compared; a platform's own comes first. */
  memoryBytes: number | null
  /** What the configured job reads; null where it is not configured. */
  input: 'fixture' | 'path' | null
  /** UTC day of the advice: prices are old or not as of it. */
  today: string
}

/** Seconds between two ends; the same where somebody declared them. */
export interface Overhead {
  lower: number
  upper: number
  by: 'declared' | 'published'
}

/** Start-up of a side's platform: as declared, else as published of its kind; null where neither is known. */
export function startupOf({ platform, kind }: Side): Overhead | null {
  if (platform?.isStartupDeclared) return declared(platform.startupSeconds)
  return kind?.startup ? { ...kind.startup, by: 'published' } : null
}

/** Start-up and idle time, all that a run is billed besides its work. */
export function overheadOf(side: Side): Overhead | null {
  const { platform, kind } = side
  const idle = platform?.idleSeconds || (kind?.idleSeconds ?? 0)
  const startup = startupOf(side)
  if (startup) return { ...startup, lower: startup.lower + idle, upper: startup.upper + idle }
  return idle > 0 ? { ...declared(idle), by: platform?.idleSeconds ? 'declared' : 'published' } : null
}

const declared = (seconds: number): Overhead => ({ lower: seconds, upper: seconds, by: 'declared' })
