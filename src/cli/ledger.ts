import type { Command } from '@commander-js/extra-typings'
import type { Actions } from './actions.ts'
import { ledgerPlace } from './options.ts'

/** The commands for run records that are kept. */
export function addLedger(program: Command, { perform }: Actions): void {
  const ledger = program.command('ledger').description('keep run records, list, check and export them')

  ledger
    .command('add')
    .description('keep run records; existing ones are never changed')
    .argument('<paths...>', 'run.json files, folders that contain them, or folder ledgers')
    .addOption(ledgerPlace())
    .option('--json', 'print what was added as JSON', false)
    .action(async (paths, options) =>
      perform(async () => (await import('../commands/ledger/add.ts')).addToLedger, { ...options, paths }),
    )

  ledger
    .command('list')
    .description('list the runs, oldest first')
    .addOption(ledgerPlace())
    .option('--job <job>', 'only this job')
    .option('--engine <engine>', 'only with this engine')
    .option('--json', 'print the list as JSON', false)
    .action(async (options) =>
      perform(async () => (await import('../commands/ledger/list.ts')).listLedger, options),
    )

  ledger
    .command('verify')
    .description('check that every file is a valid record in its place; exit with 1 if not')
    .addOption(ledgerPlace())
    .option('--json', 'print what was found as JSON', false)
    .action(async (options) =>
      perform(async () => (await import('../commands/ledger/verify.ts')).verifyLedger, options),
    )

  ledger
    .command('export')
    .description('write one Parquet file with a row per trial, for notebooks')
    .argument('<file>', 'a new Parquet file')
    .addOption(ledgerPlace())
    .action(async (file, options) =>
      perform(async () => (await import('../commands/ledger/export.ts')).exportLedger, { ...options, file }),
    )
}
