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

/** An option that the command does not take would do nothing. */
type Taken<Given, Options> = Given & Record<Exclude<keyof Given, keyof Options>, never>

/** Loads a command and runs it with its options, all of which it takes. */
export const perform = <Options, Given extends Options>(
  load: () => Promise<(options: Options, context: Context) => Promise<number>>,
  options: Taken<Given, Options>,
  signal?: AbortSignal,
): Promise<void> => finish(async (context) => (await load())(options, context), signal)

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
