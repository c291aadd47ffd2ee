import { resolve } from 'node:path'
import { invalidOption, UserError } from '../../errors.ts'
import { CONFIG_FILE } from '../../model/config/defaults.ts'
import type { Table, Tolerance } from '../../model/config/model.ts'
import { EVERY_COLUMN } from '../../model/config/table-schema.ts'
import { parseDuration } from '../../model/units/duration.ts'
import { isReason, unknownReason } from '../../reasons/catalogue.ts'
import { type CsvHints, namedColumns } from '../../tables/readers/csv-hints.ts'
import { optionName, splitList } from '../../text/text.ts'
import { parseCsvOption, requireUse } from '../input/csv-option.ts'
import type { EvidenceOptions } from './evidence.ts'
import type { DiffFormat } from './formats.ts'
import type { ShapeOptions } from './shape.ts'

export interface DiffOptions extends EvidenceOptions, ShapeOptions {
  a: string
  b: string
  /** `id,line` of every table, or `orders=id` of one. */
  key: string[]
  /** `0.01` for every floating-point column, `5s` for every timestamp, or `amount=0.01`. */
  abs: string[]
  rel: string[]
  ignore: string[]
  /** A reason for every column, or `amount=last-digit`. */
  accept: string[]
  /** How the CSV files of both sides are written, and those of one. */
  csv?: string[]
  csvA?: string[]
  csvB?: string[]
  memory: string
  /** Where all rows that differ are written. */
  rows?: string
  /** How many rows may differ: `0.1%` or `5`. */
  maxChanged?: string
  /** Whether tables of lakehouses must also be declared and laid out alike. */
  strictSchema: boolean
  /** Whether values of rows are shown. */
  values: boolean
  /** How many rows of each kind are shown: changed, and of one side alone. */
  samples: number
  format: DiffFormat
  /** A file in place of what would be printed. */
  out?: string
}

/** Whether one table is compared with itself, which can show nothing. */
export const areOneTable = (options: DiffOptions): boolean =>
  resolve(options.a) === resolve(options.b) && !OF_A_SIDE.some((name) => isGiven(options[name]))

const OF_A_SIDE = ['queryA', 'queryB', 'whereA', 'whereB', 'csvA', 'csvB'] as const

/** The keys that options give: of tables by their names, and of all others. */
export interface Keys {
  general: string[]
  byTable: Record<string, string[]>
}

export function keysOf(texts: readonly string[]): Keys {
  const keys: Keys = { general: [], byTable: {} }
  for (const text of texts) {
    const at = text.indexOf('=')
    const columns = splitList(text.slice(at + 1))
    if (columns.length === 0)
      throw invalidOption('--key', text, 'columns: id,line, or orders=id of one table')
    if (at < 0) keys.general.push(...columns)
    else keys.byTable = { ...keys.byTable, [text.slice(0, at)]: columns }
  }
  return keys
}

/** What the options declare, as a configuration would. */
export function declaredTable(name: string, options: DiffOptions): Table {
  const accept = new Map<string, string[]>()
  for (const text of options.accept) {
    const { column, value } = splitOption(text)
    if (!isReason(value))
      throw new UserError('reasonUnknown', { option: '--accept', hint: unknownReason(value) })
    accept.set(column, [...(accept.get(column) ?? []), value])
  }
  const { ignore } = options
  const { general: key } = keysOf(options.key)
  return { name, key, ignore, accept: Object.fromEntries(accept), tolerance: tolerances(options) }
}

/** Evidence is judged by what the configuration declares: what holds for one diff alone would hide that. */
export function refuseDeclarations(options: DiffOptions, job: string): void {
  const given = DECLARING.filter((name) => isGiven(options[name]))
  if (given.length > 0)
    throw new UserError('diffDeclaredTwice', {
      options: given.map(optionName),
      job,
      path: options.config ?? CONFIG_FILE,
    })
}

const DECLARING = ['key', 'abs', 'rel', 'ignore', 'accept', 'csv', 'csvA', 'csvB'] as const
const SHAPING = [
  'queryA',
  'queryB',
  'where',
  'whereA',
  'whereB',
  'columns',
  'commonColumns',
  'map',
  'keyTrim',
  'keyIgnoreCase',
] as const

/** What of the tables was left out on purpose; null where nothing was. */
export function partsOf(options: DiffOptions): Partial<ShapeOptions> | null {
  const given = SHAPING.filter((name) => isGiven(options[name]))
  return given.length === 0 ? null : Object.fromEntries(given.map((name) => [name, options[name]]))
}

const isGiven = (value: string | boolean | string[] | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : Boolean(value)

/** What is kept is evidence of whole outputs. */
export function refuseShape(options: DiffOptions): void {
  const given = [...SHAPING, 'maxChanged' as const, 'strictSchema' as const].find((name) =>
    isGiven(options[name]),
  )
  if (given)
    throw invalidOption(
      optionName(given),
      String(options[given]),
      'left out with --keep, which keeps what is known of whole outputs',
    )
}

/** What of it concerns a table: options name columns of any table of a folder. */
export function declaredFor(table: string, declared: Table, columns: ReadonlySet<string>): Table {
  const isOwn = (name: string) => name === EVERY_COLUMN || columns.has(name)
  const own = <T>(byColumn: Record<string, T>) =>
    Object.fromEntries(Object.entries(byColumn).filter(([name]) => isOwn(name)))
  return {
    ...declared,
    name: table,
    key: declared.key.every(isOwn) ? declared.key : [],
    ignore: declared.ignore.filter(isOwn),
    accept: own(declared.accept),
    tolerance: own(declared.tolerance),
  }
}

/** What is known of each side's CSV files before they are looked at. */
export function csvOf({ csv, csvA, csvB }: DiffOptions, declared: Table): Record<'a' | 'b', CsvHints> {
  const known = namedColumns(declared)
  const both = parseCsvOption('--csv', csv)
  const [a, b] = [parseCsvOption('--csv-a', csvA), parseCsvOption('--csv-b', csvB)]
  requireUse(both, a, b)
  return { a: { ...both, ...a, known }, b: { ...both, ...b, known } }
}

function tolerances(options: DiffOptions): Table['tolerance'] {
  const given = new Map<string, Partial<Tolerance>>()
  for (const kind of ['abs', 'rel'] as const) {
    for (const text of options[kind]) {
      const { column, value } = splitOption(text)
      const limit = toLimit(value, kind)
      if (limit === undefined) throw invalidOption(`--${kind}`, text, EXPECTED[kind])
      const known = given.get(column) ?? {}
      const repeated = Object.keys(limit).some((name) => name in known)
      if (repeated) throw new UserError('toleranceRepeated', { option: `--${kind}`, column })
      given.set(column, { ...known, ...limit })
    }
  }
  return Object.fromEntries([...given].map(([column, limits]) => [column, { abs: 0, rel: 0, ...limits }]))
}

const EXPECTED = {
  abs: 'a number from 0 such as 0.01, a time such as 5s, or column=one of these',
  rel: 'a number from 0 such as 1e-9, or column=number',
}

function toLimit(text: string, kind: 'abs' | 'rel'): Partial<Tolerance> | undefined {
  const seconds = kind === 'abs' ? parseDuration(text) : undefined
  if (seconds !== undefined) return { seconds }
  const number = Number(text)
  return text === '' || !Number.isFinite(number) || number < 0 ? undefined : { [kind]: number }
}

/** `amount=0.01` names a column; `0.01` stands for all. */
function splitOption(text: string): { column: string; value: string } {
  const at = text.lastIndexOf('=')
  return at < 0
    ? { column: EVERY_COLUMN, value: text.trim() }
    : { column: text.slice(0, at), value: text.slice(at + 1).trim() }
}
