import ora from 'ora'
import { formatDuration } from '../core/units/duration.ts'
import type { Terminal } from '../terminal.ts'

const TICK_MS = 250

/** What a step tells while it works and when it is done. */
export interface StepReport {
  /** Replaces the words behind the title while it works. */
  update(text: string): void
  /** The words behind the title once it is done; `isProblem` marks it with a cross. */
  done(text: string, isProblem?: boolean): void
}

/**
 * Shows one step of long work: a spinner with the elapsed and the expected time where a person watches, a line at
 * the start and one at the end elsewhere.
 *
 * @param expected seconds, where known
 */
export async function showStep<T>(
  terminal: Terminal,
  title: string,
  expected: number | undefined,
  work: (report: StepReport) => Promise<T>,
): Promise<T> {
  const begun = performance.now()
  const elapsed = () => (performance.now() - begun) / 1000
  const about = expected === undefined ? '' : ` of about ${formatDuration(Math.max(1, Math.round(expected)))}`
  let [note, final, isProblem] = ['', '', false]
  const line = () => `${title}  ${note || `${formatDuration(Math.round(elapsed()))}${about}`}`
  const spinner = ora({
    text: line(),
    isEnabled: terminal.isInteractive,
    isSilent: terminal.isSilent,
    discardStdin: false,
  })
  spinner.start()
  const timer = setInterval(() => {
    spinner.text = line()
  }, TICK_MS)
  const report: StepReport = {
    update: (text) => {
      note = text
    },
    done: (text, problem = false) => {
      ;[final, isProblem] = [text, problem]
    },
  }
  try {
    const result = await work(report)
    const summary = `${title}  ${final || formatDuration(elapsed())}`
    if (isProblem) spinner.fail(summary)
    else spinner.succeed(summary)
    return result
  } catch (error) {
    spinner.fail(title)
    throw error
  } finally {
    clearInterval(timer)
    spinner.stop()
  }
}
