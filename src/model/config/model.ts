import type { CsvDialect } from './csv-schema.ts'
import type { Policy } from './policy.ts'

/** The configuration as the rest of the tool sees it: defaults filled in, short forms spelled out. */
export interface Config {
  jobs: Record<string, Job>
  stacks: Record<string, Stack>
  limits: Limits[]
}

/** Where the code of some engines runs; an engine without one has a place of its own. */
export type Stack = Place & { name: string }

/** What each engine gets. Absent means: not limited. */
export interface Limits {
  cpus?: number
  memoryBytes?: number
}

export interface Job {
  name: string
  input: JobInput
  /** Columns the input must have, by file name or `*`. */
  columns: Record<string, string[]>
  sizes: string[]
  baseline: string
  engines: Record<string, Engine>
  tables: Record<string, Table>
  /** Whether tables that are not among `tables` are named, or knowingly left alone. */
  undeclared: 'warn' | 'ignore'
  timeoutSeconds: number
  policy: Policy
}

export type JobInput = { kind: 'fixture'; fixture: string } | { kind: 'path'; template: string }

export interface Engine {
  name: string
  steps: Step[]
  setup?: string[]
  teardown?: string[]
  version?: string
  sources?: string[]
  pace?: Pace
}

/** Expected seconds, for a plan made before anything was measured here. */
export interface Pace {
  startSeconds: number
  secondsPerGB: number
}

export interface Step {
  name: string
  place: Place
  command: string[]
  env: Record<string, string>
}

/** Where a step can run: as a process of this machine, in a container, or either. */
export interface Place {
  /** Name of its stack. */
  stack?: string
  process?: ProcessPlace
  container?: ContainerPlace
}

/** A process in the environment of a uv project; of this machine itself where there is none. */
export interface ProcessPlace {
  /** Folder, as written. */
  project?: string
}

export interface ContainerPlace {
  image: ImageSource
  /** A network of the daemon; `none` has no way out. */
  network: string
  mounts: Mount[]
  /** Whether only the output and /tmp can be written to. */
  readOnlyRoot: boolean
}

/** An image of a registry, or one that is built here and tagged with that name. */
export interface ImageSource {
  name: string
  build?: { context: string; dockerfile: string }
}

/** A folder or file of this machine inside the container. */
export interface Mount {
  source: string
  target: string
  readOnly: boolean
}

export interface Table {
  name: string
  key: string[]
  ignore: string[]
  /** Accepted reasons by column; `*` stands for every column. */
  accept: Record<string, string[]>
  /** Allowed differences by column; `*` stands for every floating-point column, and with seconds for every timestamp. */
  tolerance: Record<string, Tolerance>
  /** How its CSV files are written, and what single engines do otherwise. */
  csv?: CsvDialect & { engines?: Record<string, CsvDialect> | undefined }
  /** Path below the output folder, where it isn't the default. */
  at?: string
}

export interface Tolerance {
  abs: number
  rel: number
  /** What times may be apart. */
  seconds?: number | undefined
}
