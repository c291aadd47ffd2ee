const NEWLINE = 0x0a

/**
 * Longer ones are no event that is worth its memory: plans of thousands of columns have a few megabytes.
 *
 * @internal
 */
export const MOST_LINE_BYTES = 64 * 2 ** 20

/** The lines of chunks, without their ends. Lines that are too long are counted; a rest without an end is kept apart. */
export class Lines {
  /** Lines left out because of their length. */
  tooLong = 0
  #rest: Buffer[] = []
  #length = 0

  /** What came after the last end of a line: of a whole log nothing. */
  get rest(): Buffer {
    return Buffer.concat(this.#rest)
  }

  /** The lines that a chunk completes; a line is valid until the next call. */
  *push(chunk: Buffer): Generator<Buffer> {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = this.#completed(chunk.subarray(start, end))
      start = end + 1
      if (line) yield line
    }
    this.#keep(chunk.subarray(start))
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length
    if (this.#length > MOST_LINE_BYTES) this.#rest = []
    else if (piece.length > 0) this.#rest.push(piece)
  }

  #completed(piece: Buffer): Buffer | undefined {
    if (this.#length === 0) return piece
    this.#keep(piece)
    const isTooLong = this.#length > MOST_LINE_BYTES
    const line = isTooLong ? undefined : this.rest
    if (isTooLong) this.tooLong += 1
    this.#rest = []
    this.#length = 0
    return line
  }
}
