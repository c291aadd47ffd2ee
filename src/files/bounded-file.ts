import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, fstatSync, ftruncateSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** What is kept of a file, in bytes. */
export interface Bounds {
  head: number
  tail: number
}

const { O_APPEND, O_NOFOLLOW, O_NONBLOCK, O_RDWR } = constants

/**
 * A file that others append to, of which no more than its head and its tail stay on the disk. What lies between is given back
 * as a hole, so that nothing is lost or miscounted, however fast they write. Where the file system has no holes, it is cut:
 * what they append within some microseconds is lost uncounted.
 */
export class BoundedFile {
  #cut = 0
  #holeEnd: number
  #leftOut = 0
  readonly #path: string
  readonly #bounds: Bounds

  constructor(path: string, bounds: Bounds) {
    this.#path = path
    this.#bounds = bounds
    this.#holeEnd = bounds.head
  }

  /** Bytes between head and tail that were not kept, once it has ended. */
  get leftOut(): number {
    return this.#leftOut
  }

  /** Gives back what is too much; whatever else lies in the file's place is left alone. */
  async cut(): Promise<void> {
    await this.#with(async (file) => {
      const end = fstatSync(file.fd).size - this.#bounds.tail
      if (end <= this.#holeEnd) return
      if (await punchHole(file.fd, this.#holeEnd, end)) this.#holeEnd = end
      else await this.#rewrite(file, '')
    })
  }

  /** Once nobody writes any more: puts a line in place of what was left out, if anything was. */
  async end(line: (bytes: number) => string): Promise<void> {
    const { head, tail } = this.#bounds
    await this.#with(async (file) => {
      this.#leftOut = this.#cut + Math.max(0, fstatSync(file.fd).size - head - tail)
      if (this.#leftOut > 0) await this.#rewrite(file, line(this.#leftOut))
    })
  }

  async #with(work: (file: FileHandle) => Promise<void>): Promise<void> {
    const opened = open(this.#path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK)
    await using file = await opened.catch(() => undefined)
    if (file && fstatSync(file.fd).isFile()) await work(file)
  }

  /** Appends a line and its tail to its head. */
  async #rewrite(file: FileHandle, line: string): Promise<void> {
    const { head, tail } = this.#bounds
    const { end, size } = readEnd(file.fd, head, tail)
    ftruncateSync(file.fd, head)
    this.#cut += Math.max(0, size - head - end.length)
    await file.appendFile(Buffer.concat([Buffer.from(line), end]))
  }
}

/** @returns whether the file system can */
async function punchHole(file: number, from: number, to: number): Promise<boolean> {
  const range = ['--offset', `${from}`, '--length', `${to - from}`]
  const child = spawn('fallocate', ['--punch-hole', ...range, '/proc/self/fd/3'], {
    stdio: ['ignore', 'ignore', 'ignore', file],
  })
  const [code] = await once(child, 'close').catch(() => [null])
  return code === 0
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
