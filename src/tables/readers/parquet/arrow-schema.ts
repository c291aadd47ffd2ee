import type { TimeUnit } from '../../../types/data-type.ts'

/** Numbers of the Arrow format's own schema (format/Message.fbs, format/Schema.fbs). */
const MESSAGE = { headerType: 1, header: 2 }
const SCHEMA_HEADER = 1
const SCHEMA = { fields: 1 }
const FIELD = { typeType: 2, type: 3, children: 5 }
const DURATION = 18
const UNITS: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns']
const MILLISECOND = 1

const CONTINUATION = 0xffffffff
/** More than any real schema has: a damaged one could repeat itself. */
const MOST_FIELDS = 100_000

/**
 * The leaves of each column of an Arrow schema, as Parquet files keep it under `ARROW:schema`: the unit of those that
 * are durations, which Parquet itself has no type for. Null where it is none or damaged.
 *
 * @param base64 of an encapsulated IPC message
 */
export function arrowLeaves(base64: string): (TimeUnit | null)[][] | null {
  try {
    const bytes = Buffer.from(base64, 'base64')
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const start = view.getUint32(0, true) === CONTINUATION ? 8 : 4
    const message = new Table(view, start + view.getUint32(start, true))
    if (message.number(MESSAGE.headerType, 'Uint8', 0) !== SCHEMA_HEADER) return null
    const budget = { fields: MOST_FIELDS }
    const fields = message.table(MESSAGE.header)?.tables(SCHEMA.fields) ?? []
    return fields.map((field) => leavesOf(field, budget))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function leavesOf(field: Table, budget: { fields: number }): (TimeUnit | null)[] {
  budget.fields -= 1
  if (budget.fields < 0) throw new RangeError('too many fields')
  const children = field.tables(FIELD.children)
  if (children.length > 0) return children.flatMap((child) => leavesOf(child, budget))
  if (field.number(FIELD.typeType, 'Uint8', 0) !== DURATION) return [null]
  return [UNITS[field.table(FIELD.type)?.number(0, 'Int16', MILLISECOND) ?? MILLISECOND] ?? null]
}

/** A table of a FlatBuffer: fields by number, each at an offset that the table's own vtable tells. */
class Table {
  readonly #view: DataView
  readonly #at: number

  constructor(view: DataView, at: number) {
    this.#view = view
    this.#at = at
  }

  number(field: number, kind: 'Uint8' | 'Int16', absent: number): number {
    const at = this.#find(field)
    if (at === undefined) return absent
    return kind === 'Uint8' ? this.#view.getUint8(at) : this.#view.getInt16(at, true)
  }

  table(field: number): Table | undefined {
    const at = this.#find(field)
    return at === undefined ? undefined : this.#follow(at)
  }

  tables(field: number): Table[] {
    const at = this.#find(field)
    if (at === undefined) return []
    const vector = at + this.#view.getUint32(at, true)
    const length = Math.min(this.#view.getUint32(vector, true), MOST_FIELDS)
    return Array.from({ length }, (_, index) => this.#follow(vector + 4 + 4 * index))
  }

  #follow(at: number): Table {
    return new Table(this.#view, at + this.#view.getUint32(at, true))
  }

  #find(field: number): number | undefined {
    const vtable = this.#at - this.#view.getInt32(this.#at, true)
    const entry = 4 + 2 * field
    if (entry >= this.#view.getUint16(vtable, true)) return undefined
    const offset = this.#view.getUint16(vtable + entry, true)
    return offset === 0 ? undefined : this.#at + offset
  }
}
