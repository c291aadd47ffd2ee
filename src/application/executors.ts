import type { Settings } from './events/schemas.ts'

/** What was paid: executors for as long as they lived, busy or not. Integrals over milliseconds. */
export interface Paid {
  coreMs: number
  /** Null where the memory of an executor is not told. */
  byteMs: number | null
  /** Of the largest executor; null where it is not told. */
  mostBytes: number | null
  /** Most cores at once, and most executors. */
  mostCores: number
  mostExecutors: number
  executors: number
}

interface Executor {
  addedMs: number
  cores: number
  bytes: number | null
}

/** Executors over an application's life; what they were is in the order of events. */
export class Executors {
  readonly #live = new Map<string, Executor>()
  readonly #profileBytes = new Map<number, number | null>()
  #settings: Settings = {}
  #coreMs = 0
  #byteMs: number | null = 0
  #mostBytes: number | null = null
  #mostCores = 0
  #mostExecutors = 0
  #count = 0

  configured(settings: Settings): void {
    this.#settings = { ...this.#settings, ...settings }
  }

  /** @param requests of a resource profile, memory in MiB */
  profile(id: number, requests: Readonly<Record<string, { Amount: number }>>): void {
    const [heap, overhead, offHeap] = ['memory', 'memoryOverhead', 'offHeap'].map(
      (name) => requests[name]?.Amount,
    )
    if (heap === undefined) return
    const all = heap + (overhead ?? overheadMiB(heap, this.#settings)) + (offHeap ?? 0)
    this.#profileBytes.set(id, all * MIB)
  }

  added(id: string, addedMs: number, cores: number, profile: number): void {
    this.removed(id, addedMs)
    const bytes = this.#bytesOf(id, profile)
    this.#live.set(id, { addedMs, cores, bytes })
    if (bytes !== null) this.#mostBytes = Math.max(this.#mostBytes ?? 0, bytes)
    this.#count += 1
    this.#mostCores = Math.max(this.#mostCores, this.cores)
    this.#mostExecutors = Math.max(this.#mostExecutors, this.#live.size)
  }

  /** @param endMs by the clock that told when it was added; before that, it lived for no time */
  removed(id: string, endMs: number): void {
    const executor = this.#live.get(id)
    if (!executor) return
    const ms = Math.max(0, endMs - executor.addedMs)
    this.#coreMs += executor.cores * ms
    this.#byteMs =
      this.#byteMs === null || executor.bytes === null ? null : this.#byteMs + executor.bytes * ms
    this.#live.delete(id)
  }

  /** Of executors that live now. */
  get cores(): number {
    return this.#live.values().reduce((sum, { cores }) => sum + cores, 0)
  }

  /** Core-milliseconds up to a time that is not before the last event. */
  coreMsUntil(nowMs: number): number {
    const open = this.#live
      .values()
      .reduce((sum, { cores, addedMs }) => sum + cores * Math.max(0, nowMs - addedMs), 0)
    return this.#coreMs + open
  }

  /** What was paid up to the end, at which those that are left end. */
  end(endMs: number): Paid {
    for (const id of [...this.#live.keys()]) this.removed(id, endMs)
    return {
      coreMs: this.#coreMs,
      byteMs: this.#byteMs,
      mostBytes: this.#mostBytes,
      mostCores: this.#mostCores,
      mostExecutors: this.#mostExecutors,
      executors: this.#count,
    }
  }

  /** A profile says nothing of a driver that is the executor. */
  #bytesOf(id: string, profile: number): number | null {
    if (id === DRIVER) return bytesOfSetting(this.#settings['spark.driver.memory'] ?? DEFAULT_MEMORY)
    const told = this.#profileBytes.get(profile)
    if (told !== undefined) return told
    const heap = bytesOfSetting(this.#settings['spark.executor.memory'] ?? DEFAULT_MEMORY)
    return heap === null ? null : heap + overheadMiB(heap / MIB, this.#settings) * MIB
  }
}

/** In local mode the driver is the executor; that of a cluster is none. */
export const DRIVER = 'driver'
const MIB = 2 ** 20
const DEFAULT_MEMORY = '1g'
const LEAST_OVERHEAD_MIB = 384
const OVERHEAD_FACTOR = 0.1
const UNITS: Record<string, number> = { b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 }

/** Memory that an executor has besides its heap, as Spark adds it where none is set. */
function overheadMiB(heapMiB: number, settings: Settings): number {
  const set = bytesOfSetting(settings['spark.executor.memoryOverhead'] ?? '')
  if (set !== null) return set / MIB
  const factor = Number(settings['spark.executor.memoryOverheadFactor'] ?? OVERHEAD_FACTOR)
  return Math.max(LEAST_OVERHEAD_MIB, heapMiB * (Number.isFinite(factor) ? factor : OVERHEAD_FACTOR))
}

/** Bytes of `4g`, `4096m`, or `4096`, which is in MiB; null of what is no amount. */
function bytesOfSetting(text: string): number | null {
  const [, number, unit = 'm'] = /^(\d+)\s*([bkmgtp])?b?$/i.exec(text.trim()) ?? []
  return number === undefined ? null : Number(number) * 1024 ** (UNITS[unit.toLowerCase()] ?? 2)
}
