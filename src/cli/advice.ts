import type { Command } from '@commander-js/extra-typings'
import { PLATFORM_KINDS } from '../advice/platform-kinds.ts'
import type { Actions } from './actions.ts'
import { config, evidence, list, repeated } from './options.ts'

/** The command that says what to try before anything is measured: advise. */
export function addAdvice(program: Command, { perform }: Actions): void {
  program
    .command('advise')
    .description(
      'say by the declared volume, frequency, platforms, skills and limits what to try and measure first; it is advice, not evidence',
    )
    .argument('[jobs...]', 'jobs of the configuration; default: all. Without one, the options describe a job')
    .addOption(config())
    .addOption(evidence())
    .option('--volume <bytes>', 'input of one run, such as 40GB')
    .option('--growth <share>', 'yearly growth of the input: 0.3 is 30 %')
    .option('--runs-per-day <n>', 'how often the job runs')
    .option(
      '--platform <kind>',
      `where the baseline runs: ${PLATFORM_KINDS.map(({ name }) => name).join(', ')}`,
    )
    .option('--nodes <n>', 'nodes of the baseline')
    .option('--startup <time>', "start-up of the baseline's cluster, such as 8min")
    .option('--idle <time>', 'time that it is billed after the work, such as 5min')
    .option('--memory <bytes>', "memory of the candidate's node, such as 16GiB")
    .option('--limit <time>', 'the job must finish within this time, such as 30min')
    .option(
      '--skill <engine=words>',
      "who knows an engine: spark='two people', or none; repeatable",
      repeated,
    )
    .option('--baseline <name>', 'the baseline, if there is no configuration; default: spark')
    .option('--candidates <list>', 'candidates, if there is no configuration; default: polars,duckdb', list)
    .option('--json', 'print the advice as JSON', false)
    .action(async (jobs, options) =>
      perform(async () => (await import('../commands/advise/advise.ts')).adviseCommand, {
        ...options,
        jobs,
      }),
    )
}
