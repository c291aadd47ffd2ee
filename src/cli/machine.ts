import type { Command } from '@commander-js/extra-typings'
import type { Actions } from './actions.ts'
import { config, OUT_FOLDER } from './options.ts'

/** The commands about this machine: doctor, clean. */
export function addMachine(program: Command, { finish, perform }: Actions): void {
  program
    .command('doctor')
    .description('say whether this machine can run comparisons, and whether its figures can be trusted')
    .addOption(config())
    .option('--out <folder>', 'where results would go', OUT_FOLDER)
    .action(async (options) =>
      perform(async () => (await import('../commands/doctor/doctor.ts')).doctor, options),
    )

  program
    .command('clean')
    .description('remove what runs that were killed left behind: containers, volumes, folders')
    .action(async () =>
      finish(async (context) => (await import('../commands/clean/clean.ts')).clean(context)),
    )
}
