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

/**
 * Reads all logs that paths name, one after the other.
 *
 * @throws UserError those of `discoverLogs`, or the signal's reason
 */
export async function readLogs(
  paths: readonly string[],
  target: Target,
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<LogWithRun[]> {
  const sources = await discoverLogs(paths, signal)
  const title = `Reading ${counted(sources.length, 'event log')}`
  return showStep(terminal, title, undefined, async ({ update, done }) => {
    const logs: LogWithRun[] = []
    let bytes = 0
    for (const source of sources) {
      update(`${counted(logs.length, 'log')}, ${formatBytes(bytes)}`)
      logs.push(await readOne(source, target, signal))
      bytes += source.bytes
    }
    done(`${counted(logs.length, 'log')}, ${formatBytes(bytes)}`)
    return withFailedAttempts(withoutCopies(logs))
  })
}

async function readOne(source: LogSource, target: Target, signal: AbortSignal): Promise<LogWithRun> {
  const application = new Application(target.cores, isInCatalogue)
  const read = await readLog(source, application, signal)
  const facts = application.facts()
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
