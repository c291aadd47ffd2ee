import { basename, join, resolve } from 'node:path'
import type { Table } from '../../../model/config/model.ts'
import { deltaPlace, isLakeName, parseLakeName } from './lake-name.ts'
import { isObjects } from './object-name.ts'

type Declared = Pick<Table, 'name' | 'at' | 'lake'>

/**
 * The name of a declared table of an output, where it is in a lakehouse or a bucket.
 *
 * @param output a folder; a prefix of a bucket, `s3://lake/sales/`; a table of a lakehouse; or all of a namespace or folder:
 * `iceberg:lake.sales.*`, `delta:out/*`
 * @param tables all that the job declares
 * @param namespace what stands for `{namespace}` in a folder's output
 * @returns undefined where the table is in neither, or nothing says where
 */
export function nameInOutput(
  output: string,
  table: Declared,
  tables: readonly Declared[],
  namespace?: string,
): string | undefined {
  const { lake = '' } = table
  if (isLakeName(output)) {
    const all = /^(?:(iceberg:.+\.)|(delta:.*\/))\*$/s.exec(output)
    if (!all) return tables.length === 1 || lastPart(output) === ownName(table) ? output : undefined
    return `${all[1] ?? all[2]}${ownName(table)}`
  }
  if (isObjects(output)) return belowPrefix(output, table)
  const below = deltaPlace(lake)
  if (below) return `delta:${join(resolve(output), below.folder)}${below.version}`
  if (lake === '' || namespace === undefined) return undefined
  return lake.replace('{namespace}', namespace)
}

function belowPrefix(output: string, { at, lake = '' }: Declared): string | undefined {
  const prefix = output.replace(/\/*$/, '/')
  const delta = deltaPlace(lake)
  if (delta) return `delta:${prefix}${delta.folder}${delta.version}`
  const place = at ?? /^s3:.+\/\{namespace\}\/(.+)$/.exec(lake)?.[1]
  return place === undefined ? undefined : `${prefix}${place}`
}

/** What a table is called in a lakehouse: as its place is, else as the table. */
const ownName = ({ name, lake = '' }: Declared): string =>
  deltaPlace(lake)?.folder ?? /\.\{namespace\}\.(.+)$/.exec(lake)?.[1] ?? name

function lastPart(output: string): string | undefined {
  const named = parseLakeName(output)
  return named?.format === 'delta' ? basename(named.place) : named?.table.at(-1)
}
