import { createHash } from 'node:crypto'
import { byName } from './family.ts'

const VERSION = 1
const DIGEST_BITS = 128
const WORD_BITS = 64n

/** A column as a fingerprint knows it: its type's family, not its type. */
export interface FingerprintColumn {
  name: string
  family: string
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
