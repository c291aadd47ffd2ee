import type { DeclarationUse, Difference, NotCompared } from '../../verdict/evidence/difference.ts'

/** `orders: 3 rows against 4`. */
export const differenceText = (difference: Difference): string =>
  `${difference.table}: ${withoutTable(difference)}`

function withoutTable(difference: Difference): string {
  switch (difference.kind) {
    case 'found':
      return `${difference.summary}${noLongerDeclared(difference.undeclaredSince)}`
    case 'table':
      return `the ${difference.missingIn} has none`
    case 'rows':
      return `${difference.baseline} rows against ${difference.candidate}`
    case 'data':
      return 'other data by its fingerprint'
    case 'pairing':
      return 'each column holds the same values, but not in the same rows'
    case 'types': {
      const types = difference.columns.map(
        (each) => `${each.name} ${each.baseline} against ${each.candidate}`,
      )
      return `other types (${types.join(', ')}), whose values fingerprints cannot compare`
    }
    case 'columns':
      return columnsText(difference)
    case 'no-type':
      return `no value in ${difference.columns.join(', ')}, and no type on one side. If that is the same to you, accept null-type there`
  }
}

const noLongerDeclared = (columns: readonly string[] | null): string =>
  columns === null ? '' : `, but that is no longer declared for ${columns.join(', ') || 'its rows'}`

const columnsText = (difference: Difference & { kind: 'columns' }): string =>
  [
    ...difference.missingInBaseline.map((name) => `${name} is missing in the baseline`),
    ...difference.missingInCandidate.map((name) => `${name} is missing in the candidate`),
    ...(difference.values.length > 0 ? [`other values in ${difference.values.join(', ')}`] : []),
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
      return reason.engine === null ? 'nothing ran' : `${reason.engine} delivered no output`
    case 'no-fingerprints':
      return 'their outputs were made by different runs, of which no fingerprints were kept: record both with --output'
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
      return `${table}: ${columns.join(', ')} ${columns.length === 1 ? 'differs' : 'differ'}, which may be within what is declared`
    }
    case 'not-written':
      return `${reason.table}: the ${reason.side}'s run wrote no file of it`
  }
}
