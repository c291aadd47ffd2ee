/** What it takes to reach tables of lakehouses. */
export interface LakeAccess {
  /** Catalogs that the configuration declares, by name: each setting may refer to variables, `${NAME}`. */
  catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Where their relative paths begin. */
  folder: string
  /** Interpreters that may have the libraries, likeliest first. */
  pythons: readonly string[]
  env: NodeJS.ProcessEnv
}

/** The same, and what it takes to read them. */
export interface Lakes extends LakeAccess {
  /** Folder for copies of tables, which lasts as long as they are read. */
  copies: string
  /**
   * The snapshot that a table had before it was written, by its name: null where it had none, undefined where nobody looked.
   * Absent where nothing is to be told of writing.
   */
  before?(path: string): string | null | undefined
}

/** The same of the tables of one output. */
export interface OutputLakes extends Lakes {
  /** What stands for `{namespace}`; absent where nothing does. */
  namespace?: string
}
