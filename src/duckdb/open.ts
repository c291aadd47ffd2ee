import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** How long a statement may take to heed an interruption: while DuckDB looks at many files, it hears of none. */
const PATIENCE_MS = 500

/** What a DuckDB may use. */
export interface DuckDBOptions {
  threads?: number
  /** As DuckDB writes it: `2GB`. */
  memoryLimit?: string
  /** Folder that it spills to. */
  tempFolder?: string
  /** Stops what is running when it is aborted, and lets nothing begin after. */
  signal?: AbortSignal
}

/** An in-memory DuckDB of one's own, closed with `await using`. */
export class DuckDB implements AsyncDisposable {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly signal: AbortSignal | undefined
  /** Rejected where a statement does not end although it was interrupted. */
  readonly #late = Promise.withResolvers<never>()
  readonly #interrupt = () => {
    this.#connection.interrupt()
    this.#timer = setTimeout(() => this.#late.reject(this.signal?.reason), PATIENCE_MS)
  }
  #timer: NodeJS.Timeout | undefined
  #running = 0

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, signal: AbortSignal | undefined) {
    this.#instance = instance
    this.#connection = connection
    this.signal = signal
    signal?.addEventListener('abort', this.#interrupt)
    this.#late.promise.catch(() => undefined)
  }

  /** Runs a statement whose result nobody needs. */
  async run(sql: string): Promise<void> {
    await this.#heeding(() => this.#connection.run(sql))
  }

  /** Rows as objects of JavaScript values; 64-bit integers and wider are bigints. */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    const reader = await this.#heeding(() => this.#connection.runAndReadAll(sql))
    return reader.getRowObjectsJS()
  }

  /** What an interruption made of a statement is the interruption; one that does not end then goes on alone. */
  async #heeding<T>(work: () => Promise<T>): Promise<T> {
    this.signal?.throwIfAborted()
    this.#running++
    try {
      return await Promise.race([work().finally(() => this.#running--), this.#late.promise])
    } catch (error) {
      this.signal?.throwIfAborted()
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal?.removeEventListener('abort', this.#interrupt)
    clearTimeout(this.#timer)
    // Closing would wait for a statement that goes on alone.
    if (this.#running > 0) return
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}

/** Opens a DuckDB that never downloads an extension and works in UTC. Loaded here, since it takes 60 ms. */
export async function openDuckDB({
  signal,
  threads,
  memoryLimit,
  tempFolder,
}: DuckDBOptions = {}): Promise<DuckDB> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    ...(threads !== undefined && { threads: String(threads) }),
    ...(memoryLimit !== undefined && { memory_limit: memoryLimit }),
    ...(tempFolder !== undefined && { temp_directory: tempFolder }),
  })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  return new DuckDB(instance, connection, signal)
}
