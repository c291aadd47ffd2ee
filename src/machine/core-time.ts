import { type Measurement, unmeasured } from '../model/measures/measure.ts'

/** What some cores did for a while, whoever used them: seconds, added up over the cores. */
export interface CoreTime {
  cores: number
  busySeconds: number
  totalSeconds: number
}

/** The kernel counts in ticks of 10 ms, on all machines that run this. */
const TICKS_A_SECOND = 100
const [FIRST, LAST] = [1, 9] // user, nice, system, idle, iowait, irq, softirq, steal; guests are in user
const IDLE = [3, 4]
/** In a shorter time a tick or two of anybody would look like a busy machine. */
const LEAST_SECONDS = 0.15

/**
 * What cores have done since the boot, those of them that are online.
 *
 * @param stat the text of /proc/stat
 * @returns null where it has none of them
 */
export function parseCoreTime(stat: string, cpus: readonly number[]): CoreTime | null {
  const wanted = new Set(cpus.map((cpu) => `cpu${cpu}`))
  const lines = stat.split('\n').map((line) => line.split(/\s+/))
  const ticks = lines
    .filter(([name = '']) => wanted.has(name))
    .map((fields) => fields.slice(FIRST, LAST).map(Number))
    .filter((fields) => fields.length === LAST - FIRST && fields.every(Number.isFinite))
  if (ticks.length === 0) return null
  const totalSeconds = sum(ticks.flat()) / TICKS_A_SECOND
  const idleSeconds = sum(ticks.flatMap((each) => IDLE.map((at) => each[at] ?? 0))) / TICKS_A_SECOND
  return { cores: ticks.length, busySeconds: totalSeconds - idleSeconds, totalSeconds }
}

/** What they did between two looks; null where the kernel did not tell, or counts nothing, as sandboxes do. */
export function coreTimeBetween(before: CoreTime | null, now: CoreTime | null): CoreTime | null {
  if (!before || !now || now.totalSeconds <= before.totalSeconds) return null
  return {
    cores: now.cores,
    busySeconds: now.busySeconds - before.busySeconds,
    totalSeconds: now.totalSeconds - before.totalSeconds,
  }
}

/**
 * Percent of the cores that others used: other processes, the kernel, and other virtual machines on the same hardware.
 *
 * @param ownSeconds CPU that was used by what is measured
 */
export function othersPercent(time: CoreTime | null, ownSeconds: number): Measurement {
  if (time === null) return unmeasured('the kernel does not report how busy the cores were')
  const { cores, busySeconds, totalSeconds } = time
  if (totalSeconds < cores * LEAST_SECONDS)
    return unmeasured(`it took less than ${LEAST_SECONDS} s, which is too short to measure`)
  return Math.min(100, Math.max(0, (100 * (busySeconds - ownSeconds)) / totalSeconds))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
