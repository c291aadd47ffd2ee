import { isMeantFor } from '../../model/config/declared.ts'
import type { Table, Tolerance } from '../../model/config/model.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'
import type { ColumnFinding } from '../../model/record/schema.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import { unexplained } from '../../reasons/unexplained.ts'
import { didYouMean } from '../../text/nearest.ts'
import { type ComparedTypes, innerTypes } from '../../types/compared-types.ts'
import { type DataType, formatType } from '../../types/data-type.ts'
import { isTimeOfDay } from '../../types/family.ts'
import { mayLose } from '../../types/relate.ts'
import type { ComparedColumn, SchemaComparison } from './schemas.ts'

/** What is declared and can have no effect: it would do nothing, and say nothing. */
export function unusedDeclarations(
  table: Table,
  { names, comparable }: Pick<SchemaComparison, 'names' | 'comparable'>,
  differing: readonly ColumnFinding[],
): string[] {
  const known = (name: string) => comparable.find((column) => column.name === name)
  const own = <T>(declared: Record<string, T>, idle: (column: ComparedColumn, value: T) => string[]) =>
    Object.entries(declared).flatMap(([name, value]) => {
      const column = known(name)
      return column ? idle(column, value) : []
    })
  return [
    ...unknownColumns(table, names),
    ...hopelessReasons(table.accept),
    ...own(table.accept, idleReasons),
    ...own(table.tolerance, (column, tolerance) =>
      idleTolerance(
        column,
        tolerance,
        differing.filter((one) => one.column === column.name),
      ),
    ),
    ...overlooked(table, comparable, differing),
  ]
}

/** Names of columns that neither side has. */
function unknownColumns({ key, ignore, accept, tolerance }: Table, names: readonly string[]): string[] {
  const declared = { key, ignore, accept: Object.keys(accept), tolerance: Object.keys(tolerance) }
  return Object.entries(declared).flatMap(([what, columns]) =>
    columns
      .filter((column) => column !== EVERY_COLUMN && !names.includes(column))
      .map(
        (column) => `${what}: names ${column}, a column that neither side has${didYouMean(column, names)}`,
      ),
  )
}

/** What makes a table different, whatever is accepted. */
const isHopeless = (reason: string): boolean => REASONS[reason]?.declare === null && reason !== unexplained.id

const hopelessReasons = (accept: Table['accept']): string[] =>
  [...new Set(Object.values(accept).flat())]
    .filter(isHopeless)
    .map((reason) => `accept: ${reason} has no effect: leave the column out by ignore:`)

const idleReasons = (column: ComparedColumn, reasons: readonly string[]): string[] =>
  reasons
    .filter((reason) => !isHopeless(reason) && !canOccur(reason, column))
    .map((reason) => `accept: ${reason} has no effect on ${column.name}, which is ${typeText(column)}`)

/** Whether values of a column can differ for a reason. */
export function canOccur(reason: string, types: ComparedTypes): boolean {
  const kinds = REASONS[reason]?.kinds
  if (kinds === undefined) return true
  const own = typesIn(types).map(({ kind }) => kind)
  return kinds.some((kind) => own.includes(kind) || (kind === 'text' && mayLose(types)))
}

/** Of both sides and of what both are compared in, with those inside. */
export const typesIn = ({ a, b, target }: ComparedTypes): DataType[] => [
  a,
  b,
  target,
  ...innerTypes({ a, b, target }).flatMap(({ types }) => typesIn(types)),
]

const isNumeric = ({ kind }: DataType): boolean => ['integer', 'decimal', 'float', 'text'].includes(kind)

const isTime = (type: DataType): boolean =>
  ['timestamp', 'date', 'duration', 'text'].includes(type.kind) ||
  (type.kind === 'other' && isTimeOfDay(type.name))

function idleTolerance(
  column: ComparedColumn,
  { abs, rel, seconds }: Tolerance,
  differing: readonly ColumnFinding[],
): string[] {
  const [types, name] = [typesIn(column), column.name]
  const isOfNumbers = abs > 0 || rel > 0
  const no = (what: string, instead: string) => [
    `tolerance: ${what} has no effect on ${name}, which is ${typeText(column)}${instead}`,
  ]
  if (isOfNumbers && !types.some(isNumeric))
    return no('a number', types.some(isTime) ? ': write a time, such as abs: 5s' : '')
  if (seconds !== undefined && !isOfNumbers && !types.some(isTime))
    return no('a time', types.some(isNumeric) ? ': write a number, such as abs: 0.01' : '')
  if (differing.length === 0 || types.some(({ kind }) => kind !== 'text')) return []
  const isIdle = (greatest: (finding: ColumnFinding) => number | null | undefined) =>
    differing.every((finding) => (greatest(finding) ?? null) === null)
  const none = (what: string) => [
    `tolerance: ${what} has no effect on ${name}: none of the texts that differ is one`,
  ]
  if (isOfNumbers && isIdle(({ greatestAbs }) => greatestAbs)) return none('a number')
  return seconds !== undefined && isIdle(({ greatestSeconds }) => greatestSeconds) ? none('a time') : []
}

/** Numbers and times that differ, and that a tolerance of every column is not meant for. */
function overlooked(
  { tolerance }: Table,
  columns: readonly ComparedColumn[],
  differing: readonly ColumnFinding[],
): string[] {
  const general = tolerance[EVERY_COLUMN]
  if (!general) return []
  const open = columns.filter(({ name }) =>
    differing.some((one) => one.column === name && one.kind === 'value' && one.tolerance === null),
  )
  const notes = (what: string, fits: (type: DataType) => boolean) => {
    const names = open.filter(({ target }) => fits(target)).map(({ name }) => name)
    const each = names.length === 1 ? 'it' : 'them'
    return names.length === 0
      ? []
      : [`tolerance: the one of all columns is for ${what}: name ${each} for ${names.join(', ')}`]
  }
  const isOfNumbers = general.abs > 0 || general.rel > 0
  return [
    ...(isOfNumbers
      ? notes('floating-point columns', ({ kind }) => kind === 'integer' || kind === 'decimal')
      : []),
    ...(general.seconds !== undefined
      ? notes('timestamps', (type) => isTime(type) && type.kind !== 'text' && !isMeantFor(general, type))
      : []),
  ]
}

const typeText = ({ a, b }: ComparedTypes): string =>
  [...new Set([a, b].map(formatType))].map((type) => type.replaceAll('"', '')).join(' and ')
