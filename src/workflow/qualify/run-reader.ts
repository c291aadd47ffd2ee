import { Application } from '../../application/application.ts'
import { EventLines } from '../../application/events/event-lines.ts'
import { Work } from '../../application/work.ts'
import { isInCatalogue } from '../../differences/check-port.ts'
import type { LogSource } from '../../eventlog/discover.ts'
import { readLog } from '../../eventlog/read-log.ts'
import type { LogWithRun } from '../../qualify/log-status.ts'
import { type Run, runOf } from '../../qualify/run.ts'
import type { Target } from '../../qualify/target.ts'
import { logOf } from '../event-logs/log-of.ts'
import type { LogReader } from '../event-logs/read-logs.ts'
import type { LogCache } from './log-cache.ts'

/** Reads runs with the work that they did. Each is kept in the cache as soon as it was read. */
export class RunReader implements LogReader<Run> {
  readonly #target: Target
  readonly #cache: LogCache

  constructor(target: Target, cache: LogCache) {
    this.#target = target
    this.#cache = cache
  }

  recall(source: LogSource): Promise<LogWithRun | undefined> {
    return this.#cache.recall(source)
  }

  async read(source: LogSource, signal: AbortSignal): Promise<LogWithRun> {
    const application = new Application()
    const work = new Work(application, this.#target.cores, isInCatalogue)
    const lines = new EventLines([application, work])
    const read = await readLog(source, lines, signal)
    const ofApplication = application.facts()
    const facts = { ...ofApplication, ...work.facts(ofApplication) }
    const log = logOf(source, read, {
      isEmpty: lines.isEmpty,
      application: facts,
      malformed: lines.malformed + facts.queries.malformed,
      foreign: lines.foreign,
      clockDoubts: facts.tasks.clockDoubts,
      attempt: (gaps) => runOf(source.path, facts, gaps),
    })
    // What could not be opened may be open to the next call, without being another file.
    if (read.damages.every(({ damage }) => damage.kind !== 'unreadable')) await this.#cache.keep(source, log)
    return log
  }
}
