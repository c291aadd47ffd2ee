import type { Limits } from '../config/model.ts'
import type { RunRecord } from './schema.ts'

type RecordLimits = RunRecord['limits']

/** Limits as a record keeps them; disk is absent where it is not limited, as in records of before. */
export function toRecordLimits(limits: Limits): RecordLimits {
  const { cpus = null, memoryBytes = null, diskBytes } = limits
  return { cpus, memoryBytes, ...(diskBytes !== undefined && { diskBytes }) }
}

export const areSameLimits = (a: RecordLimits, b: RecordLimits): boolean =>
  a.cpus === b.cpus && a.memoryBytes === b.memoryBytes && a.diskBytes === b.diskBytes

/** A text that is the same for the same size and limits. */
export const placeKey = ({ size, limits }: Pick<RunRecord, 'size' | 'limits'>): string =>
  JSON.stringify([size, limits.cpus, limits.memoryBytes, limits.diskBytes ?? null])
