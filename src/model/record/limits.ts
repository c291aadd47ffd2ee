import type { Limits } from '../config/model.ts'
import type { RunRecord } from './schema.ts'

type RecordLimits = RunRecord['limits']

/** Limits as a record keeps them; all but cores and memory are absent where nothing says them, as in records of before. */
export function toRecordLimits(limits: Limits): RecordLimits {
  const { cpus = null, memoryBytes = null, diskBytes, cache, storage, workers } = limits
  return {
    ...{ cpus, memoryBytes },
    ...(diskBytes !== undefined && { diskBytes }),
    ...(cache !== undefined && { cache }),
    ...(storage !== undefined && { storage }),
    ...(workers !== undefined && { workers }),
  }
}

export const areSameLimits = (a: RecordLimits, b: RecordLimits): boolean =>
  a.cpus === b.cpus &&
  a.memoryBytes === b.memoryBytes &&
  a.diskBytes === b.diskBytes &&
  a.cache === b.cache &&
  a.storage === b.storage &&
  a.workers === b.workers

/** A text that is the same for the same size and limits. */
export const placeKey = ({ size, limits }: Pick<RunRecord, 'size' | 'limits'>): string => {
  const { cpus, memoryBytes, diskBytes = null, cache, storage, workers } = limits
  // Addresses of the report's pages are made of it: without the last three it is what it was.
  const named = [
    ...(cache ? [{ cache }] : []),
    ...(storage === undefined ? [] : [storage]),
    ...(workers === undefined ? [] : [{ workers }]),
  ]
  return JSON.stringify([size, cpus, memoryBytes, diskBytes, ...named])
}
