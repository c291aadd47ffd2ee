import type { Ending } from '../trial/outcome.ts'

/** Sent by those that enforce a limit, or shut a machine down: a run that hangs must not vanish by them. */
const ENFORCED = ['SIGTERM', 'SIGHUP', 'SIGQUIT']

/**
 * How a run ended that signals were sent to. Only where a person at the keyboard wanted its end, by SIGINT and nothing
 * after it, it counts for nobody. A command that ends well although it was asked to stop has done its work.
 *
 * @param own how it ended, whatever was sent to it
 * @param passed the signals that were passed on to it
 * @param killer the signal that it died by
 */
export function signalled(own: Ending, passed: readonly string[], killer: string | undefined): Ending {
  if (own.outcome !== 'failed') return own
  const enforced = [...passed, killer].find((name) => name !== undefined && ENFORCED.includes(name))
  if (enforced !== undefined)
    return {
      outcome: 'failed',
      reason: `ended by ${enforced}, as a scheduler does that enforces a limit (${own.reason})`,
    }
  return passed.includes('SIGINT') ? { outcome: 'cancelled', reason: 'interrupted' } : own
}
