import type { Command } from '@commander-js/extra-typings'
import type { Actions } from './actions.ts'
import { config, evenNumber, failOn, list, OUT_FOLDER, repeated, runner } from './options.ts'

/** The commands that compare engines: init, check, run. */
export function addComparing(program: Command, { finish, perform }: Actions): void {
  program
    .command('run')
    .description("run the jobs' engines side by side and compare them")
    .argument('[jobs...]', 'jobs of the configuration; default: all')
    .addOption(config())
    .option('--input <path>', 'use this file, folder or glob instead of the configured input')
    .option('--engines <list>', 'only these engines, the baseline among them: a,b', list)
    .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
    .option('--partition <partition>', 'which piece of input; default: the UTC date')
    .option('--trials <n>', 'counted trials an engine, even', evenNumber, 2)
    .addOption(runner())
    .option('--cold', 'remove images and pull them again before each trial', false)
    .option('--out <folder>', 'where results go', OUT_FOLDER)
    .option('--ledger <place>', 'keep the records there too: a folder, git:BRANCH or git:URL#BRANCH')
    .option('--keep-outputs', "keep the engines' output tables", false)
    .option('--resume', 'go on from the trials of a run that was interrupted', false)
    .option('--fail-on <list>', 'what exits with 1: engine,parity or never', failOn, ['engine', 'parity'])
    .option('--json', 'print the records as JSON', false)
    .showHelpAfterError('(etl-compare run --help shows its options)')
    .action(async (jobs, options) =>
      perform(async () => (await import('../commands/run/run.ts')).run, { ...options, jobs }),
    )

  program
    .command('init')
    .description("write a job's entry into the configuration; asks for what no option tells")
    .addOption(config())
    .option('--job <name>', 'name of the job')
    .showHelpAfterError('(etl-compare init --help shows its options)')
    .option('--input <path>', 'folder, file or glob; {partition} stands for the day')
    .option('--baseline <line>', 'command line of the job as it is, with {input}, {output} and {partition}')
    .option('--baseline-name <name>', 'what to call it; default: spark')
    .option('--candidate <line>', 'command line of the version that may replace it')
    .option('--candidate-name <name>', 'what to call that; default: polars, duckdb or candidate')
    .option(
      '--table <name[:key,...]>',
      'output table and the columns that identify a row; repeatable',
      repeated,
    )
    .action(async (options) =>
      finish(async (context, { stdin, stderr }) =>
        (await import('../commands/init/init.ts')).init(options, context, { input: stdin, output: stderr }),
      ),
    )

  program
    .command('check')
    .description('do everything but run: find what would stop a run')
    .argument('[jobs...]', 'jobs of the configuration; default: all')
    .addOption(config())
    .option('--input <path>', 'check this file, folder or glob instead of the configured input')
    .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
    .option('--partition <partition>', 'which piece of input; default: the UTC date')
    .addOption(runner())
    .option('--out <folder>', 'where results would go', OUT_FOLDER)
    .option('--verbose', "name every file of each engine's code", false)
    .action(async (jobs, options) =>
      perform(async () => (await import('../commands/check/check.ts')).check, { ...options, jobs }),
    )
}
