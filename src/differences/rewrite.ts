import type { Code, DropIn } from './entry.ts'

/** How Spark's own code is written so that Spark and engines with its API return the same. */
export interface Rewrite {
  on: readonly DropIn[]
  /** Short code, or a sentence. */
  write: string
  /** The entry's example written so; absent where nothing can be run. */
  code?: Code
  /** Spark returns other data than it did, too. */
  changes?: true
}

/** By the ids of their entries. */
export type Rewrites = Readonly<Record<string, Rewrite>>
