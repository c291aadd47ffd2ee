import { endWith, thisProcess, type World } from '../cli/world.ts'
import type { Context } from '../context.ts'
import { streamTerminal } from '../terminal/terminal.ts'
import { comment } from './comment.ts'
import { authenticate } from './git-token.ts'
import { commentInputs, measureInputs, readInputs } from './inputs.ts'
import { measure } from './measure.ts'
import { annotateThrown, annotating } from './mistakes.ts'
import { StepLog } from './step-log.ts'

endWith(await main(process.argv[2], withoutToken(inOneStream(thisProcess()))))

/** What action.yml and comment/action.yml run. Mistakes stand beside the run, too. */
async function main(
  half: string | undefined,
  { world, token }: { world: World; token: string },
): Promise<number> {
  const signal = world.interruption()
  const log = new StepLog(world.stdout)
  const context: Context = { ...world, signal, terminal: streamTerminal(world) }
  authenticate(process.env, token)
  try {
    return await (half === 'comment'
      ? comment(readInputs(commentInputs, world.env), token, context, log)
      : measure(readInputs(measureInputs, world.env), token, {
          world: annotating(world, log),
          context,
          log,
        }))
  } catch (error) {
    if (signal.aborted) return 130
    return annotateThrown(error, log, world.env)
  }
}

/** The runner reads two streams in any order: what ends commands on one would come too late for the other. */
function inOneStream(world: World): World {
  return { ...world, stderr: world.stdout }
}

/** Engines inherit the world's environment: the token is none of their business. */
function withoutToken(world: World): { world: World; token: string } {
  const { ETL_COMPARE_TOKEN: token = '', ...env } = world.env
  delete process.env.ETL_COMPARE_TOKEN
  return { world: { ...world, env }, token }
}
