import { z } from 'zod'
import type { Pace } from '../model/config/model.ts'

/** A trial's seconds as measured here earlier, with the input's bytes. */
export const timing = z.object({ seconds: z.number(), bytes: z.number() })
export type Timing = z.output<typeof timing>

/**
 * Seconds to expect of a trial: what this machine measured before, scaled to the input where its bytes are known;
 * else the configured pace; else undefined. Never below a quarter of a second.
 */
export function estimateSeconds(
  bytes: number | undefined,
  earlier: Timing | undefined,
  pace: Pace | undefined,
): number | undefined {
  if (!earlier)
    return pace && bytes !== undefined ? pace.startSeconds + (pace.secondsPerGB * bytes) / 1e9 : undefined
  if (bytes === undefined || earlier.bytes === 0) return earlier.seconds
  const start = Math.min(pace?.startSeconds ?? 0, earlier.seconds)
  const scaled = start + (earlier.seconds - start) * (bytes / earlier.bytes)
  return Math.max(scaled, 0.25)
}
