import { createHash } from 'node:crypto'
import { byName } from './family.ts'

const VERSION = 1
const DIGEST_BITS = 128
const WORD_BITS = 64n
/** The text of a row whose only column is NULL. */
const NULL_ROW = '~;'

/** A column as a fingerprint knows it: its type's family, not its type. */
export interface FingerprintColumn {
  name: string
  family: string
}

/** Whether a column's own fingerprint says that it holds nothing but NULL, in so many rows. */
export function holdsNothing(
  { fingerprint, ...column }: FingerprintColumn & { fingerprint: string },
  rows: number,
): boolean {
  const digest = createHash('md5').update(NULL_ROW).digest()
  const sum = {
    low: BigInt(rows) * digest.readBigUInt64LE(0),
    high: BigInt(rows) * digest.readBigUInt64LE(8),
  }
  return fingerprint === stableFingerprint([column], BigInt(rows), sum)
}

/** Sums of both halves of the rows' digests, each digest read as a little-endian number of 128 bits. */
export interface DigestSums {
  low: bigint
  high: bigint
}

/**
 * The fingerprint of a table, `v1:` and 32 hex digits, as docs/fingerprint.md specifies it: equal for equal
 * multisets of rows under the same names and families, on any machine and with any version of DuckDB.
 */
export function stableFingerprint(
  columns: readonly FingerprintColumn[],
  rows: bigint,
  { low, high }: DigestSums,
): string {
  const sum = BigInt.asUintN(DIGEST_BITS, low + (high << WORD_BITS))
  const text = [
    `etl-compare fingerprint ${VERSION}`,
    ...columns
      .toSorted(byName)
      .map(({ name, family }) => `${new TextEncoder().encode(name).length}:${name} ${family}`),
    `rows ${rows}`,
    `sum ${sum.toString(16).padStart(DIGEST_BITS / 4, '0')}`,
  ]
  return `v${VERSION}:${createHash('md5')
    .update(text.map((line) => `${line}\n`).join(''))
    .digest('hex')}`
}
