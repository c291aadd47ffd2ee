import { UserError } from '../errors.ts'
import type { Visitor } from './disk.ts'

/** Whoever names more than so many files named a folder too high. */
const MOST_FILES = 1_000_000

/** Looks for files on behalf of somebody who waits: it ends with its block, when it is asked to, or when it finds too many. */
export class Search implements Disposable, Visitor {
  #found = 0
  #isOver = false
  readonly #path: string
  readonly #signal: AbortSignal

  constructor(path: string, signal: AbortSignal) {
    this.#path = path
    this.#signal = signal
  }

  /** @throws UserError `filesTooMany`, or the signal's reason */
  count(): void {
    this.#signal.throwIfAborted()
    this.#found += 1
    if (this.#isOver || this.#found > MOST_FILES)
      throw new UserError('filesTooMany', { path: this.#path, most: MOST_FILES })
  }

  /** What still goes on elsewhere after a mistake would hold up the end. */
  [Symbol.dispose](): void {
    this.#isOver = true
  }
}
