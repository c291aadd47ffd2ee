import { constants } from 'node:os'
import type { StepRun } from '../../trial/step-run.ts'

export const SIGNAL_NUMBERS = constants.signals

const [NOT_EXECUTABLE, NOT_FOUND, BY_SIGNAL] = [126, 127, 128]

/** A command's exit code as a shell would tell it. */
export function exitCodeOf({ notStarted, exitCode, signal }: StepRun): number {
  if (notStarted) return /FileNotFoundError|ENOENT/.test(notStarted.detail) ? NOT_FOUND : NOT_EXECUTABLE
  return exitCode ?? BY_SIGNAL + (signal ?? 0)
}
