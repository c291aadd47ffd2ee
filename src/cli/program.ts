import { Command, CommanderError } from '@commander-js/extra-typings'
import { streamTerminal } from '../terminal/terminal.ts'
import { toolVersion } from '../version.ts'
import { Actions } from './actions.ts'
import { addAdvice } from './advice.ts'
import { addComparing } from './comparing.ts'
import { addData } from './data.ts'
import { addEvidence } from './evidence.ts'
import { addFixtures } from './fixtures.ts'
import { addImages } from './images.ts'
import { addLedger } from './ledger.ts'
import { addMachine } from './machine.ts'
import { settle } from './options.ts'
import { addQualifying } from './qualifying.ts'
import { thisProcess } from './world.ts'

/** A bug of the tool: never to be taken for «different», which is 1. */
const BUG = 70

/** Reads arguments, runs the command that they name, says what went wrong, and returns the exit code. */
export async function runProgram(args: readonly string[], world = thisProcess()): Promise<number> {
  const actions = new Actions(world)
  const program = new Command('etl-compare')
    .description(
      'Runs a job on Spark and on other engines side by side, proves the outputs equal, and measures what each costs.',
    )
    .version(toolVersion)
    .showHelpAfterError('(etl-compare --help shows all commands)')
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .exitOverride()
  for (const add of [
    addComparing,
    addAdvice,
    addData,
    addEvidence,
    addLedger,
    addQualifying,
    addImages,
    addFixtures,
    addMachine,
  ])
    add(program, actions)
  settle(program, program.name())
  try {
    await program.parseAsync(args, { from: 'user' })
    return actions.exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const told = error instanceof Error ? error.stack : error
    streamTerminal(world).note(`etl-compare has a bug: ${told}`)
    return BUG
  }
}
