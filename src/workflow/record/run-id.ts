import { randomBytes } from 'node:crypto'

/** Sortable and unique: when, and eight random digits. */
export const newRunId = (when: Date): string => runId(when, randomBytes(4).toString('hex'))

/** @param digits what tells a run from others of the same second */
export const runId = (when: Date, digits: string): string =>
  `${when.toISOString().replace(/[-:]|\.\d+/g, '')}-${digits}`
