import type { Command } from '@commander-js/extra-typings'
import { CONFIG_FILE, OUT_FOLDER } from '../model/config/defaults.ts'
import type { Actions } from './actions.ts'
import { cache, config, evenNumber, failOn, list, partition, repeated, runner, tolerance } from './options.ts'

/** The commands that compare engines: init, check, run, try, need. */
export function addComparing(program: Command, { finish, perform }: Actions): void {
  program
    .command('run')
    .description("run the jobs' engines side by side and compare them")
    .argument('[jobs...]', 'jobs of the configuration; default: all')
    .addOption(config())
    .option('--input <path>', 'use this file, folder or glob instead of the configured input')
    .option('--engines <list>', 'only these engines, and the baseline: a,b', list)
    .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
    .addOption(partition())
    .option('--trials <n>', 'counted trials per engine, an even number', evenNumber, 2)
    .addOption(runner())
    .option('--cold', 'remove images and pull them again before each trial', false)
    .addOption(cache())
    .option('--out <folder>', 'folder for results', OUT_FOLDER)
    .option('--ledger <place>', 'keep the records there too: a folder, git:BRANCH or git:URL#BRANCH')
    .option('--keep-outputs', "keep the engines' output tables", false)
    .option('--resume', 'continue an interrupted run', false)
    .option('--fail-on <list>', 'which failures exit with 1: engine,parity,checks or never', failOn, [
      'engine',
      'parity',
    ])
    .option('--json', 'print the records as JSON', false)
    .action(async (jobs, options) =>
      perform(async () => (await import('../commands/run/run.ts')).run, { ...options, jobs }),
    )

  program
    .command('try')
    .description(
      "run candidates once and compare their output with the baseline's, which runs only if it changed",
    )
    .argument('[jobs...]', 'jobs of the configuration; default: all')
    .addOption(config())
    .option('--input <path>', 'use this file, folder or glob instead of the configured input')
    .option('--engines <list>', 'only these candidates: a,b', list)
    .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
    .addOption(partition())
    .addOption(runner())
    .option('--out <folder>', 'folder for results; outputs are in its folder try', OUT_FOLDER)
    .option('--fresh', 'run the baseline again, whatever is stored', false)
    .option('--watch', 'try again after each change of the code or the configuration', false)
    .option('--json', 'print what was found as JSON', false)
    .action(async (jobs, options) =>
      perform(async () => (await import('../commands/try/try.ts')).tryCandidates, { ...options, jobs }),
    )

  program
    .command('need')
    .description(
      'find the least memory with which each engine of a job still delivers the same data as with all of it',
    )
    .argument('<job>', 'job of the configuration')
    .addOption(config())
    .option('--input <path>', 'use this file, folder or glob instead of the configured input')
    .option('--engines <list>', 'search only these engines: a,b', list)
    .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
    .addOption(partition())
    .addOption(tolerance())
    .addOption(runner())
    .option('--out <folder>', 'folder for results; searches are in its folder need', OUT_FOLDER)
    .option('--resume', 'continue an interrupted search', false)
    .option('--json', 'print what was found as JSON', false)
    .action(async (job, options) =>
      perform(async () => (await import('../commands/need/need.ts')).need, { ...options, job }),
    )

  program
    .command('init')
    .description(
      "write a job's entry into the configuration, or add another candidate to a job that is there; asks for anything the options leave out",
    )
    .option('--config <file>', 'configuration to write to', CONFIG_FILE)
    .option('--job <name>', 'name of the job')
    .option('--input <path>', 'folder, file or glob; {partition} stands for the day')
    .option('--baseline <line>', 'its command line today, with {input}, {output} and {partition}')
    .option('--baseline-name <name>', 'its name; default: spark')
    .option('--candidate <line>', 'command line of the version that may replace it')
    .option('--candidate-name <name>', 'its name; default: polars, duckdb or candidate')
    .option('--table <name[:key,...]>', 'output table and its key columns; repeatable', repeated)
    .action(async (options) =>
      finish(async (context, { stdin, stderr }) =>
        (await import('../commands/init/init.ts')).init(options, context, { input: stdin, output: stderr }),
      ),
    )

  program
    .command('check')
    .description('find what would stop a run, without running anything')
    .argument('[jobs...]', 'jobs of the configuration; default: all')
    .addOption(config())
    .option('--input <path>', 'check this file, folder or glob instead of the configured input')
    .option('--engines <list>', 'only these engines, and the baseline: a,b', list)
    .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
    .addOption(partition())
    .addOption(runner())
    .option(
      '--ledger <place>',
      'check that records can be kept there: a folder, git:BRANCH or git:URL#BRANCH',
    )
    .option('--out <folder>', 'folder for results', OUT_FOLDER)
    .option('--verbose', "name every file of each engine's code", false)
    .action(async (jobs, options) =>
      perform(async () => (await import('../commands/check/check.ts')).check, { ...options, jobs }),
    )
}
