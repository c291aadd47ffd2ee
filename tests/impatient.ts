/** The command line as a process that waits for no quiet machine. */
import { runProgram } from '../src/cli/program.ts'
import { endWith, thisProcess } from '../src/cli/world.ts'

endWith(await runProgram(process.argv.slice(2), { ...thisProcess(), quiet: async () => null }))
