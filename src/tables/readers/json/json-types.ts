import type { Column } from '../../../types/data-type.ts'

/** Columns with types within theirs replaced. Names of fields that look like types are quoted in a type. */
export const retyped = (
  columns: readonly Column[],
  replaced: readonly string[],
  replacement: string,
): Column[] =>
  columns.map(({ name, type }) => ({
    name,
    type: type.replaceAll(/"(?:[^"]|"")*"|[A-Z][A-Z_]*(?: WITH TIME ZONE)?/g, (part) =>
      replaced.includes(part) ? replacement : part,
    ),
  }))
