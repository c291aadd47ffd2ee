import { checksOf } from '../checks/of-trials.ts'
import type { ExitCode } from '../context.ts'
import type { RunRecord } from '../model/record/schema.ts'

/** What makes a run or a try exit with 1. */
export type FailOn = readonly ('engine' | 'parity' | 'checks')[]

/** 1 where an engine, parity or a check failed and the caller wants to hear of it, else 0. A check that is not known did not pass. */
export function exitCodeOf(records: readonly RunRecord[], failOn: FailOn): ExitCode {
  const engineFailed = records.some(({ trials }) => !isSound(trials))
  const parityFailed = records.some(
    ({ parity, trials }) => !parity.passes && (parity.outcome !== 'unavailable' || isSound(trials)),
  )
  const checksFailed = records.some(({ trials }) => checksOf(trials).some(({ passes }) => passes !== true))
  const failed = { engine: engineFailed, parity: parityFailed, checks: checksFailed }
  return failOn.some((what) => failed[what]) ? 1 : 0
}

/** An engine that lacks a call has not failed; but where no other candidate delivered, there is no parity either. */
const isSound = (trials: RunRecord['trials']): boolean =>
  trials.every(({ outcome }) => outcome === 'ok' || outcome === 'unsupported')
