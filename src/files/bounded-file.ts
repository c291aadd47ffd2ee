import { constants, fstatSync, ftruncateSync, readSync } from 'node:fs'
import { lstat, open } from 'node:fs/promises'

/** What is kept of a file, in bytes. */
export interface Bounds {
  head: number
  tail: number
}

const { O_APPEND, O_NOFOLLOW, O_NONBLOCK, O_RDWR } = constants

/**
 * A file that others append to, of which no more than its head and its tail are kept. It is cut in place while they write:
 * what they append within some microseconds is lost uncounted.
 */
export class BoundedFile {
  #leftOut = 0
  readonly #path: string
  readonly #bounds: Bounds

  constructor(path: string, bounds: Bounds) {
    this.#path = path
    this.#bounds = bounds
  }

  /** Bytes that were cut from between head and tail. */
  get leftOut(): number {
    return this.#leftOut
  }

  /** Cuts what is too much; whatever else lies in the file's place is left alone. */
  async cut(): Promise<void> {
    const { head, tail } = this.#bounds
    const found = await lstat(this.#path).catch(() => undefined)
    if (!found?.isFile() || found.size <= head + tail) return
    await this.#rewrite(tail, (end) => end)
  }

  /** Cuts it a last time, and puts a line in place of what was left out, if anything was. */
  async end(line: (bytes: number) => string): Promise<void> {
    await this.cut()
    if (this.#leftOut > 0)
      await this.#rewrite(this.#bounds.tail, (end) => Buffer.concat([Buffer.from(line(this.#leftOut)), end]))
  }

  /** Appends to its head what becomes of its end. */
  async #rewrite(most: number, change: (end: Buffer) => Buffer): Promise<void> {
    const { head } = this.#bounds
    await using file = await open(this.#path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK).catch(
      () => undefined,
    )
    if (!file || !(await file.stat()).isFile()) return
    const { end, size } = readEnd(file.fd, head, most)
    ftruncateSync(file.fd, head)
    this.#leftOut += Math.max(0, size - head - end.length)
    await file.appendFile(change(end))
  }
}

/** At most so many bytes that follow its head, to where the file ended a few microseconds ago. */
function readEnd(file: number, head: number, most: number): { end: Buffer; size: number } {
  let [end, at] = [Buffer.alloc(0), head]
  for (let round = 0; round < ROUNDS; round++) {
    const { size } = fstatSync(file)
    if (size <= at) break
    const from = Math.max(at, size - most)
    const more = Buffer.alloc(size - from)
    end = Buffer.concat([end, more.subarray(0, readSync(file, more, 0, more.length, from))]).subarray(-most)
    at = size
  }
  return { end: most === 0 ? Buffer.alloc(0) : end, size: at }
}

/** A writer of 1 GB/s appends less in each. */
const ROUNDS = 5
