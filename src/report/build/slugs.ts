import { hash } from 'node:crypto'
import { placeKey } from '../../model/record/limits.ts'
import type { RunRecord } from '../../model/record/schema.ts'

const PLAIN = /^[a-z0-9][a-z0-9_-]{0,39}$/
/** Digits of a hash that tell names apart which look alike in an address. */
const HASH_DIGITS = 8

/** The address of a job's page: its name where that is plain ASCII, else what of it is, and a hash. */
export const jobSlug = (name: string): string => (PLAIN.test(name) ? name : hashed(name, name))

/**
 * The address of a comparison's page within its job: the partition and a hash of what else tells it apart, so that no other
 * size or night changes it.
 */
export const comparisonSlug = ({
  partition,
  size,
  limits,
}: Pick<RunRecord, 'partition' | 'size' | 'limits'>) =>
  hashed(partition, JSON.stringify([partition, placeKey({ size, limits })]))

function hashed(name: string, whole: string): string {
  const digits = hash('sha256', whole).slice(0, HASH_DIGITS)
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return readable === '' ? `x-${digits}` : `${readable}-${digits}`
}
