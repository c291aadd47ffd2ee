import { discoverLogs, type LogSource } from '../../eventlog/discover.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import type { Attempt } from '../../qualify/attempt.ts'
import { type LogWithRun, withoutCopies } from '../../qualify/log-status.ts'
import { withFailedAttempts } from '../../qualify/retries.ts'
import { showStep } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { counted } from '../../text/text.ts'

/** Makes of one log as much as is asked for. */
export interface LogReader<A extends Attempt> {
  /** What an earlier call made of it, where that is kept. */
  recall?(source: LogSource): Promise<LogWithRun<A> | undefined>
  read(source: LogSource, signal: AbortSignal): Promise<LogWithRun<A>>
}

/** What logs came to. */
export interface LogsRead<A extends Attempt> {
  logs: LogWithRun<A>[]
  /** How many of them were read by an earlier call, and are as they were. */
  fromCache: number
}

/**
 * Reads all logs that paths name, one after the other.
 *
 * @throws UserError those of `discoverLogs`, or the signal's reason
 */
export async function readLogs<A extends Attempt>(
  paths: readonly string[],
  reader: LogReader<A>,
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<LogsRead<A>> {
  const sources = await discoverLogs(paths, signal)
  const title = `Reading ${counted(sources.length, 'event log')}`
  return showStep(terminal, title, undefined, async ({ update, done }) => {
    const logs: LogWithRun<A>[] = []
    let [bytes, fromCache] = [0, 0]
    const amount = () =>
      `${counted(logs.length, 'log')}, ${formatBytes(bytes)}${fromCache > 0 ? `, ${fromCache} of them from the cache` : ''}`
    for (const source of sources) {
      update(amount())
      signal.throwIfAborted()
      const known = await reader.recall?.(source)
      if (known) fromCache += 1
      logs.push(known ?? (await reader.read(source, signal)))
      bytes += source.bytes
    }
    done(amount())
    return { logs: withFailedAttempts(withoutCopies(logs)), fromCache }
  })
}
