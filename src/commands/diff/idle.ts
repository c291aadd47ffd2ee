import { isMeantFor } from '../../model/config/declared.ts'
import type { Table } from '../../model/config/model.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'
import { type ComparedColumn, compareSchemas } from '../../parity/relate/schemas.ts'
import { canOccur, typesIn } from '../../parity/relate/unused.ts'
import type { TablePair } from '../../tables/types.ts'

/** Options for every column that no column of any table can take. */
export function idleOptions(pairs: readonly TablePair[], { accept, tolerance }: Table): string[] {
  const columns = pairs.flatMap(({ a, b }) =>
    a && b ? compareSchemas(a.columns, b.columns, []).comparable : [],
  )
  const general = tolerance[EVERY_COLUMN]
  const reasons = (accept[EVERY_COLUMN] ?? []).filter(
    (reason) => !columns.some((one) => canOccur(reason, one)),
  )
  return [
    ...(general && !columns.some((column) => mayTake(column, general)) ? [NAME_COLUMNS] : []),
    ...reasons.map((reason) => `--accept ${reason} has no effect: no column here can differ by it`),
  ]
}

const NAME_COLUMNS =
  '--abs and --rel alone are for floating-point columns (a time such as --abs 5s for timestamps), and there are none here: name a column, such as --rel amount=1e-9'

/** Texts may all be numbers, or times. */
const mayTake = (column: ComparedColumn, general: Table['tolerance'][string]): boolean =>
  typesIn(column).some((type) => type.kind === 'text' || isMeantFor(general, type))
