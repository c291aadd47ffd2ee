import type { UserError } from './errors.ts'
import type { Quiet } from './machine/quiet.ts'
import type { Terminal } from './terminal/terminal.ts'

/** What a command gets from the world besides its options, so that a test can hand in its own. */
export interface Context {
  terminal: Terminal
  /** Aborted by Ctrl-C or SIGTERM, with `Interrupted`. */
  signal: AbortSignal
  now(): Date
  env: NodeJS.ProcessEnv
  /** Waits until others leave these cores alone, or the signal is aborted; null where nobody can tell whether they do. */
  quiet(cpus: readonly number[], signal: AbortSignal): Promise<Quiet | null>
  /** Says what the user did wrong. */
  report(mistake: UserError, terminal: Terminal): void
}

/** Why a context's signal was aborted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly by: string

  constructor(by: string) {
    super(`interrupted by ${by}`)
    this.by = by
  }
}

/** The signal by which a command was interrupted; none where it was not. */
export function interruptions({ aborted, reason }: AbortSignal): string[] {
  if (!aborted) return []
  return [reason instanceof Interrupted ? reason.by : 'a signal']
}

/** 0 fine, 1 an engine or parity failed, 2 the user's mistake, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130
