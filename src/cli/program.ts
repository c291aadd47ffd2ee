import { Command, CommanderError } from '@commander-js/extra-typings'
import { printableLines } from '../text/text.ts'
import { toolVersion } from '../version.ts'
import { addComparing } from './comparing.ts'
import { addData } from './data.ts'
import { addEvidence } from './evidence.ts'
import { addFixtures } from './fixtures.ts'
import { addImages } from './images.ts'
import { addLedger } from './ledger.ts'
import { addMachine } from './machine.ts'
import { refuseRepeats } from './options.ts'

const program = new Command('etl-compare')
  .description(
    'Runs a job on Spark and on other engines side by side, proves the outputs equal, and measures what each costs.',
  )
  .version(toolVersion)
  .showHelpAfterError('(etl-compare --help shows all commands)')
  .exitOverride()

for (const add of [addComparing, addData, addEvidence, addLedger, addImages, addFixtures, addMachine])
  add(program)
refuseRepeats(program)

/** A bug of the tool: never to be taken for «different», which is 1. */
const BUG = 70

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    const told = error instanceof Error ? error.stack : error
    process.stderr.write(`${printableLines(`etl-compare has a bug: ${told}`)}\n`)
    process.exitCode = BUG
  }
}
