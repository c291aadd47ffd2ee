import { embeddedText } from '../../canonical/text.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import { identifier } from '../../duckdb/sql.ts'
import { UserError } from '../../errors.ts'
import { type Column, parseType } from '../../types/data-type.ts'
import { byName, typeFamily } from '../../types/family.ts'
import { LOSSES } from '../../types/losses.ts'
import { type DigestSums, type FingerprintColumn, stableFingerprint } from '../../types/stable-types.ts'
import { withRoom } from '../wide-rows.ts'

/** A fingerprint that may be kept, and of how many rows of which columns it is; they are in order of name. */
export interface StableFingerprint {
  rows: number
  fingerprint: string
  columns: FingerprintColumn[]
}

/** A column, its family and the fingerprint of the table that it would be alone. */
export interface ColumnFingerprint extends FingerprintColumn {
  fingerprint: string
}

/** Fingerprints a table in one pass, which needs no more memory however many rows there are. */
export async function fingerprintStably(
  db: DuckDB,
  relation: string,
  columns: readonly Column[],
): Promise<StableFingerprint> {
  const [whole] = await fingerprintProjections(db, relation, [columns])
  return whole
}

/** As `fingerprintStably`, with each column's fingerprint from the same pass. It takes a few times as long. */
export async function fingerprintWithColumns(
  db: DuckDB,
  relation: string,
  columns: readonly Column[],
): Promise<Omit<StableFingerprint, 'columns'> & { columns: ColumnFingerprint[] }> {
  const [whole, ...alone] = await fingerprintProjections(db, relation, [
    columns,
    ...columns.map((column) => [column]),
  ])
  const fingerprinted = alone.flatMap(({ columns: [column], fingerprint }) =>
    column ? [{ ...column, fingerprint }] : [],
  )
  return { ...whole, columns: fingerprinted.toSorted(byName) }
}

type Projections = readonly [readonly Column[], ...(readonly Column[])[]]

async function fingerprintProjections(
  db: DuckDB,
  relation: string,
  projections: Projections,
): Promise<[StableFingerprint, ...StableFingerprint[]]> {
  for (const { name, loses } of projections[0])
    if (loses) throw new UserError('columnCut', { column: name, what: LOSSES[loses].words })
  const digests = projections.map((columns, index) => `md5_number(${rowText(columns)}) AS d${index}`)
  const sums = projections.map((_, index) => digestSums(`d${index}`, index))
  const reading = {
    from: relation,
    columns: projections[0],
    copies: 2 * Math.min(2, projections.length),
    isAlone: true as const,
  }
  const [row = {}] = await withRoom(db, reading, (guard) =>
    db.rows(
      `SELECT count(*) AS n, ${sums.join(', ')} FROM (SELECT ${digests.join(', ')} FROM ${relation} WHERE ${guard})`,
    ),
  )
  const of = (columns: readonly Column[], index: number): StableFingerprint => {
    const known = columns
      .map(({ name, type }) => ({ name, family: typeFamily(parseType(type)) }))
      .toSorted(byName)
    const sum = { low: row[`low${index}`], high: row[`high${index}`] } as DigestSums
    const rows = row.n as bigint
    return { rows: Number(rows), fingerprint: stableFingerprint(known, rows, sum), columns: known }
  }
  const [whole, ...rest] = projections
  return [of(whole, 0), ...rest.map((columns, index) => of(columns, index + 1))]
}

function rowText(columns: readonly Column[]): string {
  const texts = columns
    .toSorted(byName)
    .map(({ name, type }) => `${embeddedText(identifier(name), parseType(type))}, ';'`)
  return `concat(${["''", ...texts].join(', ')})`
}

/** In halves, since DuckDB sums 128 unsigned bits as a DOUBLE, but 64 as an exact HUGEINT. */
const digestSums = (digest: string, index: number): string =>
  `coalesce(sum((${digest} & 18446744073709551615::UHUGEINT)::UBIGINT), 0) AS low${index}, ` +
  `coalesce(sum((${digest} >> 64)::UBIGINT), 0) AS high${index}`
