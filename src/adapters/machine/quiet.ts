import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'

// The kernel counts in ticks of 10 ms: in a shorter sample one tick of anybody would look like a busy machine.
const SAMPLE_MS = 50
const QUIET_PERCENT = 20
const PATIENCE_MS = 5000

/** How long the machine took to become quiet, and how busy it still was: percent of all cores. */
export interface Quiet {
  waitedMs: number
  busyPercent: number
}

/** Waits until the cores are idle, at most five seconds: others' work must not fall into a trial. */
export async function waitForQuiet(): Promise<Quiet> {
  const begun = performance.now()
  for (;;) {
    const before = await cpuTicks()
    await setTimeout(SAMPLE_MS)
    const after = await cpuTicks()
    const total = after.total - before.total
    const busyPercent = total > 0 ? (100 * (after.busy - before.busy)) / total : 0
    const waitedMs = performance.now() - begun
    if (busyPercent <= QUIET_PERCENT || waitedMs > PATIENCE_MS) {
      return { waitedMs: Math.round(waitedMs), busyPercent: Math.round(busyPercent) }
    }
  }
}

async function cpuTicks(): Promise<{ busy: number; total: number }> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n', 1)
  const ticks = line.split(/\s+/).slice(1, 9).map(Number)
  const total = ticks.reduce((sum, value) => sum + value, 0)
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0)
  return { busy: total - idle, total }
}
