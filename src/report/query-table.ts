import type { QueryRecord, RunRecord } from '../model/record/schema.ts'
import { isDoubtful } from '../verdict/evidence/queries.ts'
import type { QueryRow } from './model/comparison.ts'

type QueryCell = QueryRow['cells'][number]

/** The queries of a record, a row for each engine whose tables they read. */
export function queryRows({ queries = [] }: Pick<RunRecord, 'queries'>): QueryRow[] {
  const rows = Map.groupBy(queries, ({ name, engine }) => JSON.stringify([name, engine]))
  return [...rows.values()]
    .flatMap((cells) => {
      const [first] = cells
      return first ? [{ name: first.name, engine: first.engine, cells: cells.map(cellOf) }] : []
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

const cellOf = ({ by, coldSeconds, warmSeconds, outcome, detail }: QueryRecord): QueryCell => ({
  ...{ by, coldSeconds, warmSeconds, outcome, detail },
})

/** Query engines, in the order in which they ran. */
export const queryEngines = (rows: readonly QueryRow[]): string[] => [
  ...new Set(rows.flatMap(({ cells }) => cells.map(({ by }) => by))),
]

/** Those whose result is another than the first's, or that have none. */
export const doubtfulCells = (rows: readonly QueryRow[]): (QueryCell & Pick<QueryRow, 'name' | 'engine'>)[] =>
  rows.flatMap(({ name, engine, cells }) =>
    cells.filter(isDoubtful).map((cell) => ({ ...cell, name, engine })),
  )
