/** A job as `init` was told of it, not yet written. */
export interface JobDraft {
  name: string
  input: string
  columns: Record<string, string[]>
  baseline: EngineDraft
  candidate: EngineDraft
  tables: TableDraft[]
}

export interface EngineDraft {
  name: string
  run: string[]
  /** Files of the command line that the engine's behaviour depends on. */
  sources: string[]
}

export interface TableDraft {
  name: string
  key: string[]
}
