/** Who an application is, and how long it lived by the driver's clock. */
export interface Lived {
  id: string | null
  attempt: string | null
  name: string | null
  sparkVersion: string | null
  /** Milliseconds since 1970; without an end, that of the last event. One before the start is none. */
  startMs: number
  endMs: number
  hasEnd: boolean
  /** Of the program; null where the log lacks it. */
  exitCode: number | null
}

export class Life {
  #lived: Omit<Lived, 'startMs' | 'endMs' | 'hasEnd' | 'exitCode'> = {
    id: null,
    attempt: null,
    name: null,
    sparkVersion: null,
  }
  #startMs: number | undefined
  #endMs: number | undefined
  #exitCode: number | null = null
  #firstMs = Number.POSITIVE_INFINITY
  #lastMs = 0

  version(sparkVersion: string): void {
    this.#lived = { ...this.#lived, sparkVersion }
  }

  started(startMs: number, who: Pick<Lived, 'id' | 'attempt' | 'name'>): void {
    this.#lived = { ...this.#lived, ...who }
    this.#startMs = startMs
  }

  ended(ms: number, exitCode: number | null): void {
    this.#endMs = ms
    this.#exitCode = exitCode
  }

  /** Of any event. */
  saw(ms: number): void {
    this.#firstMs = Math.min(this.#firstMs, ms)
    this.#lastMs = Math.max(this.#lastMs, ms)
  }

  /** Of an application whose start is not in the log, the first event counts. */
  get startMs(): number {
    return this.#startMs ?? (Number.isFinite(this.#firstMs) ? this.#firstMs : 0)
  }

  get lived(): Lived {
    const { startMs } = this
    const hasEnd = this.#endMs !== undefined && this.#endMs >= startMs
    const endMs = Math.max(startMs, (hasEnd ? this.#endMs : undefined) ?? this.#lastMs)
    return { ...this.#lived, startMs, endMs, hasEnd, exitCode: this.#exitCode }
  }
}
