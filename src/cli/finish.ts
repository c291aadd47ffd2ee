import type { Context } from '../context.ts'
import { asUserError } from '../errors.ts'
import { streamTerminal } from '../terminal/terminal.ts'
import type { World } from './world.ts'

type Command = (context: Context, world: World) => Promise<number>

/** Runs a command with the world at hand, and keeps its exit code. */
export type Finish = (command: Command, signal?: AbortSignal) => Promise<void>

/** Turns how a command went into its exit code; what is no user's mistake is thrown on. */
export async function exitCodeOf(command: Command, world: World, signal: AbortSignal): Promise<number> {
  const terminal = streamTerminal(world)
  try {
    return await command({ ...world, terminal, signal }, world)
  } catch (error) {
    const mistake = asUserError(error)
    if (signal.aborted) return 130
    if (mistake === undefined) throw error
    terminal.note(`etl-compare: ${mistake.message}`)
    return 2
  }
}

/** For a command that passes signals on to another one. */
export const heedsNone = (): AbortSignal => new AbortController().signal
