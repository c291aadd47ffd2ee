import type { Command } from '@commander-js/extra-typings'
import { DEFAULT_TARGET } from '../qualify/target.ts'
import type { Actions } from './actions.ts'
import { repeated } from './options.ts'

/** The command that looks at what a cluster has run already: qualify. */
export function addQualifying(program: Command, { perform }: Actions): void {
  program
    .command('qualify')
    .description(
      "read a cluster's Spark event logs: which jobs are worth trying on one machine; runs nothing",
    )
    .argument(
      '<paths...>',
      'event logs of Spark 3.3 to 4.x, or folders with some at any depth; s3://BUCKET/PREFIX too',
    )
    .option('--target <machine>', 'the machine to hold jobs against', DEFAULT_TARGET)
    .option('--core-price <price>', 'what a core costs an hour: 0.05, or a price of docs/prices.md')
    .option('--job <name>', 'show this job in full; repeatable', repeated)
    .option('--parquet <file>', 'also write a row for each job to a new Parquet file')
    .option(
      '--html <file>',
      'also write a page with all of it: one HTML file that can be mailed; a report links to qualify.html in its folder',
    )
    .option('--fresh', 'read all logs again, also those that an earlier call has read', false)
    .option('--json', 'print all figures as JSON', false)
    .action(async (paths, options) =>
      perform(async () => (await import('../commands/qualify/qualify.ts')).qualifyCommand, {
        job: [],
        ...options,
        paths,
      }),
    )
}
