import type { DuckDB } from '../../duckdb/open.ts'
import type { DataType } from '../../types/data-type.ts'
import type { ComparedColumn } from '../relate/schemas.ts'
import type { Surplus } from '../relation.ts'
import { type Agreement, agreementOf, distinctValues, NEARLY_ALL, uniqueness } from './agreement.ts'
import type { Hashed } from './hashes.ts'

const ENOUGH = 0.5
const MOST_COLUMNS = 4
/** Columns that are combined, sets that are extended by one, and sets of a size whose uniqueness is looked at. */
const [COMBINED, EXTENDED, LOOKED_AT] = [16, 3, 16]
/** Kinds of values that no row is known by. */
const NO_IDENTITY: DataType['kind'][] = ['float', 'list', 'map']

/** Columns, by their indexes, and how well they match the surplus rows. */
interface Candidate extends Agreement {
  indexes: readonly number[]
  /** Of all rows, the part that they tell apart; null where nobody looked. */
  unique: number | null
}

/**
 * Columns by which the surplus rows of both sides are matched where no key is declared: the fewest that tell the rows of a
 * table apart and that both sides agree in. Where none do, those that match nearly all rows and most finely; empty where
 * nothing fits.
 *
 * @param usable columns that may be matched by
 */
export async function pairingColumns(
  db: DuckDB,
  surplus: Surplus,
  usable: readonly ComparedColumn[],
  whole: Hashed,
): Promise<ComparedColumn[]> {
  const { columns, rows } = surplus
  if (Math.min(rows.a, rows.b) === 0) return []
  const singles = columns.flatMap((column, index) =>
    usable.includes(column) && !NO_IDENTITY.includes(column.target.kind) ? [[index]] : [],
  )
  let sets = (await measureAll(db, surplus, singles)).filter(({ matched }) => matched >= ENOUGH)
  const tried = await withUniqueness(db, columns, sets, whole)
  if (!tried.some(isKey)) {
    const values = await distinctValues(db, columns, whole.sides.a)
    sets = sets.toSorted(finest(values))
    const combined = sets.slice(0, COMBINED).flatMap(({ indexes }) => indexes)
    for (let size = 2; size <= MOST_COLUMNS && !tried.some(isKey); size++) {
      const longer = extensions(sets.slice(0, EXTENDED), combined)
      sets = (await measureAll(db, surplus, longer)).toSorted(finest(values))
      tried.push(...(await withUniqueness(db, columns, sets, whole)))
    }
  }
  const chosen = best(tried)?.indexes ?? []
  return columns.filter((_, index) => chosen.includes(index))
}

/** Orders sets: what matches one to one first, then what tells more rows apart. */
function finest(values: readonly number[]): (x: Candidate, y: Candidate) => number {
  const product = ({ indexes }: Candidate) => indexes.reduce((most, index) => most * (values[index] ?? 1), 1)
  return (x, y) => rounded(y.sure) - rounded(x.sure) || y.groups - x.groups || product(y) - product(x)
}

const rounded = (part: number): number => Math.round(part * 100)

/** A table's first columns are its key more often than its last. */
const leftmost = (x: Candidate, y: Candidate): number =>
  x.indexes.map((index, place) => index - (y.indexes[place] ?? 0)).find((difference) => difference !== 0) ?? 0

const isUnique = ({ unique, sure }: Candidate): boolean => (unique ?? 0) >= NEARLY_ALL && sure >= ENOUGH

const isKey = (candidate: Candidate): boolean => isUnique(candidate) && candidate.sure >= NEARLY_ALL

/** What tells all rows apart, else what tells the surplus apart, else what matches nearly all. The smallest come first. */
function best(tried: readonly Candidate[]): Candidate | undefined {
  const bySure = (x: Candidate, y: Candidate) =>
    rounded(y.sure) - rounded(x.sure) ||
    x.indexes.length - y.indexes.length ||
    (y.unique ?? 0) - (x.unique ?? 0) ||
    leftmost(x, y)
  const byGroups = (x: Candidate, y: Candidate) => y.groups - x.groups || x.indexes.length - y.indexes.length
  const [unique] = tried.filter(isUnique).toSorted(bySure)
  const [sure] = tried.filter((candidate) => candidate.sure >= ENOUGH).toSorted(bySure)
  const [fine] = tried.filter(({ matched }) => matched >= NEARLY_ALL).toSorted(byGroups)
  return unique ?? sure ?? fine
}

async function measureAll(
  db: DuckDB,
  surplus: Surplus,
  sets: readonly (readonly number[])[],
): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const indexes of sets)
    candidates.push({ indexes, unique: null, ...(await agreementOf(db, surplus, indexes)) })
  return candidates
}

/** Looks at the whole tables for those that match the surplus one to one, until one is found that nothing is better than. */
async function withUniqueness(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  candidates: readonly Candidate[],
  whole: Hashed,
): Promise<Candidate[]> {
  const promising = candidates
    .filter(({ sure }) => sure >= ENOUGH)
    .slice(0, LOOKED_AT)
    .toSorted((x, y) => rounded(y.sure) - rounded(x.sure) || leftmost(x, y))
  const looked = new Map<Candidate, number>()
  for (const candidate of promising) {
    const chosen = columns.filter((_, index) => candidate.indexes.includes(index))
    const unique = await uniqueness(db, chosen, whole)
    looked.set(candidate, unique)
    if (unique === 1 && isKey({ ...candidate, unique })) break
  }
  return candidates.map((candidate) => ({ ...candidate, unique: looked.get(candidate) ?? null }))
}

/** Each set with one column more, once. */
function extensions(sets: readonly Candidate[], columns: readonly number[]): number[][] {
  const longer = sets.flatMap(({ indexes }) =>
    columns
      .filter((index) => !indexes.includes(index))
      .map((index) => [...indexes, index].toSorted((x, y) => x - y)),
  )
  return [...new Map(longer.map((indexes) => [indexes.join(), indexes])).values()]
}
