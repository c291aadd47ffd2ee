import { resolve } from 'node:path'
import type { Place } from '../../model/config/model.ts'
import { NO_LIMITS, stepEnding } from '../../trial/outcome.ts'
import { lockedVersions } from '../process/python-project.ts'
import type { ReadyStep } from '../runner.ts'

/** What a stack's lock file says is in its image; nothing where there is none here. */
export const versionsOf = async (
  { project }: Pick<Place, 'project'>,
  folder: string,
): Promise<ReadyStep['versions']> =>
  project === undefined ? {} : lockedVersions(resolve(folder, project)).catch(() => ({}))

/** Runs a command unmeasured, as a step runs; says what went wrong, if anything did. */
export const hookBy =
  (run: ReadyStep['run']): ReadyStep['hook'] =>
  async (call, signal) => {
    const [program, ended] = [call.command[0], await run(call, signal)]
    if (ended.stopped) return `${program} was stopped: it took longer than timeout: allows`
    const { outcome, reason } = stepEnding(ended, NO_LIMITS, [])
    return outcome === 'ok' ? undefined : `${program} ${reason}`
  }
