import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { freeBytes } from './disk.ts'

/** Bytes of disk that folders take with all that is in them; what comes and goes meanwhile may be missing. */
export async function diskUsage(folders: readonly string[]): Promise<number> {
  // It fails, and still says what it saw, where a file is gone again.
  const { stdout } = await promisify(execFile)('du', ['-sk', '--', ...folders]).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  )
  const kibibytes = stdout.split('\n').map((line) => Number.parseInt(line, 10) || 0)
  return 1024 * kibibytes.reduce((sum, each) => sum + each, 0)
}

/** The longest time without a look, since others may have freed what somebody here took. */
const REST_MS = 10_000
/** How many times as long as a look one waits for the next: where it may be too much, and otherwise. */
const [SUSPICIOUS_REST, REST] = [10, 100]

/**
 * Watches how much of a disk somebody uses. All files are gone through only where the disk has lost as much free space as
 * would be too much, and now and then.
 */
export class DiskWatch {
  /** Aborted once it is more than the limit. */
  readonly exceeded: AbortSignal
  readonly #exceeded = new AbortController()
  readonly #folders: readonly [string, ...string[]]
  readonly #limit: number
  readonly #others = new Set<() => Promise<number>>()
  #seen = { used: 0, free: 0, at: -Infinity, took: 0 }

  constructor(folders: readonly [string, ...string[]], limitBytes: number) {
    this.#folders = folders
    this.#limit = limitBytes
    this.exceeded = this.#exceeded.signal
  }

  /** Counts what lies elsewhere too, until the block ends. */
  also(measure: () => Promise<number>): Disposable {
    this.#others.add(measure)
    return { [Symbol.dispose]: () => void this.#others.delete(measure) }
  }

  /** Looks if it may be too much. */
  async glance(): Promise<void> {
    const { used, free, at, took } = this.#seen
    const rested = performance.now() - at
    if (rested < SUSPICIOUS_REST * took) return
    const lost = free - (await freeBytes(this.#folders[0]))
    if (lost >= this.#limit - used || rested >= Math.max(REST * took, REST_MS)) await this.look()
  }

  /** Looks. */
  async look(): Promise<void> {
    const [begun, free] = [performance.now(), await freeBytes(this.#folders[0])]
    const measured = await Promise.all([
      diskUsage(this.#folders),
      ...[...this.#others].map((measure) => measure()),
    ])
    const used = measured.reduce((sum, bytes) => sum + bytes, 0)
    const at = performance.now()
    this.#seen = { used, free, at, took: at - begun }
    if (used > this.#limit) this.#exceeded.abort()
  }
}
