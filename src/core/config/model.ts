/** The configuration as the rest of the tool sees it: defaults filled in, short forms spelled out. */
export interface Config {
  jobs: Record<string, Job>
  stacks: Record<string, Stack>
  limits: Limits[]
}

export interface Stack {
  name: string
  /** Folder of a uv project, as written. */
  project?: string
  image?: string
  build?: { context: string; dockerfile?: string | undefined }
}

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
  timeoutSeconds: number
  judged: 'total' | 'work'
  alpha: number
  averageDays: number
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

/** Where a step runs: a stack's project, an image, or a command of this machine. */
export type Place =
  | { kind: 'project'; stack: string; project: string }
  | { kind: 'container'; stack?: string; image: string }
  | { kind: 'command' }

export interface Table {
  name: string
  key: string[]
  ignore: string[]
  /** Accepted reasons by column; `*` stands for every column. */
  accept: Record<string, string[]>
  /** Allowed differences by column; `*` stands for every floating-point column. */
  tolerance: Record<string, Tolerance>
  /** Path below the output folder, where it isn't the default. */
  at?: string
}

export interface Tolerance {
  abs: number
  rel: number
}
