import { flag } from './case.ts'
import { bySide, type Pattern, type Reason } from './reason.ts'

/** One side has NULL wherever the other has any value: rows that agree have none either. */
function onlyNull(side: 'a' | 'b', other: 'a' | 'b'): Pattern {
  return {
    holds: `count(${side}) = 0 AND count(DISTINCT ${other}) > 1`,
    when: `${side} IS NULL`,
    part: flag('a IS NULL'),
    refutedBy: 'a IS NOT NULL',
    details: side === 'a' ? { a: 1, b: 0 } : { a: 0, b: 1 },
  }
}

export const schemaDrift: Reason = {
  id: 'schema-drift',
  explain: bySide('has NULL in every row: its input lacks the column, or has it under another name'),
  declare: 'by-hand',
  lakehouseEntries: ['delta-renamed-column', 'iceberg-column-case'],
  entries: ['parquet-later-column', 'parquet-merge-schema', 'json-keys'],
  patterns: () => ({
    isPossible: 'count(a) = 0 OR count(b) = 0',
    of: [onlyNull('a', 'b'), onlyNull('b', 'a')],
  }),
}
