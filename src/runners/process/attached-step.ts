import { constants } from 'node:os'
import { neverStarted, ranStep, type StepRun } from '../../trial/step-run.ts'
import { meterResult } from '../meter/meter.ts'
import { toStepRun, unmeasuredPart, unmeteredStep } from './run.ts'

/** A quota may well confine the command, but it is none of this tool's. */
const NOT_COUNTED = 'the command ran without limits and was not measured'

/** How a command ended, by what its meter told. Where that and its keeper were killed, nobody can learn it. */
export function meteredStep(text: string): StepRun {
  const result = meterResult(text)
  if (result === undefined) return ranStep({ signal: constants.signals.SIGKILL })
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
  neverStarted({ fault: 'engine', detail: detail.replace(/: '.*$/s, '') })
