import { type Command, Option } from '@commander-js/extra-typings'
import type { Actions } from './actions.ts'
import { config } from './options.ts'

/** The commands for the seeded inputs of the built-in jobs. */
export function addFixtures(program: Command, { finish, perform }: Actions): void {
  const fixtures = program
    .command('fixtures')
    .description('make, list and remove the seeded inputs of the built-in jobs')

  fixtures
    .command('make')
    .description("make a job's input, or find it in the cache")
    .argument('<job>', 'a job whose input is fixture:NAME')
    .addOption(config())
    .option('--size <size>', 'small (0.1 GB), medium (1 GB), large (over 10 GB), or bytes', 'small')
    .option('--partition <partition>', 'the seed; default: the UTC date')
    .addOption(
      new Option('--format <format>', 'format of its files').choices(['csv', 'parquet']).default('csv'),
    )
    .action(async (job, options) =>
      perform(async () => (await import('../commands/fixtures/make.ts')).makeFixtureCommand, {
        ...options,
        job,
      }),
    )

  fixtures
    .command('import-log')
    .description("turn a web server's log, in Apache's combined format, into the sessions job's input")
    .argument('<file>', 'the log')
    .action(async (file) =>
      perform(async () => (await import('../commands/fixtures/import-log.ts')).importLogCommand, { file }),
    )

  fixtures
    .command('list')
    .description('list the fixtures in the cache')
    .action(async () =>
      finish(async (context) => (await import('../commands/fixtures/cache.ts')).listFixturesCommand(context)),
    )

  fixtures
    .command('clean')
    .description('remove all fixtures from the cache')
    .action(async () =>
      finish(async (context) =>
        (await import('../commands/fixtures/cache.ts')).cleanFixturesCommand(context),
      ),
    )
}
