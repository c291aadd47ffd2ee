import { setTimeout } from 'node:timers/promises'
import { formatDuration } from '../model/units/duration.ts'
import { printable } from '../text/text.ts'
import type { Terminal } from './terminal.ts'

const TICK_MS = 250
const SHORT_MS = 1000
const DETAIL_WIDTH = 60

/** What a step tells while it works and when it is done. */
export interface StepReport {
  /** Replaces the elapsed time behind the title. */
  update(text: string): void
  /** Stands behind the elapsed time: what is going on, cut so that it stays on one line. */
  detail(text: string): void
  /** The words behind the title once it is done; `isProblem` marks it with a cross. */
  done(text: string, isProblem?: boolean): void
}

/** A line that changes while a step works, and stays once it is done. */
interface Line {
  show(text: string): void
  end(text: string, isProblem: boolean): void
}

/**
 * Shows one step of long work: a spinner with the elapsed and the expected time where a person watches, a line at
 * the start and one at the end elsewhere.
 *
 * @param name may hold names from files: what could steer a terminal is left out
 * @param expected seconds, where known
 */
export async function showStep<T>(
  terminal: Terminal,
  name: string,
  expected: number | undefined,
  work: (report: StepReport) => Promise<T>,
): Promise<T> {
  const title = printable(name)
  const begun = performance.now()
  const elapsed = () => (performance.now() - begun) / 1000
  const about = expected === undefined ? '' : ` of about ${formatDuration(Math.max(1, Math.round(expected)))}`
  let [note, detail, final, isProblem] = ['', '', '', false]
  const line = terminal.isInteractive ? await spinnerLine(title) : plainLine(title, terminal)
  const timer = setInterval(
    () =>
      line.show(
        printable(`${title}  ${note || `${formatDuration(Math.round(elapsed()))}${about}${detail}`}`),
      ),
    TICK_MS,
  )
  const report: StepReport = {
    update: (text) => {
      note = text
    },
    detail: (text) => {
      detail = `  ${text.slice(0, DETAIL_WIDTH)}`
    },
    done: (text, problem = false) => {
      ;[final, isProblem] = [text, problem]
    },
  }
  try {
    const result = await work(report)
    line.end(printable(`${title}  ${final || formatDuration(elapsed())}`), isProblem)
    return result
  } catch (error) {
    line.end(title, true)
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** Shows a step of work that is mostly short: nothing where it ends within a second. */
export async function showIfLong<T>(terminal: Terminal, name: string, work: () => Promise<T>): Promise<T> {
  const working = work()
  const isShort = await Promise.race([
    working.then(
      () => true,
      () => true,
    ),
    setTimeout(SHORT_MS, false, { ref: false }),
  ])
  return isShort ? working : showStep(terminal, name, undefined, () => working)
}

/** Where nobody watches, what draws it is not even loaded. */
async function spinnerLine(title: string): Promise<Line> {
  const { default: ora } = await import('ora')
  const spinner = ora({ text: title, discardStdin: false }).start()
  return {
    show: (text) => {
      spinner.text = text
    },
    end: (text, isProblem) => void (isProblem ? spinner.fail(text) : spinner.succeed(text)),
  }
}

function plainLine(title: string, terminal: Terminal): Line {
  terminal.note(`… ${title}`)
  return {
    show: () => undefined,
    end: (text, isProblem) => terminal.note(`${isProblem ? '✕' : '✓'} ${text}`),
  }
}
