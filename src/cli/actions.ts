import type { Context } from '../context.ts'
import { asUserError } from '../errors.ts'
import { streamTerminal } from '../terminal/terminal.ts'
import type { World } from './world.ts'

/** An option that the command does not take would do nothing. */
type Taken<Given, Options> = Given & Record<Exclude<keyof Given, keyof Options>, never>

/** Runs commands in a world, and turns how they went into an exit code. */
export class Actions {
  exitCode = 0
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** What is no user's mistake is thrown on. */
  readonly finish = async (
    command: (context: Context, world: World) => Promise<number>,
    signal = this.#world.interruption(),
  ): Promise<void> => {
    const terminal = streamTerminal(this.#world)
    try {
      this.exitCode = await command({ ...this.#world, terminal, signal }, this.#world)
    } catch (error) {
      const mistake = asUserError(error)
      if (mistake === undefined && !signal.aborted) throw error
      this.exitCode = signal.aborted ? 130 : 2
      if (mistake && !signal.aborted) this.#world.report(mistake, terminal)
    }
  }

  /** Loads a command and runs it with its options, all of which it takes. */
  readonly perform = <Options, Given extends Options>(
    load: () => Promise<(options: Options, context: Context) => Promise<number>>,
    options: Taken<Given, Options>,
    signal?: AbortSignal,
  ): Promise<void> => this.finish(async (context) => (await load())(options, context), signal)
}

/** For a command that passes signals on to another one. */
export const heedsNone = (): AbortSignal => new AbortController().signal
