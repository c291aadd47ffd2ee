import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { formatDuration } from '../../model/units/duration.ts'
import type { QueryRow } from '../../report/model/comparison.ts'
import { doubtfulCells, queryEngines, queryRows } from '../../report/query-table.ts'
import { alignColumns } from './columns.ts'

export const QUERY_LEGEND =
  'Cold: the first run in a session of its own, from finding the tables to the last row of the result. Warm: the next run in that session. Starting the session is not included, and the files may be in memory.'

/** How fast queries were on the tables that were written, and whether all gave the same; nothing where there are none. */
export function queryLines(record: Pick<RunRecord, 'queries'>): string[] {
  const rows = queryRows(record)
  if (rows.length === 0) return []
  const engines = queryEngines(rows)
  const header = ['Query', 'tables of', ...engines.flatMap((engine) => [`${engine} cold`, 'warm']), '']
  const body = rows.map((row) => [
    row.name,
    row.engine,
    ...engines.flatMap((engine) => timesOf(row, engine)),
    '',
  ])
  return ['', ...alignColumns([header, ...body]), '', ...queryDoubts(rows), QUERY_LEGEND]
}

/** Which results are the same, in sentences; those that are not come first. */
export function queryDoubts(rows: readonly QueryRow[]): string[] {
  const doubts = doubtfulCells(rows).map(
    ({ name, engine, by, outcome, detail }) =>
      `✕ ${name} by ${by} on the tables of ${engine}: ${outcome === null ? '' : 'another result: '}${detail}`,
  )
  return doubts.length > 0
    ? doubts
    : ['✓ Each query has the same result on all tables and by all query engines.']
}

const timesOf = ({ cells }: QueryRow, engine: string): string[] => {
  const cell = cells.find(({ by }) => by === engine)
  return [cell?.coldSeconds, cell?.warmSeconds].map(secondsText)
}

export const secondsText = (seconds: Measurement | undefined): string =>
  isMeasured(seconds) ? formatDuration(seconds) : '–'
