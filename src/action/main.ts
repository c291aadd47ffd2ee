import { endWith, thisProcess, type World } from '../cli/world.ts'
import type { Context } from '../context.ts'
import { asUserError } from '../errors.ts'
import { streamTerminal } from '../terminal/terminal.ts'
import { comment } from './comment.ts'
import { authenticate } from './git-token.ts'
import { commentInputs, InputInvalid, measureInputs, readInputs } from './inputs.ts'
import { measure } from './measure.ts'
import { annotate } from './runner-files.ts'

const BUG = 70

endWith(await main(process.argv[2], withoutToken(thisProcess())))

/** What action.yml and comment/action.yml run. Mistakes stand beside the run, too. */
async function main(
  half: string | undefined,
  { world, token }: { world: World; token: string },
): Promise<number> {
  const signal = world.interruption()
  const context: Context = { ...world, signal, terminal: streamTerminal(world) }
  authenticate(process.env, token)
  try {
    return await (half === 'comment'
      ? comment(readInputs(commentInputs, world.env), token, world, context)
      : measure(readInputs(measureInputs, world.env), token, world, context))
  } catch (error) {
    if (signal.aborted) return 130
    const mistake = error instanceof InputInvalid ? error : asUserError(error)
    const bug = `etl-compare has a bug: ${error instanceof Error ? error.stack : error}`
    annotate(world.stdout, 'error', mistake?.message ?? bug)
    return mistake ? 2 : BUG
  }
}

/** Engines inherit the world's environment: the token is none of their business. */
function withoutToken(world: World): { world: World; token: string } {
  const { ETL_COMPARE_TOKEN: token = '', ...env } = world.env
  delete process.env.ETL_COMPARE_TOKEN
  return { world: { ...world, env }, token }
}
