import type { Pace } from '../config/model.ts'

/** A trial's seconds as measured here earlier, with the input's bytes. */
export interface Timing {
  seconds: number
  bytes: number
}

/**
 * Seconds to expect of a trial: what this machine measured before, scaled to the input; else the configured pace;
 * else undefined. Never below a quarter of a second.
 */
export function estimateSeconds(
  bytes: number,
  earlier: Timing | undefined,
  pace: Pace | undefined,
): number | undefined {
  const byPace = pace && pace.startSeconds + (pace.secondsPerGB * bytes) / 1e9
  if (!earlier) return byPace
  const start = Math.min(pace?.startSeconds ?? 0, earlier.seconds)
  const scaled = start + (earlier.seconds - start) * (bytes / Math.max(earlier.bytes, 1))
  return Math.max(scaled, 0.25)
}
