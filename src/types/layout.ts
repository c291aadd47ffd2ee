/** How a table of a lakehouse is declared and laid out, besides the names and types of its columns. */
export interface Layout {
  /** Its columns and what is nested in them: `place.city`, `tags.element`. */
  fields: readonly LaidOutField[]
  /** As `hour(at)`, or `day` for a column itself. */
  partition: readonly string[]
  /** As `id asc`. */
  sort: readonly string[]
}

export interface LaidOutField {
  name: string
  /** By which files name it; null where they name it otherwise. */
  id: number | null
  required: boolean
}
