import { readFileSync } from 'node:fs'
import { type CoreTime, parseCoreTime } from './core-time.ts'

/** What cores of this machine have done since its boot; null where the kernel does not tell. */
export function readCoreTime(cpus: readonly number[]): CoreTime | null {
  try {
    return parseCoreTime(readFileSync('/proc/stat', 'utf8'), cpus)
  } catch {
    return null
  }
}
