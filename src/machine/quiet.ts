import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { QUIET_PERCENT } from '../trial/disturbance.ts'
import { coreTimeBetween, parseCoreTime } from './core-time.ts'

// The kernel counts in ticks of 10 ms: in a shorter sample one tick of anybody would look like a busy machine.
const SAMPLE_MS = 50
const PATIENCE_MS = 5000

/** How long cores took to become quiet, and how busy they still were: percent of them. */
export interface Quiet {
  waitedMs: number
  busyPercent: number
}

/**
 * Waits until cores are idle or the signal is aborted, by default at most five seconds: others' work must not fall into a
 * trial.
 *
 * @returns null where the kernel does not tell
 */
export async function waitForQuiet(
  cpus: readonly number[],
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<Quiet | null> {
  const look = async () => parseCoreTime(await readFile('/proc/stat', 'utf8').catch(() => ''), cpus)
  const begun = performance.now()
  for (;;) {
    const before = await look()
    await setTimeout(SAMPLE_MS)
    const time = coreTimeBetween(before, await look())
    if (time === null) return null
    const busyPercent = (100 * time.busySeconds) / time.totalSeconds
    const waitedMs = performance.now() - begun
    if (busyPercent <= QUIET_PERCENT || waitedMs > patienceMs || signal.aborted)
      return { waitedMs: Math.round(waitedMs), busyPercent: Math.round(busyPercent) }
  }
}
