import { type ErrorCode, UserError } from '../errors.ts'
import type { Contents } from './contents.ts'
import { areParts, isPartName } from './find/part-names.ts'
import { allOf } from './table.ts'

/**
 * Whether a side's files are several tables, not being named like parts of one: they can't be one, or the other side's
 * have the same names.
 */
export async function areSeveral(side: Contents, other?: Contents): Promise<boolean> {
  if (side.shape !== 'either') return side.shape === 'tables'
  if (side.names.length < 2) return false
  const haveSame = haveSameNames(side, other)
  if (haveSame && !side.names.every(isPartName)) return true
  if (areParts(side.names) && !haveSame) return false
  try {
    const { source } = await side.asOne()
    return source.leavesOutNulls && sharesName(side, other) && (await areUnlike(side))
  } catch (error) {
    if (cannotBeOne(error, sharesName(side, other))) return true
    throw error
  }
}

const NOT_ONE_TABLE: readonly ErrorCode[] = [
  'sourceSchemasDiffer',
  'sourceFormatsMixed',
  'csvFirstRowsDiffer',
]

/** @param isShared whether the other side has one of the tables: then one that can't be read hides no other */
const cannotBeOne = (error: unknown, isShared: boolean): boolean =>
  error instanceof UserError &&
  (NOT_ONE_TABLE.includes(error.code) || (error.code === 'sourceUnreadable' && isShared))

const haveSameNames = (a: Contents, b: Contents | undefined): boolean =>
  a.names.toSorted().join('\0') === b?.names.toSorted().join('\0')

export const sharesName = (a: Contents, b: Contents | undefined): boolean =>
  b !== undefined && a.names.some((name) => b.names.includes(name))

/** Files that may lack columns are one table all the same where they are numbered like parts. */
async function areUnlike(side: Contents): Promise<boolean> {
  if (areParts(side.names)) return false
  const schemas = allOf(await side.asSeveral()).map(({ source }) =>
    source.columns.map(({ name }) => name).toSorted(),
  )
  return new Set(schemas.map((names) => names.join('\0'))).size > 1
}
