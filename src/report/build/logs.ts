import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { NAME } from '../../text/text.ts'
import type { TrialLog } from '../model/withheld.ts'
import { type Beside, trialKey } from './beside.ts'

/** Each takes up to a tenth of what a page may have. */
const MOST_LOGS = 4

/** Trials that failed, each with the place of its log in its run's folder of results. */
export function failedTrials({ trials }: Pick<RunRecord, 'trials'>): { trial: Trial; log: string }[] {
  const counts = new Map<string, number>()
  return trials
    .toSorted((a, b) => a.order - b.order)
    .flatMap((trial) => {
      const number = (counts.get(trial.engine) ?? 0) + 1
      counts.set(trial.engine, number)
      const isFailed = trial.outcome !== 'ok' && NAME.test(trial.engine)
      return isFailed ? [{ trial, log: `${trial.engine}/${number}/log.txt` }] : []
    })
}

/**
 * Logs of the trials that failed, by `trialKey`: those of the newest are shown.
 *
 * @param folder of their run, below that of all results
 */
export function logsOf(
  records: readonly RunRecord[],
  folder: string,
  { publish, logs }: Pick<Beside, 'publish' | 'logs'>,
): Map<string, TrialLog> {
  const failed = records.flatMap((record) =>
    failedTrials(record).map(({ trial, log }) => ({ record, key: trialKey(record.id, trial.order), log })),
  )
  const shown = new Set(
    failed
      .filter(({ key }) => logs.has(key))
      .slice(-MOST_LOGS)
      .map(({ key }) => key),
  )
  const textOf = (record: RunRecord, key: string): TrialLog['text'] => {
    const text = logs.get(key)
    if (text) return shown.has(key) ? { state: 'shown', ...text } : { state: 'no-room' }
    if (!isRun(record)) return { state: 'not-kept' }
    return { state: publish.logs === 'none' ? 'withheld' : 'not-here' }
  }
  return new Map(
    failed.map(({ record, key, log }) => [key, { path: `${folder}/${log}`, text: textOf(record, key) }]),
  )
}

/** `record` leaves logs and outputs to the command. */
export const isRun = ({ toolSeconds }: Pick<RunRecord, 'toolSeconds'>): boolean =>
  toolSeconds.trials !== undefined
