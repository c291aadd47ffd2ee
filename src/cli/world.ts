import { type Context, Interrupted } from '../context.ts'
import type { UserError } from '../errors.ts'
import type { Screens, Terminal } from '../terminal/terminal.ts'

/** All that the command line needs of the process it runs in. The working folder is the process's own. */
export interface World extends Screens, Pick<Context, 'now' | 'quiet' | 'report'> {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean }
  /** Aborted when somebody asks a command to end; called once, by a command that heeds it. */
  interruption(): AbortSignal
}

const printMistake = ({ message }: UserError, { note }: Terminal): void => note(`etl-compare: ${message}`)
const INTERRUPTED = 130

export function thisProcess(): World {
  const { stdin, stdout, stderr, env } = process
  return { stdin, stdout, stderr, env, now: () => new Date(), quiet, interruption, report: printMistake }
}

/** Ends this process with a code; an interrupted one at once, whatever DuckDB is still at. */
export function endWith(code: number): void {
  process.exitCode = code
  if (code === INTERRUPTED) process.exit()
}

/** Loaded once it is needed: the help needs neither the meters' words nor their schemas. */
const quiet: Context['quiet'] = async (cpus, signal) =>
  (await import('../machine/quiet.ts')).waitForQuiet(cpus, signal)

/** The first signal asks for an end, the second one ends. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () =>
      controller.signal.aborted ? process.exit(INTERRUPTED) : controller.abort(new Interrupted(name)),
    )
  return controller.signal
}
