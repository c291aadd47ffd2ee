import type { ApplicationFacts } from '../../application/application.ts'
import type { LogSource } from '../../eventlog/discover.ts'
import type { ReadLog } from '../../eventlog/read-log.ts'
import { type Attempt, type Gap, isWhole } from '../../qualify/attempt.ts'
import type { LogWithRun } from '../../qualify/log-status.ts'

/** What the events of a log came to. */
export interface Events<A extends Attempt> {
  isEmpty: boolean
  application: ApplicationFacts
  /** Lines, and events of other products. */
  malformed: number
  foreign: number
  /** Tasks whose clocks contradict each other. */
  clockDoubts: number
  attempt(gaps: Gap[]): A
}

/** A log's status with its reasons, and the attempt that it describes. */
export function logOf<A extends Attempt>(source: LogSource, read: ReadLog, events: Events<A>): LogWithRun<A> {
  const { path, bytes } = source
  const log = { path, bytes, uncompressedBytes: read.bytes }
  if (events.isEmpty) return { log: { ...log, status: 'skipped', gaps: [], skipped: whySkipped(read) } }
  const gaps = gapsOf(source, read, events)
  return { log: { ...log, status: isWhole(gaps) ? 'read' : 'partly', gaps }, run: events.attempt(gaps) }
}

function whySkipped({ damages }: ReadLog): NonNullable<LogWithRun['log']['skipped']> {
  for (const { damage } of damages) if (damage.kind === 'unreadable') return damage
  return { kind: 'not-a-log' }
}

/** What a log lacks, the greatest lack first. */
function gapsOf(
  { isCompacted, missing }: LogSource,
  { damages, tooLong }: ReadLog,
  {
    application: { name, hasEnd, isDatabricks, missingFiles, paid, sparkVersion },
    malformed,
    foreign,
    clockDoubts,
  }: Omit<Events<Attempt>, 'attempt'>,
): Gap[] {
  const cut = damages.filter(({ damage }) => damage.kind === 'truncated').length
  const other = damages.map(({ damage }): Gap | undefined =>
    damage.kind === 'truncated'
      ? undefined
      : { kind: 'corrupt', detail: 'detail' in damage ? damage.detail : 'it is no event log' },
  )
  const gaps: (Gap | undefined | false)[] = [
    name === null && { kind: 'no-start' },
    isCompacted && { kind: 'compacted' },
    missing + missingFiles > 0 && { kind: 'pieces-missing', count: missing + missingFiles },
    ...other,
    cut > 0 && { kind: 'truncated', files: cut },
    !hasEnd && { kind: isDatabricks ? 'never-ends' : 'no-end' },
    paid.executors === 0 && { kind: 'no-executors' },
    malformed > 0 && { kind: 'malformed', lines: malformed },
    tooLong > 0 && { kind: 'too-long', lines: tooLong },
    clockDoubts > 0 && { kind: 'clocks', tasks: clockDoubts },
    sparkVersion !== null && !isTried(sparkVersion) && { kind: 'untried', version: sparkVersion },
    foreign > 0 && { kind: 'foreign', events: foreign },
  ]
  return gaps.filter((gap) => gap !== undefined && gap !== false)
}

/** Spark versions whose logs were read and held against what their runs did: tests/eventlogs. */
const TRIED = ['3.3', '3.4', '3.5', '4.0', '4.1']

const isTried = (version: string): boolean => TRIED.includes(version.split('.', 2).join('.'))
