import type { Terminal } from './terminal.ts'

/** What a command gets from the world besides its options, so that a test can hand in its own. */
export interface Context {
  terminal: Terminal
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal
  now(): Date
  env: NodeJS.ProcessEnv
}

/** 0 fine, 1 an engine or parity failed, 2 the user's mistake, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130
