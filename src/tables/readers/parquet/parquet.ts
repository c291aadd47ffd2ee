import type { DuckDB } from '../../../duckdb/open.ts'
import { identifier } from '../../../duckdb/sql.ts'
import type { FileEntry } from '../../../files/disk.ts'
import {
  type Column,
  type DataType,
  formatType,
  mapLeaves,
  parseType,
  storedType,
} from '../../../types/data-type.ts'
import { columnsOfAll, describeStored, type FileSchema, requireDistinctNames } from '../../columns/schema.ts'
import { calls, type FormatReader, fileList, fileLiteral, namesBy, type ReadFiles } from '../reader.ts'
import { distinctFooters, type Footer, type Leaf } from './footers.ts'

export const parquet: FormatReader = {
  names: namesBy('read_parquet'),
  read,
}

/** Writers leave NaN out of a column's bounds; DuckDB would lose its rows where a condition is beyond them. */
export const BOUNDS_WITHOUT_NAN = 'can_have_nan = true'

/** Each distinct footer is described once, however many files have it. */
async function read(db: DuckDB, path: string, files: readonly FileEntry[]): Promise<ReadFiles> {
  const list = fileList(files)
  const footers = await distinctFooters(db, list)
  const schemas: FileSchema[] = []
  const casts = new Set<string>()
  for (const footer of footers) {
    const described = await describeFile(db, footer)
    const columns = described.map((column, index) => refined(column, footer, index))
    for (const [index, { name, type }] of columns.entries()) {
      const stored = storedType(parseType(type))
      if (stored !== formatType(parseType(described[index]?.type ?? ''))) casts.add(name)
    }
    schemas.push({ file: footer.files[0], columns })
  }
  const columns = columnsOfAll(path, schemas)
  const byName = schemas.length > 1 ? ', union_by_name = true' : ''
  const replaced = columns.filter(({ name }) => casts.has(name)).map(castOf)
  return {
    columns,
    ...calls((options) => {
      const all = `read_parquet(${list}, ${options}${byName}, ${BOUNDS_WITHOUT_NAN})`
      return replaced.length === 0 ? all : `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${all})`
    }),
  }
}

/** A file's columns as DuckDB types them, in the order of its footer. */
export async function describeFile(db: DuckDB, { files: [file], columns }: Footer): Promise<Column[]> {
  requireDistinctNames(
    file,
    columns.map(({ name }) => name),
  )
  return describeStored(db, `read_parquet(${fileLiteral(file)}, hive_partitioning = false)`)
}

const castOf = ({ name, type }: Column): string =>
  `CAST(${identifier(name)} AS ${storedType(parseType(type))}) AS ${identifier(name)}`

/** A column by what its file says of it where DuckDB doesn't: instants, durations, and what is cut off. */
function refined({ name, type }: Column, footer: Footer, index: number): Column {
  const known = footer.columns[index]
  const loss = known?.loses && { loses: known.loses }
  const left = [...(known?.leaves ?? [])]
  let isAlike = true
  const said = mapLeaves(parseType(type), (leaf) => {
    const next = left.shift()
    isAlike &&= next !== undefined
    return withLeaf(leaf, next)
  })
  const isSaid = isAlike && left.length === 0 && formatType(said) !== formatType(parseType(type))
  return { name, type: isSaid ? formatType(said) : type, ...loss }
}

function withLeaf(type: DataType, leaf: Leaf | undefined): DataType {
  if (type.kind === 'timestamp' && leaf?.isInt96) return { ...type, zoned: true }
  const isLong = type.kind === 'integer' && type.name === 'BIGINT'
  return isLong && leaf?.duration ? { kind: 'duration', unit: leaf.duration } : type
}
