import { openGates } from './decision.ts'
import type { GateName, Judged } from './verdict.ts'

/** What more days can bring to a verdict that is not reached yet. */
export type Expectation =
  /** So many, as far as that can be said: `most` is null where nobody knows. */
  | { what: 'days'; least: number; most: number | null }
  /** Some, but the days that the window has left will probably not be enough. */
  | { what: 'late'; least: number; left: number }
  /** No number of days closes these gates: somebody has to do something. None of them where both engines failed last. */
  | { what: 'work'; gates: GateName[] }

/** The one source of what every medium says of the days to come; undefined of a verdict that waits for none. */
export function expectationOf({ decision, gates, daysNeeded, epoch }: Judged): Expectation | undefined {
  if (decision !== 'measuring' || !daysNeeded) return undefined
  if (epoch.bothFailed) return { what: 'work', gates: [] }
  const blocked = openGates(gates).filter((name) => gates[name].needs === null)
  if (blocked.length > 0) return { what: 'work', gates: blocked }
  const { least, most, left } = daysNeeded
  if (least > left) return { what: 'late', least, left }
  return { what: 'days', least, most: most === null || most > left ? null : most }
}
