import type { Attempt, Gap } from './attempt.ts'
import type { Run } from './run.ts'

/** What became of a log. */
export interface LogStatus {
  path: string
  status: 'read' | 'partly' | 'skipped'
  /** What is missing of one that was read partly. */
  gaps: Gap[]
  /** Why one was skipped. */
  skipped?: { kind: 'not-a-log' } | { kind: 'unreadable'; detail: string } | { kind: 'duplicate'; of: string }
  /** As it lies on disk, and as text. */
  bytes: number
  uncompressedBytes: number
}

/** A log with the run that it describes, or as much of that as was asked for. */
export interface LogWithRun<A extends Attempt = Run> {
  log: LogStatus
  run?: A
}

/** An attempt counts once, however many copies of its log there are: the one with the fewest gaps. */
export function withoutCopies<A extends Attempt>(logs: readonly LogWithRun<A>[]): LogWithRun<A>[] {
  const best = new Map<string, A>()
  for (const { run } of logs) {
    if (run?.id == null) continue
    const key = keyOf(run)
    const other = best.get(key)
    if (other === undefined || run.gaps.length < other.gaps.length) best.set(key, run)
  }
  return logs.map(({ log, run }) => {
    const kept = run?.id == null ? run : best.get(keyOf(run))
    if (run === undefined || kept === undefined || kept === run) return { log, ...(run && { run }) }
    return { log: { ...log, status: 'skipped', gaps: [], skipped: { kind: 'duplicate', of: kept.path } } }
  })
}

const keyOf = ({ id, attempt }: Attempt): string => JSON.stringify([id, attempt])
