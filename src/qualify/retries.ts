import type { Attempt } from './attempt.ts'
import type { LogWithRun } from './log-status.ts'

/** YARN tries an application again only where an attempt failed, whatever that attempt's log says. */
export function withFailedAttempts<A extends Attempt>(logs: readonly LogWithRun<A>[]): LogWithRun<A>[] {
  const last = new Map<string, number>()
  for (const { run } of logs)
    if (run?.id != null) last.set(run.id, Math.max(last.get(run.id) ?? 0, Number(run.attempt)))
  return logs.map((each) => {
    const { run } = each
    const isTriedAgain = run?.id != null && Number(run.attempt) < (last.get(run.id) ?? 0)
    return isTriedAgain ? { ...each, run: { ...run, isFailed: true } } : each
  })
}
