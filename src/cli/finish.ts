import { type Context, Interrupted } from '../context.ts'
import { asUserError } from '../errors.ts'
import { processTerminal } from '../terminal/terminal.ts'

/** Runs a command with the real world at hand, and turns how it went into the exit code. */
export async function finish(
  command: (context: Context) => Promise<number>,
  signal: AbortSignal = abortedBySignals(),
): Promise<void> {
  const context: Context = { terminal: processTerminal(), signal, now: () => new Date(), env: process.env }
  try {
    process.exitCode = await command(context)
  } catch (error) {
    const mistake = asUserError(error)
    if (signal.aborted) process.exitCode = 130
    else if (mistake === undefined) throw error
    else {
      context.terminal.note(`etl-compare: ${mistake.message}`)
      process.exitCode = 2
    }
  }
}

/** The first signal asks for an end, the second one ends. */
function abortedBySignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () =>
      controller.signal.aborted ? process.exit(130) : controller.abort(new Interrupted(name)),
    )
  return controller.signal
}

/** For a command that passes signals on to another one. */
export const heedsNone = (): AbortSignal => new AbortController().signal
