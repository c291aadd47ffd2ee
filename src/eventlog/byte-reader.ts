import { truncated } from './damage.ts'

/** Takes pieces of known length from a stream of chunks, which ends with it. */
export class ByteReader implements AsyncDisposable {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Lets go of the stream, also where not all of it was read. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chunks.return?.()
  }

  /** The next bytes without taking them; fewer where the stream ends. */
  async peek(length: number): Promise<Buffer> {
    if (this.#rest.length >= length) return this.#rest.subarray(0, length)
    const parts = [this.#rest]
    let have = this.#rest.length
    while (have < length) {
      const { value, done } = await this.#chunks.next()
      if (done) break
      parts.push(value)
      have += value.length
    }
    this.#rest = parts.length === 1 ? this.#rest : Buffer.concat(parts)
    return this.#rest.subarray(0, length)
  }

  /** @throws DamagedLog where the stream ends before */
  async take(length: number): Promise<Buffer> {
    const taken = await this.peek(length)
    if (taken.length < length) throw truncated()
    this.#rest = this.#rest.subarray(length)
    return taken
  }

  async isAtEnd(): Promise<boolean> {
    return (await this.peek(1)).length === 0
  }

  /** All that is left, in the chunks in which it comes. */
  async *rest(): AsyncGenerator<Buffer> {
    if (this.#rest.length > 0) yield this.#rest
    this.#rest = Buffer.alloc(0)
    for (;;) {
      const { value, done } = await this.#chunks.next()
      if (done) return
      yield value
    }
  }
}
