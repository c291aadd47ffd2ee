import { Application, type Facts } from '../../application/application.ts'
import { isInCatalogue } from '../../differences/check-port.ts'
import { discoverLogs, type LogSource } from '../../eventlog/discover.ts'
import { type ReadLog, readLog } from '../../eventlog/read-log.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { withFailedAttempts } from '../../qualify/attempts.ts'
import { type LogWithRun, withoutCopies } from '../../qualify/log-status.ts'
import { type Gap, runOf } from '../../qualify/run.ts'
import type { Target } from '../../qualify/target.ts'
import { showStep } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { counted } from '../../text/text.ts'
import type { LogCache } from './log-cache.ts'

/** What logs came to. */
export interface LogsRead {
  logs: LogWithRun[]
  /** How many of them were read by an earlier call, and are as they were. */
  fromCache: number
}

/**
 * Reads all logs that paths name, one after the other; each is kept in the cache as soon as it was read.
 *
 * @param cache without one, every log is read
 * @throws UserError those of `discoverLogs`, or the signal's reason
 */
export async function readLogs(
  paths: readonly string[],
  target: Target,
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
  cache?: LogCache,
): Promise<LogsRead> {
  const sources = await discoverLogs(paths, signal)
  const title = `Reading ${counted(sources.length, 'event log')}`
  return showStep(terminal, title, undefined, async ({ update, done }) => {
    const logs: LogWithRun[] = []
    let [bytes, fromCache] = [0, 0]
    const amount = () =>
      `${counted(logs.length, 'log')}, ${formatBytes(bytes)}${fromCache > 0 ? `, ${fromCache} of them from the cache` : ''}`
    for (const source of sources) {
      update(amount())
      signal.throwIfAborted()
      const known = await cache?.recall(source)
      if (known) fromCache += 1
      logs.push(known ?? (await readOne(source, target, signal, cache)))
      bytes += source.bytes
    }
    done(amount())
    return { logs: withFailedAttempts(withoutCopies(logs)), fromCache }
  })
}

async function readOne(
  source: LogSource,
  target: Target,
  signal: AbortSignal,
  cache: LogCache | undefined,
): Promise<LogWithRun> {
  const application = new Application(target.cores, isInCatalogue)
  const read = await readLog(source, application, signal)
  const log = logOf(source, read, application.facts())
  // What could not be opened may be open to the next call, without being another file.
  if (read.damages.every(({ damage }) => damage.kind !== 'unreadable')) await cache?.keep(source, log)
  return log
}

function logOf(source: LogSource, read: ReadLog, facts: Facts | undefined): LogWithRun {
  const { path, bytes } = source
  const log = { path, bytes, uncompressedBytes: read.bytes }
  if (!facts) return { log: { ...log, status: 'skipped', gaps: [], skipped: whySkipped(read) } }
  const gaps = gapsOf(source, read, facts)
  const isWhole = gaps.every(({ kind }) => kind === 'clocks')
  return { log: { ...log, status: isWhole ? 'read' : 'partly', gaps }, run: runOf(path, facts, gaps) }
}

function whySkipped({ damages }: ReadLog): NonNullable<LogWithRun['log']['skipped']> {
  for (const { damage } of damages) if (damage.kind === 'unreadable') return damage
  return { kind: 'not-a-log' }
}

/** What a log lacks, the greatest lack first. */
function gapsOf({ isCompacted, missing }: LogSource, { damages, tooLong }: ReadLog, facts: Facts): Gap[] {
  const cut = damages.filter(({ damage }) => damage.kind === 'truncated').length
  const other = damages.map(({ damage }): Gap | undefined =>
    damage.kind === 'truncated'
      ? undefined
      : { kind: 'corrupt', detail: 'detail' in damage ? damage.detail : 'it is no event log' },
  )
  const gaps: (Gap | undefined | false)[] = [
    facts.name === null && { kind: 'no-start' },
    isCompacted && { kind: 'compacted' },
    missing > 0 && { kind: 'pieces-missing', count: missing },
    ...other,
    cut > 0 && { kind: 'truncated', files: cut },
    !facts.hasEnd && { kind: 'no-end' },
    facts.malformed > 0 && { kind: 'malformed', lines: facts.malformed },
    tooLong > 0 && { kind: 'too-long', lines: tooLong },
    facts.tasks.clockDoubts > 0 && { kind: 'clocks', tasks: facts.tasks.clockDoubts },
  ]
  return gaps.filter((gap) => gap !== undefined && gap !== false)
}
