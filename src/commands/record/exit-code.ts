import { constants } from 'node:os'
import type { StepRun } from '../../trial/step-run.ts'

const [NOT_EXECUTABLE, NOT_FOUND, BY_SIGNAL] = [126, 127, 128]

/** A command's exit code as a shell would tell it. */
export function exitCodeOf({ notStarted, exitCode, signal }: StepRun): number {
  if (notStarted) return /FileNotFoundError|ENOENT/.test(notStarted.detail) ? NOT_FOUND : NOT_EXECUTABLE
  return exitCode ?? BY_SIGNAL + (signal ?? 0)
}

export const exitCodeOfSignal = (name: NodeJS.Signals): number => BY_SIGNAL + constants.signals[name]
