import type { RunRecord } from '../model/record/schema.ts'
import type { LeftOut } from './contents.ts'

/** A record with the text that is kept, byte by byte. */
export interface Entry {
  record: RunRecord
  text: string
}

/** What adding did: the paths in the ledger of what is new, and of what was there already. */
export interface Added {
  added: string[]
  present: string[]
  /** How often it was begun, because other writers were quicker. */
  tries: number
}

export interface LedgerContent {
  /** False where nothing lies below `runs/` yet. */
  exists: boolean
  /** By time, oldest first. */
  records: RunRecord[]
  leftOut: LeftOut[]
}

/** All run records, in a folder or on a branch. Nothing in it is ever changed. */
export interface Ledger {
  /** Where it is, for people. */
  place(): Promise<string>
  /**
   * Keeps records; those that are kept already, with the same content, are left as they are.
   *
   * @throws UserError `ledgerConflict` where an id is kept with another content: then nothing is added
   */
  add(entries: readonly Entry[]): Promise<Added>
  /**
   * Asks for leave to add records, and adds none. What a branch's rules refuse shows only when it is pushed to.
   *
   * @throws UserError where there is no leave, or nobody to ask
   */
  requireWritable(): Promise<void>
  /** Every record of the ledger, and every file that is none. */
  read(): Promise<LedgerContent>
}
