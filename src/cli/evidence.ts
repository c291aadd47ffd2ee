import { type Command, Option } from '@commander-js/extra-typings'
import { invalidOption } from '../errors.ts'
import { CONFIG_FILE } from '../model/config/defaults.ts'
import { type Actions, heedsNone } from './actions.ts'
import { asOf, csv, evidence, judgedConfig, ledgerPlace, policy } from './options.ts'

/** The commands that gather and judge evidence: record, judge, simulate. */
export function addEvidence(program: Command, { perform }: Actions): void {
  program
    .command('judge')
    .description('judge each candidate by the ledger: retire the baseline, keep it, or keep measuring')
    .argument('[jobs...]', 'jobs to judge; default: all')
    .addOption(judgedConfig())
    .addOption(policy())
    .addOption(evidence())
    .addOption(asOf())
    .option('--json', 'print the verdicts as JSON', false)
    .action(async (jobs, { policy: _, ...options }) =>
      perform(async () => (await import('../commands/judge/judge.ts')).judgeCommand, { ...options, jobs }),
    )

  program
    .command('report')
    .description('draw what the ledger holds as a static site')
    .argument('[jobs...]', 'jobs to show; default: all')
    .addOption(judgedConfig())
    .addOption(policy())
    .addOption(evidence())
    .addOption(asOf())
    .option('--out <folder>', 'folder of the site; only what changed is drawn again', 'report')
    .option(
      '--results <folder>',
      'folder of results: draws memory and CPU over time of its trials, and shows logs and rows as publish: allows',
    )
    .option('--base <path>', "path of the site's address, such as /reports/, for its page of wrong addresses")
    .addOption(
      new Option(
        '--single <file>',
        'one HTML file instead of a site: the overview, one job and the method',
      ).conflicts(['out', 'base', 'json']),
    )
    .option('--job <name>', "the job of --single; default: the overview's first")
    .option('--open', 'open it in a browser', false)
    .option('--json', 'print the report as JSON instead', false)
    .action(async (jobs, { policy: _, ...options }) =>
      perform(async () => (await import('../commands/report/report.ts')).reportCommand, { ...options, jobs }),
    )

  program
    .command('summary')
    .description('print the verdicts, and runs just made, as Markdown: a job summary or a comment')
    .argument('[results...]', 'results of runs, such as the folder results')
    .addOption(judgedConfig())
    .addOption(policy())
    .addOption(evidence())
    .addOption(asOf())
    .option('--link <address>', 'address of the full report')
    .action(async (results, { policy: _, ...options }) =>
      perform(async () => (await import('../commands/summary/summary.ts')).summaryCommand, {
        ...options,
        results,
      }),
    )

  program
    .command('simulate')
    .description('write a ledger with a known effect, to see how it is judged')
    .argument('<scenario>', 'clear-win, clear-loss, no-difference, parity-breaks, second-candidate or flaky')
    .requiredOption('--out <folder>', 'a new folder for the ledger and a configuration')
    .option('--seed <text>', "seed of the noise; default: the scenario's name")
    .option('--days <n>', 'how many days; default: 28')
    .option('--ratio <x>', 'time of candidate/baseline: 0.5 is twice as fast; default: as in the scenario')
    .option('--noise <s>', 'standard deviation of ln(ratio) from day to day')
    .option('--correlation <r>', 'correlation of that noise from day to day, 0 to 0.99')
    .option('--drift <x>', 'change of ln(ratio) a day')
    .option('--failure-rate <p>', 'chance that a trial of the candidate fails')
    .option('--differs <days>', 'days on which the output differs: 9,12')
    .option('--changes <days>', 'days on which new code runs for the first time')
    .option('--missing <days>', 'days on which nothing ran')
    .action(async (scenario, options) =>
      perform(async () => (await import('../commands/simulate/simulate.ts')).simulate, {
        ...options,
        scenario,
      }),
    )

  program
    .command('record')
    .description('run a production command unchanged and record it, or import measured results')
    .argument('[command...]', 'after --: the command, which keeps its output and exit code')
    .option('--job <name>', 'name of the job')
    .option('--engine <name>', 'name of the engine')
    .option('--partition <partition>', 'the piece of input; default: the UTC date')
    .option('--size <size>', 'small, medium, large, own, or bytes; default: as configured, else own')
    .option('--input <path>', 'hash these files; without it, the partition identifies the input')
    .option('--output <path>', 'fingerprint the tables that it writes here')
    .addOption(csv())
    .option('--config <file>', `configuration; default: ${CONFIG_FILE}, if it exists`)
    .option('--baseline <name>', 'the baseline, if there is no configuration; default: spark')
    .option(
      '--engine-version <version>',
      'version of code that the tool cannot see; a new one begins a new epoch',
    )
    .addOption(
      new Option(
        '--scope <scope>',
        'whether the command does the whole job or only starts it; default: by its name',
      ).choices(['whole', 'client-only']),
    )
    .addOption(ledgerPlace())
    .option('--out <file>', 'write the record here; to the ledger only if --ledger is given too')
    .option('--from <file>', 'measured results as JSON, instead of a command: docs/record.md')
    .addOption(
      new Option(
        '--from-spark-log <path>',
        "an event log of Spark, or a folder of them: each run is a record of the job's baseline",
      ).conflicts('from'),
    )
    .option('--application <name>', 'of --from-spark-log: only runs of this application, as qualify names it')
    .action(async (command, { from, fromSparkLog, application, ...options }) => {
      const results = () => import('../commands/record/results.ts')
      if (fromSparkLog !== undefined)
        return perform(async () => (await results()).recordSparkLogs, {
          ...options,
          command,
          fromSparkLog,
          ...(application !== undefined && { application }),
        })
      if (application !== undefined)
        throw invalidOption('--application', application, 'used with --from-spark-log')
      if (from !== undefined)
        return perform(async () => (await results()).recordResults, { ...options, command, from })
      const record = async () => (await import('../commands/record/record.ts')).record
      return perform(record, { ...options, command }, heedsNone())
    })
}
