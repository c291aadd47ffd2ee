import type { Command } from '@commander-js/extra-typings'
import { OUT_FOLDER } from '../model/config/defaults.ts'
import type { Actions } from './actions.ts'
import { config } from './options.ts'

/** The commands about this machine: doctor, clean. */
export function addMachine(program: Command, { finish, perform }: Actions): void {
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
    .description('remove the containers, volumes and folders of runs that were killed')
    .action(async () =>
      finish(async (context) => (await import('../commands/clean/clean.ts')).clean(context)),
    )
}
