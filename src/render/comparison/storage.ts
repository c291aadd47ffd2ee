import type { RunRecord } from '../../model/record/schema.ts'
import { besideLines } from './beside.ts'

/** Records of one job that differ in nothing but where their tables went, side by side; nothing where there are none. */
export const storageLines = (records: readonly RunRecord[]): string[] =>
  besideLines(records, 'storage', (storage) => storage)
