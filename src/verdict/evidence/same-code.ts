import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { SIDES } from '../../model/record/sides.ts'
import type { EpochId } from './comparison.ts'
import { byTime, ofJob } from './eligible.ts'
import type { Subject } from './subject.ts'

/**
 * A job's records with the trials of both judged codes alone, at whatever limits they ran. Limits are part of a behaviour:
 * at others a code is known by the hash without them, which records of before do not have.
 */
export function ofSameCode(records: readonly RunRecord[], subject: Subject, epoch: EpochId): RunRecord[] {
  const all = ofJob(records, subject.job).toSorted(byTime)
  const isSame = Object.fromEntries(SIDES.map((side) => [subject[side], sameAs(all, epoch[side])]))
  return all.flatMap((record) => {
    const trials = record.trials.filter((trial) => isSame[trial.engine]?.(trial) ?? false)
    return trials.length > 0 ? [{ ...record, trials }] : []
  })
}

function sameAs(records: readonly RunRecord[], behaviour: string): (trial: Trial) => boolean {
  const known = records.flatMap(({ trials }) => trials).find((trial) => trial.behaviour === behaviour)?.code
  return (trial) => trial.behaviour === behaviour || (known !== undefined && trial.code === known)
}
