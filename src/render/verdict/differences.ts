import type { DeclarationUse, Difference, NotCompared } from '../../verdict/evidence/difference.ts'

/** `orders: missing in the candidate`. */
export const differenceText = (difference: Difference): string =>
  `${difference.table}: ${withoutTable(difference)}`

function withoutTable(difference: Difference): string {
  switch (difference.kind) {
    case 'found':
      return `${difference.summary}${noLongerDeclared(difference.undeclaredSince)}`
    case 'table':
      return `missing in the ${difference.missingIn}`
    case 'rows':
      return `${difference.baseline} rows in the baseline, ${difference.candidate} in the candidate`
    case 'data':
      return 'different data, by fingerprint'
    case 'pairing':
      return 'each column has the same values, but in different rows'
    case 'types': {
      const types = difference.columns.map(
        (each) => `${each.name} ${each.baseline} against ${each.candidate}`,
      )
      return `different types (${types.join(', ')}): fingerprints cannot compare their values`
    }
    case 'columns':
      return columnsText(difference)
    case 'no-type':
      return `only NULLs in ${difference.columns.join(', ')}, without a type on one side. To accept this, set accept: { ${difference.columns.map((name) => `${name}: [null-type]`).join(', ')} }`
  }
}

const noLongerDeclared = (columns: readonly string[] | null): string =>
  columns === null ? '' : ` (no longer declared for ${columns.join(', ') || 'rows'})`

const columnsText = (difference: Difference & { kind: 'columns' }): string =>
  [
    ...difference.missingInBaseline.map((name) => `${name} is missing in the baseline`),
    ...difference.missingInCandidate.map((name) => `${name} is missing in the candidate`),
    ...(difference.values.length > 0 ? [`different values in ${difference.values.join(', ')}`] : []),
  ].join(', ')

/** `orders.loaded_at is ignored`. */
export function useText({ table, column, by }: DeclarationUse): string {
  const how =
    by === 'ignore'
      ? 'is ignored'
      : `differs ${by === 'tolerance' ? 'within its tolerance' : `by ${by.reason}`}`
  return `${table}.${column} ${how}`
}

/** Why outputs were not compared, and what would compare them. */
export function notComparedText(reason: NotCompared): string {
  switch (reason.why) {
    case 'no-output':
      return reason.engine === null ? 'no engine ran' : `${reason.engine} delivered no output`
    case 'no-fingerprints':
      return 'the outputs come from different runs, and not both have fingerprints that last: record both sides with --output'
    case 'unavailable':
      return reason.reason ?? 'it was not compared'
    case 'table':
      return reason.table === null
        ? 'no table was compared'
        : `${reason.table} was not compared: run both sides again`
    case 'ignored-then':
      return `${reason.table}: ${reason.column} was ignored when it was compared: run both sides again`
    case 'declared': {
      const { table, columns } = reason
      return `${table}: ${columns.join(', ')} ${columns.length === 1 ? 'differs' : 'differ'}, and whether within what is declared is not known`
    }
    case 'not-kept':
      return `${reason.table}: the record had no room for ${reason.columns} of the differences: compare the outputs with etl-compare diff`
    case 'not-written':
      return `${reason.table}: the ${reason.side}'s run wrote no file of it`
  }
}
