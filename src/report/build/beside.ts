import { NOTHING_PUBLISHED, type Publish } from '../../model/config/model.ts'
import type { Sample } from '../../trial/step-run.ts'
import type { LogExcerpt } from './log-excerpt.ts'

/** What lies beside records, in a folder of results, as far as it may be shown. */
export interface Beside {
  publish: Publish
  /** Samples of trials, by the hash that records have of them: milliseconds, bytes of memory, seconds of CPU so far. */
  samples: ReadonlyMap<string, readonly Sample[]>
  /** Logs of trials, by `trialKey`. */
  logs: ReadonlyMap<string, LogExcerpt>
  /** Rows of tables that differ, by the hash that records have of their file. */
  rows: ReadonlyMap<string, readonly StoredRow[]>
}

/** Of a run that is shown without its folder of results. */
export const NOTHING_BESIDE: Beside = {
  publish: NOTHING_PUBLISHED,
  samples: new Map(),
  logs: new Map(),
  rows: new Map(),
}

/** A row of one side, as `run` kept it. */
export interface StoredRow {
  engine: string
  table: string
  /** The same of a row and its partner. */
  number: number
  side: 'baseline' | 'engine'
  /** Values as text, by column. */
  values: Readonly<Record<string, string | null>>
}

/** A trial of a record. */
export const trialKey = (record: string, order: number): string => `${record} ${order}`
