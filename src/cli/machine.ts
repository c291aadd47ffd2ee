import type { Command } from '@commander-js/extra-typings'
import { CONFIG_FILE, OUT_FOLDER } from '../model/config/defaults.ts'
import type { Actions } from './actions.ts'
import { config } from './options.ts'

/** The commands about this machine: doctor, clean. */
export function addMachine(program: Command, { perform }: Actions): void {
  program
    .command('doctor')
    .description('check whether this machine can run comparisons and measures correctly')
    .addOption(config())
    .option('--out <folder>', 'folder for results', OUT_FOLDER)
    .action(async (options) =>
      perform(async () => (await import('../commands/doctor/doctor.ts')).doctor, options),
    )

  program
    .command('clean')
    .description('remove the containers, volumes, folders and namespaces of runs that were killed')
    .option('--config <file>', `configuration of the catalogs; default: ${CONFIG_FILE}, if it exists`)
    .action(async (options) =>
      perform(async () => (await import('../commands/clean/clean.ts')).clean, options),
    )
}
