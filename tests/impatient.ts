/** The command line as a process that waits for no quiet machine. */
import { runProgram } from '../src/cli/program.ts'
import { thisProcess } from '../src/cli/world.ts'

process.exitCode = await runProgram(process.argv.slice(2), { ...thisProcess(), quiet: async () => null })
