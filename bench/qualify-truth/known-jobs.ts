/** A job with a Spark version and rewrites of it. */
export interface Job {
  name: string
  /** The folder of its configuration, below the clone. */
  folder: string
  /** Spark's first. */
  engines: string[]
  partition: string
  /** Its input is generated, in any size. */
  isSized?: true
  /** Makes its input or its tables, in a copy of its folder. */
  prepare?: string[]
}

const DAY = '2026-11-20'
const ENGINES = ['spark', 'polars', 'duckdb']
const builtIn = (name: string): Job => ({
  name,
  folder: '.',
  engines: ENGINES,
  partition: DAY,
  isSized: true,
})
const ours = (name: string): Job => ({ ...builtIn(name), folder: OURS })

/** Jobs that are harder to predict: RDDs, a stream, a function of Python. */
export const OURS = 'bench/qualify-truth'

export const JOBS: readonly Job[] = [
  ...['sessions', 'customer_tiers'].map(builtIn),
  ...['ranks', 'spend_rdd', 'spend_stream'].map(ours),
  { ...ours('scores'), engines: ['spark', 'polars'] },
  { name: 'daily_revenue', folder: 'examples/own-job', engines: ['spark', 'duckdb'], partition: DAY },
  {
    name: 'billing',
    folder: 'examples/billing',
    engines: ['spark', 'duckdb'],
    partition: '2026-11',
    prepare: ['make_input.py', 'data/2026-11', '2026-11'],
  },
  {
    name: 'employees',
    folder: 'examples/employees',
    engines: ['spark', 'polars', 'pyiceberg'],
    partition: DAY,
    prepare: ['make_lake.py'],
  },
]
