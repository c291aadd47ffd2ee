import type { ExitCode } from '../../context.ts'
import type { RunRecord } from '../../model/record/schema.ts'

/** What makes a run exit with 1. */
export type FailOn = readonly ('engine' | 'parity')[]

/** 1 where an engine or parity failed and the caller wants to hear of it, else 0. */
export function exitCodeOf(records: readonly RunRecord[], failOn: FailOn): ExitCode {
  const engineFailed = records.some(({ trials }) => !isSound(trials))
  const parityFailed = records.some(
    ({ parity, trials }) => !parity.passes && (parity.outcome !== 'unavailable' || isSound(trials)),
  )
  return (engineFailed && failOn.includes('engine')) || (parityFailed && failOn.includes('parity')) ? 1 : 0
}

const isSound = (trials: RunRecord['trials']): boolean => trials.every(({ outcome }) => outcome === 'ok')
