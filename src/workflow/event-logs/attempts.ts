import { Application } from '../../application/application.ts'
import { EventLines } from '../../application/events/event-lines.ts'
import { readLog } from '../../eventlog/read-log.ts'
import { type Attempt, attemptOf } from '../../qualify/attempt.ts'
import { logOf } from './log-of.ts'
import type { LogReader } from './read-logs.ts'

/** Reads when attempts ran, how they ended and what was paid. Tasks and plans, nearly all of a log, are passed over. */
export const ATTEMPTS: LogReader<Attempt> = {
  async read(source, signal) {
    const application = new Application()
    const lines = new EventLines([application])
    const read = await readLog(source, lines, signal)
    const facts = application.facts()
    return logOf(source, read, {
      isEmpty: lines.isEmpty,
      application: facts,
      malformed: lines.malformed,
      foreign: lines.foreign,
      clockDoubts: 0,
      attempt: (gaps) => attemptOf(source.path, facts, gaps),
    })
  },
}
