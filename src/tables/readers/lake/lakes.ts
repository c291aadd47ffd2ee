/** What it takes to read tables of lakehouses. */
export interface Lakes {
  /** Catalogs that the configuration declares, by name: each setting may refer to variables, `${NAME}`. */
  catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Where their relative paths begin. */
  folder: string
  /** Interpreters that may have the libraries, likeliest first. */
  pythons: readonly string[]
  env: NodeJS.ProcessEnv
  /** Folder for copies of tables, which lasts as long as they are read. */
  copies: string
}
