import { z } from 'zod'
import { type Entry, type Port, TARGETS, type Target } from './entry.ts'
import measured from './outcomes.json' with { type: 'json' }

const outcomeSchema = z.union([
  z.strictObject({ error: z.string() }),
  z.strictObject({ types: z.array(z.string()), rows: z.array(z.array(z.string())) }),
])

/** What a probe returned, as texts that are alike for equal values of any engine; or the name of its error. */
export type Outcome = z.infer<typeof outcomeSchema>

/** What `make differences` found, and with which versions; outcomes by the probe's name. */
export const measuredSchema = z.strictObject({
  versions: z.record(z.enum(['spark', ...TARGETS]), z.string()),
  outcomes: z.record(z.string(), z.strictObject({ code: z.string(), outcome: outcomeSchema })),
})

export type Measured = z.infer<typeof measuredSchema>

export const MEASURED: Measured = measuredSchema.parse(measured)

/** One of `spark`, `duckdb`, `duckdb-agrees`, `polars`, `polars-agrees`. */
export type ProbeKind = 'spark' | Target | `${Target}-agrees`

/** How a probe is named. */
export const probeName = ({ id }: Entry, kind: ProbeKind): string => `${id}.${kind}`

export const outcomeOf = (entry: Entry, kind: ProbeKind, { outcomes } = MEASURED): Outcome | undefined =>
  outcomes[probeName(entry, kind)]?.outcome

/**
 * What becomes of an operation's data in another engine: they are the `same` however it is written, `same-if` it is
 * written in one way, they `differ`, or there is no counterpart.
 */
export type Standing = 'same' | 'same-if' | 'differ' | 'none'

/** As the probes found it. */
export function standingOf(entry: Entry, target: Target, found = MEASURED): Standing {
  const port = entry.ports[target]
  if ('lacks' in port) return 'none'
  const spark = outcomeOf(entry, 'spark', found)
  if (isSame(spark, outcomeOf(entry, target, found))) return 'same'
  return port.agrees && isSame(spark, outcomeOf(entry, `${target}-agrees`, found)) ? 'same-if' : 'differ'
}

/**
 * Whether two engines returned the same data. Both raise: no data were changed.
 *
 * @internal
 */
export function isSame(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (!a || !b) return false
  if ('error' in a || 'error' in b) return 'error' in a && 'error' in b
  return JSON.stringify(a.rows) === JSON.stringify(b.rows)
}

/** A target's port, unless it lacks the operation. */
export function portOf(entry: Entry, target: Target): Port | undefined {
  const port = entry.ports[target]
  return 'lacks' in port ? undefined : port
}
