import { UserError } from '../../../errors.ts'

/** A table of a lakehouse, as a user names it, with the snapshot or version that they chose. */
export type LakeTable =
  | { format: 'iceberg'; catalog: string; table: readonly string[]; version: string | null }
  | { format: 'delta'; place: string; version: string | null }

const PREFIX = /^(iceberg|delta):(?!\/\/)/
const ADDRESS = /^[a-z][a-z0-9+]*:\/\//i

/** Whether a path names a table of a lakehouse. A file that is called so is named with `./` before it. */
export const isLakeName = (path: string): boolean => PREFIX.test(path)

/** Whether a Delta table lies elsewhere: `s3://…`. */
export const isAddress = (place: string): boolean => ADDRESS.test(place)

/**
 * Reads `iceberg:lake.sales.orders`, `iceberg:lake.sales.orders@4711` or `delta:out/orders@3`.
 *
 * @throws UserError `lakeNameInvalid`
 */
export function parseLakeName(path: string): LakeTable | undefined {
  const format = PREFIX.exec(path)?.[1]
  if (format === undefined) return undefined
  const name = path.slice(format.length + 1)
  if (format === 'delta') {
    const [, place = name, version = null] = /^(.+)@(\d+)$/s.exec(name) ?? []
    if (place !== '') return { format, place, version }
  } else {
    const [, dotted = name, version = null] = /^([^@]+)@([^@]+)$/s.exec(name) ?? []
    const [catalog = '', ...table] = dotted.split('.')
    if (table.length >= 2 && [catalog, ...table].every((part) => part !== '' && !part.includes('@')))
      return { format: 'iceberg', catalog, table, version }
  }
  throw new UserError('lakeNameInvalid', { path })
}

/** Where a declared Delta table lies in an output, by its `delta:{output}/orders`, or `delta:{output}/orders@3`. */
export function deltaPlace(declared: string): { folder: string; version: string } | undefined {
  const [, folder, version = ''] = /^delta:\{output\}\/(.+?)(@(?:\d+|\{version\}))?$/s.exec(declared) ?? []
  return folder === undefined ? undefined : { folder, version }
}
