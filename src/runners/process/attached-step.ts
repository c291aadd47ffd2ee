import { constants } from 'node:os'
import { neverStarted, ranStep, type StepRun } from '../../trial/step-run.ts'
import { meterResult } from '../meter/meter.ts'
import { endUnknown, toStepRun, unmeasuredPart, unmeteredStep } from './run.ts'

export { METER_LOST } from './run.ts'

/** A quota may well confine the command, but it is none of this tool's. */
const NOT_COUNTED = 'the command ran without limits and was not measured'

/**
 * How a command ended, by what its meter told.
 *
 * @param text of the result; empty where the meter and its keeper were killed
 * @param lasted milliseconds that the command then went on; null where there was none
 * @returns null where the command never began
 */
export function meteredStep(text: string, lasted: number | null): StepRun | null {
  const result = meterResult(text)
  if (result === undefined) return lasted === null ? null : endUnknown({ unknownAfterMs: lasted })
  if ('neverBegan' in result) return null
  if ('startError' in result) return notStarted(result.startError)
  return 'meterLost' in result ? unmeteredStep(result) : toStepRun(result, null, NOT_COUNTED)
}

/**
 * How a command ended that nothing measured.
 *
 * @param ending exit code and signal, as Node tells them, or why it did not start
 * @param workMs time that it took
 */
export function unmeasuredStep(
  ending: NodeJS.ErrnoException | unknown[],
  workMs: number,
  reason: string,
): StepRun {
  if (ending instanceof Error) return notStarted(ending.code ?? ending.message)
  const [exitCode, signal] = ending as [number | null, NodeJS.Signals | null]
  const parts = [unmeasuredPart(reason, workMs)]
  return ranStep({ exitCode, signal: signal && constants.signals[signal], parts })
}

/** What kept it from starting, without its path: a record doesn't tell where things lie. */
const notStarted = (detail: string): StepRun =>
  neverStarted({ fault: 'engine', detail: detail.replace(/: b?'.*$/s, '') })
