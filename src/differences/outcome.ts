import { z } from 'zod'
import {
  DESTINATIONS,
  type Destination,
  DROP_INS,
  type DropIn,
  type Entry,
  isDropIn,
  type Port,
  type Target,
} from './entry.ts'
import measured from './outcomes.json' with { type: 'json' }

const outcomeSchema = z.union([
  z.strictObject({ error: z.string() }),
  z.strictObject({ lacks: z.string() }),
  z.strictObject({ types: z.array(z.string()), rows: z.array(z.array(z.string())) }),
])

/**
 * What a probe returned, as texts that are alike for equal values of any engine; or the name of its error; or, of a
 * drop-in, the call that it lacks.
 */
export type Outcome = z.infer<typeof outcomeSchema>

/**
 * What `make differences` found, and with which versions: names of Spark's API that a drop-in does not have, such as
 * `DataFrame.agg`, and outcomes by the probe's name.
 */
export const measuredSchema = z.strictObject({
  versions: z.record(z.enum(['spark', ...DESTINATIONS]), z.string()),
  lacking: z.record(z.enum(DROP_INS), z.array(z.string())),
  outcomes: z.record(z.string(), z.strictObject({ code: z.string(), outcome: outcomeSchema })),
})

export type Measured = z.infer<typeof measuredSchema>

export const MEASURED: Measured = measuredSchema.parse(measured)

/** `spark` or an engine; `duckdb-agrees`, `polars-agrees`; `spark-rewritten`, `sail-rewritten`, `spark-calls` and so on. */
export type ProbeKind =
  | 'spark'
  | Destination
  | `${'spark' | DropIn}-${'rewritten' | 'calls'}`
  | `${Target}-agrees`

/** How a probe is named. */
export const probeName = ({ id }: Entry, kind: ProbeKind): string => `${id}.${kind}`

export const outcomeOf = (entry: Entry, kind: ProbeKind, { outcomes } = MEASURED): Outcome | undefined =>
  outcomes[probeName(entry, kind)]?.outcome

/**
 * What becomes of an operation's data in another engine: they are the `same` however it is written, `same-if` it is
 * written in one way, they `differ`, or there is no counterpart.
 */
export type Standing = 'same' | 'same-if' | 'differ' | 'none'

/** As the probes found it; of a drop-in, by the probe of that kind. */
export function standingOf(
  entry: Entry,
  destination: Destination,
  found = MEASURED,
  kind: ProbeKind = destination,
): Standing {
  if (isDropIn(destination)) return standingAsItIs(entry, kind, found)
  const port = entry.ports[destination]
  if ('lacks' in port) return 'none'
  const spark = outcomeOf(entry, 'spark', found)
  if (isSame(spark, outcomeOf(entry, destination, found))) return 'same'
  return port.agrees && isSame(spark, outcomeOf(entry, `${destination}-agrees`, found)) ? 'same-if' : 'differ'
}

function standingAsItIs(entry: Entry, kind: ProbeKind, found: Measured): Standing {
  const outcome = outcomeOf(entry, kind, found)
  if (outcome && ('lacks' in outcome || isBeyond(entry, outcome, found))) return 'none'
  return !entry.unseen && isSame(outcomeOf(entry, 'spark', found), outcome) ? 'same' : 'differ'
}

/** Whether a drop-in stops where Spark does not, at something that no data would change: an entry says what to write instead. */
const isBeyond = (entry: Entry, outcome: Outcome, found: Measured): boolean =>
  entry.instead !== undefined && 'error' in outcome && 'rows' in (outcomeOf(entry, 'spark', found) ?? {})

/**
 * Whether two engines returned the same data. Both raise: no data were changed.
 *
 * @internal
 */
export function isSame(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (!a || !b) return false
  if ('rows' in a && 'rows' in b) return JSON.stringify(a.rows) === JSON.stringify(b.rows)
  return 'error' in a && 'error' in b
}

/** A target's port, unless it lacks the operation. */
export function portOf(entry: Entry, target: Target): Port | undefined {
  const port = entry.ports[target]
  return 'lacks' in port ? undefined : port
}
