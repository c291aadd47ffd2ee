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

export function processTerminal(): Terminal {
  // A reader that went away, as `head` does, must not end a run.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  return {
    print: (text) => void process.stdout.write(`${printableLines(text)}\n`),
    note: (text) => void process.stderr.write(`${printableLines(text)}\n`),
    isInteractive: process.stderr.isTTY === true && process.stderr.columns > 0 && !process.env.CI,
    columns: process.stdout.columns > 0 ? process.stdout.columns : Number.POSITIVE_INFINITY,
  }
}
