import type { Context } from '../../context.ts'
import type { CorePrice } from '../../qualify/bill.ts'
import { qualify } from '../../qualify/qualify.ts'
import type { Qualification } from '../../qualify/result.ts'
import type { Target } from '../../qualify/target.ts'
import { readLogs } from '../event-logs/read-logs.ts'
import { LogCache } from './log-cache.ts'
import { RunReader } from './run-reader.ts'

/** Which logs, and whether also those are read that an earlier call has read. */
export interface LogsRequest {
  paths: string[]
  fresh: boolean
}

/**
 * Reads logs, those that no earlier call has read, and holds their jobs against a machine.
 *
 * @throws UserError those of `readLogs`, or the signal's reason
 */
export async function qualifyLogs(
  { paths, fresh }: LogsRequest,
  target: Target,
  price: CorePrice | null,
  context: Context,
): Promise<Qualification> {
  await using cache = await LogCache.of(target, { fresh })
  const { terminal, signal } = context
  const reading = readLogs(paths, new RunReader(target, cache), context)
  const { logs, fromCache } = await reading.catch((error) => {
    if (signal.aborted) terminal.note('To read the other logs, run the same command again.')
    throw error
  })
  if (cache.problem !== undefined)
    terminal.note(`etl-compare: a later call will read these logs again: ${cache.problem}`)
  const runs = logs.flatMap(({ run }) => run ?? [])
  const jobs = qualify(runs, target, price)
  return { target, price, jobs, logs: logs.map(({ log }) => log), logsFromCache: fromCache }
}
