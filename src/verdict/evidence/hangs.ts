import { orNull } from '../../model/measures/measure.ts'
import { placeKey } from '../../model/record/limits.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { ofJob } from './eligible.ts'
import type { Subject } from './subject.ts'

/** What records say once hangs are told from interruptions. */
export interface TriedRecords {
  records: RunRecord[]
  /** Ids of the records in which the candidate hung. */
  hung: Set<string>
}

/**
 * A candidate's trial that was interrupted after it had run longer than the baseline ever took at its size and limits
 * hung, whoever ended it: it has failed, by `timeout`. One that was interrupted earlier, or of which nobody knows how
 * long it ran, stays nobody's: its partition counts as unpaired.
 */
export function hangsAsFailures(
  records: readonly RunRecord[],
  { job, baseline, candidate }: Pick<Subject, 'job' | 'baseline' | 'candidate'>,
): TriedRecords {
  const longest = new Map<string, number>()
  for (const record of ofJob(records, job)) {
    const place = placeKey(record)
    for (const trial of record.trials)
      if (trial.engine === baseline && trial.outcome === 'ok')
        longest.set(place, Math.max(longest.get(place) ?? 0, totalMs(trial) ?? 0))
  }
  const hung = new Set<string>()
  const isHang = (trial: Trial, record: RunRecord): boolean => {
    if (trial.engine !== candidate || trial.outcome !== 'cancelled') return false
    const most = longest.get(placeKey(record))
    const ran = totalMs(trial)
    return !!most && ran !== null && ran > most
  }
  const told = records.map((record) => {
    if (record.job !== job || !record.trials.some((trial) => isHang(trial, record))) return record
    hung.add(record.id)
    return {
      ...record,
      trials: record.trials.map((trial) =>
        isHang(trial, record) ? { ...trial, outcome: 'timeout' as const } : trial,
      ),
    }
  })
  return { records: told, hung }
}

const totalMs = ({ measures: { totalMs: total } }: Trial): number | null => orNull(total)
