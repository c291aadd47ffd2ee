import type { Column } from '../types/data-type.ts'

/** What could not be found out, and why. */
export interface Unknown {
  value: null
  reason: string
}

/** Rows as they lie somewhere: columns, and how many rows. */
export interface Contents {
  columns: readonly Column[]
  rows: number
}

/** What lies in a table's folders and no version of the table uses. */
export interface Orphans {
  files: number
  /** One of them, below the table's folder; null where there are none. */
  example: string | null
}

/** What checks of a table judge. */
export interface TableFacts {
  loaded: Contents
  staged: Contents | Unknown
  /** Bytes of its data files, a list for each partition. */
  dataFiles: readonly (readonly number[])[] | Unknown
  /** Seconds since each of its snapshots, without the current one and those that a branch or a tag names. */
  pastSnapshots: readonly number[] | Unknown
  /** Of at least the age that the check asks for. */
  orphans: Orphans | Unknown
}

export const unknown = (reason: string): Unknown => ({ value: null, reason })

export const isUnknown = (fact: object): fact is Unknown => 'value' in fact
