import type { DataType } from '../../../core/parity/data-type.ts'
import type { ComparedColumn } from '../../../core/parity/schemas.ts'
import type { DuckDB } from '../open.ts'
import { type Agreement, agreementOf, distinctValues, NEARLY_ALL, uniqueness } from './agreement.ts'
import type { Side, SideName } from './side.ts'

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

/** What is matched. */
export interface Tables {
  sides: Record<SideName, Side>
  /** Of the whole tables. */
  rows: Record<SideName, number>
  /** Of rows_a and rows_b. */
  surplus: Record<SideName, number>
}

/**
 * Columns by which the surplus rows of both sides are matched where no key is declared: the fewest that tell the rows of a
 * table apart and that both sides agree in. Where none do, those that match nearly all rows and most finely; empty where
 * nothing fits.
 *
 * @param columns those of the tables rows_a and rows_b
 * @param usable those that may be matched by
 */
export async function pairingColumns(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  usable: readonly ComparedColumn[],
  tables: Tables,
): Promise<ComparedColumn[]> {
  if (Math.min(tables.surplus.a, tables.surplus.b) === 0) return []
  const values = await distinctValues(db, columns, tables.sides.a)
  const singles = columns.flatMap((column, index) =>
    usable.includes(column) && !NO_IDENTITY.includes(column.target.kind) ? [[index]] : [],
  )
  const measured = (sets: readonly (readonly number[])[]) => measureAll(db, columns, sets, tables)
  const product = ({ indexes }: Candidate) => indexes.reduce((most, index) => most * (values[index] ?? 1), 1)
  const finest = (x: Candidate, y: Candidate) =>
    rounded(y.sure) - rounded(x.sure) || y.groups - x.groups || product(y) - product(x)
  const tried: Candidate[] = []
  let sets = (await measured(singles)).filter(({ matched }) => matched >= ENOUGH).toSorted(finest)
  const combined = sets.slice(0, COMBINED).flatMap(({ indexes }) => indexes)
  for (let size = 1; size <= MOST_COLUMNS && sets.length > 0; size++) {
    tried.push(...(await withUniqueness(db, columns, sets, tables)))
    if (tried.some(isKey)) break
    sets = (await measured(extensions(sets.slice(0, EXTENDED), combined))).toSorted(finest)
  }
  const chosen = best(tried)?.indexes ?? []
  return columns.filter((_, index) => chosen.includes(index))
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
  columns: readonly ComparedColumn[],
  sets: readonly (readonly number[])[],
  { surplus }: Tables,
): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const indexes of sets)
    candidates.push({ indexes, unique: null, ...(await agreementOf(db, columns, indexes, surplus)) })
  return candidates
}

/** Looks at the whole tables for the first of those that match the surplus one to one. */
async function withUniqueness(
  db: DuckDB,
  columns: readonly ComparedColumn[],
  candidates: readonly Candidate[],
  { sides, rows }: Tables,
): Promise<Candidate[]> {
  const looked: Candidate[] = []
  for (const [place, candidate] of candidates.entries()) {
    const chosen = columns.filter((_, index) => candidate.indexes.includes(index))
    const isWorth = candidate.sure >= ENOUGH && place < LOOKED_AT
    looked.push(isWorth ? { ...candidate, unique: await uniqueness(db, chosen, sides, rows) } : candidate)
  }
  return looked
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
