import type { DuckDB } from '../../duckdb/open.ts'
import type { BesideColumn, Pattern } from '../../reasons/reason.ts'
import { REGISTRY } from '../../reasons/registry.ts'
import type { ComparedTypes } from '../../types/compared-types.ts'
import type { NamedCase } from '../recognise/recognise.ts'
import type { EqualValues } from './equal-values.ts'

/**
 * The cases of a column that all its differing pairs show together, and perhaps the other columns of their rows. One
 * query tells which reasons are possible at all, and nearly always that none is.
 *
 * @param pairs query with the steps of the column's type, and the columns beside it
 */
export async function findPatterns(
  db: DuckDB,
  pairs: string,
  types: ComparedTypes,
  beside: readonly BesideColumn[],
  equal: EqualValues,
): Promise<NamedCase[]> {
  const tried = REGISTRY.flatMap(({ id, patterns }) => {
    const found = patterns?.(types, beside)
    return found && found.of.length > 0 ? [{ id, ...found }] : []
  })
  const areTrue = async (aggregates: readonly string[]): Promise<boolean[]> => {
    if (aggregates.length === 0) return []
    const columns = aggregates.map((aggregate, index) => `(${aggregate}) AS p${index}`)
    const [row = {}] = await db.rows(`SELECT ${columns.join(', ')} FROM ${pairs}`)
    return aggregates.map((_, index) => row[`p${index}`] === true)
  }
  const possible = await areTrue(tried.map(({ isPossible }) => isPossible))
  const cases: NamedCase[] = []
  for (const { id, of } of tried.filter((_, index) => possible[index])) {
    const hold = await areTrue(of.map(({ holds }) => holds))
    const first = await firstUnrefuted(
      of.filter((_, index) => hold[index]),
      equal,
    )
    if (first) cases.push(caseOf(id, first))
  }
  return cases
}

async function firstUnrefuted(found: readonly Pattern[], equal: EqualValues): Promise<Pattern | undefined> {
  for (const one of found)
    if (one.refutedBy === undefined || (await equal.count(one.refutedBy)) === 0) return one
  return undefined
}

const caseOf = (reason: string, { when, part, details }: Pattern): NamedCase => ({
  reason,
  when,
  details,
  ...(part !== undefined && { part }),
})
