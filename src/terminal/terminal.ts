import { printableLines } from '../text/text.ts'

/**
 * Where a command's words go. Results go to stdout, so that they can be piped; progress and notes go to stderr.
 *
 * Names, keys and messages of any file reach it: what could steer a terminal is left out here, whatever the command.
 */
export interface Terminal {
  /** Writes a result: a table, a verdict, JSON. */
  print(text: string): void
  /** Writes a note about what is going on. */
  note(text: string): void
  /** True where a person watches stderr, so that progress may redraw itself. */
  readonly isInteractive: boolean
  /** Width of what results are shown on; Infinity where nobody watches, so that a line stays one for grep. */
  readonly columns: number
}

/** A stream of text, and how wide it is shown where a person watches it. */
type Screen = NodeJS.WritableStream & { isTTY?: boolean; columns?: number }

/** Where words go, and the settings that say how. */
export interface Screens {
  stdout: Screen
  stderr: Screen
  env: NodeJS.ProcessEnv
}

export function streamTerminal({ stdout, stderr, env }: Screens): Terminal {
  // A reader that went away, as `head` does, must not end a run.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  return {
    print: (text) => void stdout.write(`${printableLines(text)}\n`),
    note: (text) => void stderr.write(`${printableLines(text)}\n`),
    isInteractive: stderr.isTTY === true && (stderr.columns ?? 0) > 0 && !env.CI,
    columns: stdout.columns || Number.POSITIVE_INFINITY,
  }
}
