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
 *
 * It stays open: who deletes it or gives it another name may go on writing to it. What takes its place has the same bounds.
 */
export class BoundedFile implements AsyncDisposable {
  #open: OpenFile[] = []
  #leftOut = 0
  readonly #path: string
  readonly #bounds: Bounds

  private constructor(path: string, bounds: Bounds) {
    this.#path = path
    this.#bounds = bounds
  }

  /** Of a file that is there already. */
  static async of(path: string, bounds: Bounds): Promise<BoundedFile> {
    const bounded = new BoundedFile(path, bounds)
    await bounded.#look()
    return bounded
  }

  /** Bytes between head and tail that were not kept, once it has ended. */
  get leftOut(): number {
    return this.#leftOut
  }

  /** Gives back what is too much; whatever else lies in the file's place is left alone. */
  async cut(): Promise<void> {
    await this.#look()
    for (const file of this.#open) await file.cut()
  }

  /** Once nobody writes any more: puts a line in place of what was left out, if anything was. */
  async end(line: (bytes: number) => string): Promise<void> {
    await this.#look()
    for (const file of this.#open) this.#leftOut += await file.end(line)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#open) await file.close()
  }

  /** Holds the first file and the one that has its place now. */
  async #look(): Promise<void> {
    const opened = open(this.#path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK)
    const handle = await opened.catch(() => undefined)
    if (!handle) return
    const file = new OpenFile(handle, this.#bounds)
    if (!file.isFile || this.#open.some((other) => other.id === file.id)) return file.close()
    const [first, ...replaced] = this.#open
    this.#open = first ? [first, file] : [file]
    for (const other of replaced) {
      this.#leftOut += await other.end(() => '')
      await other.close()
    }
  }
}

/** One file under whatever name. */
class OpenFile {
  readonly id: string
  readonly isFile: boolean
  #cut = 0
  #holeEnd: number
  readonly #handle: FileHandle
  readonly #bounds: Bounds

  constructor(handle: FileHandle, bounds: Bounds) {
    const found = fstatSync(handle.fd)
    this.id = `${found.dev} ${found.ino}`
    this.isFile = found.isFile()
    this.#handle = handle
    this.#bounds = bounds
    this.#holeEnd = bounds.head
  }

  get #size(): number {
    return fstatSync(this.#handle.fd).size
  }

  async cut(): Promise<void> {
    const end = this.#size - this.#bounds.tail
    if (end <= this.#holeEnd) return
    if (await punchHole(this.#handle.fd, this.#holeEnd, end)) this.#holeEnd = end
    else await this.#rewrite('')
  }

  /** @returns how many bytes were left out */
  async end(line: (bytes: number) => string): Promise<number> {
    const { head, tail } = this.#bounds
    const leftOut = this.#cut + Math.max(0, this.#size - head - tail)
    if (leftOut > 0) await this.#rewrite(line(leftOut))
    return leftOut
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  /** Appends a line and its tail to its head. */
  async #rewrite(line: string): Promise<void> {
    const { head, tail } = this.#bounds
    const { end, size } = readEnd(this.#handle.fd, head, tail)
    ftruncateSync(this.#handle.fd, head)
    this.#cut += Math.max(0, size - head - end.length)
    await this.#handle.appendFile(Buffer.concat([Buffer.from(line), end]))
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
