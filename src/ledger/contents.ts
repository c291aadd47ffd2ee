import type { RunRecord } from '../model/record/schema.ts'
import { parseRecordAt } from './parse.ts'
import { idOfPath } from './path.ts'

/** A file of a ledger that is not counted, and why. */
export interface LeftOut {
  path: string
  reason: string
}

/** What a file at a path where no record may lie is left out for. */
const FOREIGN = 'is not a ledger record: its path is not runs/<yyyy>/<mm>/<dd>/<id>.json'

/** Gathers a ledger's records file by file, and names each file that is none. */
export class LedgerContents {
  readonly #taken: { path: string; record: RunRecord }[] = []
  readonly #leftOut: LeftOut[] = []

  leaveOut(path: string, reason: string): void {
    this.#leftOut.push({ path, reason })
  }

  /** Whether a file may be a record; if not, it is named. */
  admits(path: string, isFile: boolean): boolean {
    const isForeign = idOfPath(path) === undefined
    if (isForeign) this.leaveOut(path, FOREIGN)
    else if (!isFile) this.leaveOut(path, 'is a link, not a file')
    return !isForeign && isFile
  }

  /** Takes a file's content for the record that its path says it is. */
  take(path: string, content: string | Buffer): void {
    const { reason, record } = parseRecordAt(path, content)
    if (reason === undefined) this.#taken.push({ path, record })
    else this.leaveOut(path, reason)
  }

  /** All that was gathered: records by time, oldest first. */
  result(): { records: RunRecord[]; leftOut: LeftOut[] } {
    const kept = new Map<string, { path: string; record: RunRecord }>()
    for (const { path, record } of this.#taken.toSorted((a, b) => compare(a.path, b.path))) {
      const other = kept.get(record.id)
      if (other) this.leaveOut(path, `has the same id as ${other.path}, but ids are unique`)
      else kept.set(record.id, { path, record })
    }
    const records = [...kept.values()].map(({ record }) => record)
    return {
      records: records.sort((a, b) => compare(a.when, b.when) || compare(a.id, b.id)),
      leftOut: this.#leftOut.toSorted((a, b) => compare(a.path, b.path)),
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** A file that a ledger holds: `content` tells whether two are the same. */
export interface Held {
  path: string
  content: string
}

/** The records' files of a ledger by id. */
export function heldById(files: readonly Held[]): Map<string, Held> {
  return new Map(
    files.flatMap((file) => {
      const id = idOfPath(file.path)
      return id === undefined ? [] : [[id, file]]
    }),
  )
}
