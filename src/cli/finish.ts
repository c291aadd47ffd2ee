import type { Context } from '../context.ts'
import { asUserError } from '../errors.ts'
import { streamTerminal } from '../terminal/terminal.ts'
import type { World } from './world.ts'

/** Runs a command with the world at hand, and keeps its exit code. */
export type Finish = (
  command: (context: Context, world: World) => Promise<number>,
  signal?: AbortSignal,
) => Promise<void>

/** Turns how a command went into its exit code; what is no user's mistake is thrown on. */
export async function exitCodeOf(
  command: (context: Context, world: World) => Promise<number>,
  world: World,
  signal: AbortSignal,
): Promise<number> {
  const { env, now, quiet } = world
  const context: Context = { terminal: streamTerminal(world), signal, now, env, quiet }
  try {
    return await command(context, world)
  } catch (error) {
    const mistake = asUserError(error)
    if (signal.aborted) return 130
    if (mistake === undefined) throw error
    context.terminal.note(`etl-compare: ${mistake.message}`)
    return 2
  }
}

/** For a command that passes signals on to another one. */
export const heedsNone = (): AbortSignal => new AbortController().signal
