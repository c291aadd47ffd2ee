#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Context } from './context.ts'
import { RUNNER_CHOICES } from './core/plan/runner.ts'
import { asUserError } from './errors.ts'
import { processTerminal } from './terminal.ts'
import { toolVersion } from './version.ts'

enableCompileCache?.()

const CONFIG_FILE = 'etl-compare.yml'
const OUT_FOLDER = 'results'

const program = new Command('etl-compare')
  .description(
    'Runs a job on Spark and on other engines side by side, proves the outputs equal, and measures what each costs.',
  )
  .version(toolVersion)
  .showHelpAfterError('(etl-compare --help shows all commands)')
  .exitOverride()

const runner = () =>
  new Option('--runner <runner>', 'processes of this machine, or containers; auto: what all engines can')
    .choices(RUNNER_CHOICES)
    .default('auto')

const config = () => new Option('--config <file>', 'configuration').default(CONFIG_FILE)

program
  .command('run')
  .description("run the jobs' engines side by side and compare them")
  .argument('[jobs...]', 'jobs of the configuration; default: all')
  .addOption(config())
  .option('--input <path>', 'use this file, folder or glob instead of the configured input')
  .option('--engines <list>', 'only these engines, the baseline among them: a,b', list)
  .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
  .option('--key <key>', 'which piece of input; default: the UTC date')
  .option('--trials <n>', 'counted trials an engine, even', evenNumber, 2)
  .addOption(runner())
  .option('--cold', 'remove images and pull them again before each trial', false)
  .option('--out <folder>', 'where results go', OUT_FOLDER)
  .option('--keep-outputs', "keep the engines' output tables", false)
  .option('--fail-on <list>', 'what exits with 1: engine,parity or never', failOn, ['engine', 'parity'])
  .option('--json', 'print the records as JSON', false)
  .action(async (jobs: string[], options) =>
    finish(async (context) => (await import('./commands/run/run.ts')).run({ ...options, jobs }, context)),
  )

program
  .command('init')
  .description("write a job's entry into the configuration; asks for what no option tells")
  .addOption(config())
  .option('--job <name>', 'name of the job')
  .option('--input <path>', 'folder, file or glob; {key} stands for the day')
  .option('--baseline <line>', 'command line of the job as it is, with {input}, {output} and {key}')
  .option('--baseline-name <name>', 'what to call it; default: spark')
  .option('--candidate <line>', 'command line of the version that may replace it')
  .option('--candidate-name <name>', 'what to call that; default: polars, duckdb or candidate')
  .option(
    '--table <name[:key,...]>',
    'output table and the columns that identify a row; repeatable',
    repeated,
  )
  .action(async (options) =>
    finish(async (context) =>
      (await import('./commands/init/init.ts')).init(options, context, {
        input: process.stdin,
        output: process.stderr,
      }),
    ),
  )

program
  .command('check')
  .description('do everything but run: find what would stop a run')
  .argument('[jobs...]', 'jobs of the configuration; default: all')
  .addOption(config())
  .option('--input <path>', 'check this file, folder or glob instead of the configured input')
  .option('--size <size>', 'small, medium, large, or bytes such as 0.3GB')
  .option('--key <key>', 'which piece of input; default: the UTC date')
  .addOption(runner())
  .option('--out <folder>', 'where results would go', OUT_FOLDER)
  .action(async (jobs: string[], options) =>
    finish(async (context) =>
      (await import('./commands/check/check.ts')).check({ ...options, jobs }, context),
    ),
  )

program
  .command('doctor')
  .description('say whether this machine can run comparisons, and whether its figures can be trusted')
  .addOption(config())
  .option('--out <folder>', 'where results would go', OUT_FOLDER)
  .action(async (options) =>
    finish(async (context) => (await import('./commands/doctor/doctor.ts')).doctor(options, context)),
  )

program
  .command('fingerprint')
  .description('print a fingerprint of each table that is the same on any machine and any day')
  .argument('<path>', 'file, folder, glob, folder of tables, or a DuckDB database: file.duckdb:table')
  .option('--ignore <list>', 'leave these columns out: a,b', list)
  .option('--columns', "print each column's fingerprint too", false)
  .option('--memory <size>', 'memory that DuckDB may use', '2GB')
  .option('--json', 'print the fingerprints as JSON', false)
  .showHelpAfterError('(etl-compare fingerprint --help shows its options)')
  .action(async (path: string, options) =>
    finish(async (context) =>
      (await import('./commands/fingerprint/fingerprint.ts')).fingerprint(
        { ignore: [], ...options, path },
        context,
      ),
    ),
  )

program
  .command('diff')
  .description('prove that two tables, or two folders of tables, hold the same data, or say why not')
  .argument(
    '<a>',
    'Parquet, CSV or JSON: a file, folder, glob or folder of tables; or a table: FILE.duckdb:TABLE',
  )
  .argument('<b>', 'the other side')
  .option('--key <columns>', 'columns that identify a row: a,b', list)
  .option('--abs <x>', 'allowed difference of floating-point columns, or COLUMN=X; repeatable', repeated)
  .option('--rel <x>', 'the same, as a part of the greater value', repeated)
  .option('--ignore <columns>', 'columns that may differ: a,b', list)
  .option('--accept <reasons>', 'reasons that are accepted, or COLUMN=REASON: a,b', list)
  .addOption(new Option('--tolerance <x>').hideHelp().argParser(absOrRel))
  .option('--memory <bytes>', 'what it may use', '2GB')
  .option('--json', 'print the findings as JSON', false)
  .showHelpAfterError('(etl-compare diff --help shows its options)')
  .action(async (a: string, b: string, options) =>
    finish(async (context) =>
      (await import('./commands/diff/diff.ts')).diff(
        { key: [], abs: [], rel: [], ignore: [], accept: [], ...options, a, b },
        context,
      ),
    ),
  )

program
  .command('judge')
  .description('retire, keep, or keep measuring: judge each candidate on what the ledger holds')
  .argument('[jobs...]', 'jobs of the configuration; default: all')
  .option('--policy <file>', 'configuration with the policy and the jobs', CONFIG_FILE)
  .option('--ledger <place>', 'a folder, git:BRANCH or git:URL#BRANCH')
  .option('--as-of <day>', 'judge as of the end of this UTC day; default: today')
  .option('--json', 'print the verdicts as JSON', false)
  .action(async (jobs: string[], options) =>
    finish(async (context) =>
      (await import('./commands/judge/judge.ts')).judgeCommand({ ...options, jobs }, context),
    ),
  )

program
  .command('simulate')
  .description('write a ledger whose truth is known, to see how it is judged')
  .argument('<scenario>', 'clear-win, clear-loss, no-difference, parity-breaks, second-candidate or flaky')
  .requiredOption('--out <folder>', 'a new folder for the ledger and a configuration')
  .option('--seed <text>', "other noise; default: the scenario's name")
  .option('--days <n>', 'how many days')
  .option('--ratio <x>', 'candidate/baseline of the time: 0.5 is twice as fast')
  .option('--noise <s>', 'standard deviation of ln(ratio) from day to day')
  .option('--correlation <r>', 'of that noise from one day to the next, 0 to 0.99')
  .option('--drift <x>', 'change of ln(ratio) a day')
  .option('--failure-rate <p>', 'chance that a trial of the candidate fails')
  .option('--differs <days>', 'days on which the output differs: 9,12')
  .option('--changes <days>', 'days on which new code runs for the first time')
  .option('--missing <days>', 'days on which nothing ran')
  .action(async (scenario: string, options) =>
    finish(async (context) =>
      (await import('./commands/simulate/simulate.ts')).simulate({ ...options, scenario }, context),
    ),
  )

program
  .command('record')
  .description('run a production command as it is, and keep evidence of it; or take over measured results')
  .argument('[command...]', 'behind --: the command, whose output and exit code stay its own')
  .option('--job <name>', 'the job it does')
  .option('--engine <name>', 'which implementation of it')
  .option('--key <key>', 'which piece of input; default: the UTC date')
  .option(
    '--size <size>',
    "small, medium, large, own, or bytes; default: the configuration's first, else own",
  )
  .option('--input <path>', 'hash these files; without it the key stands for the input')
  .option('--output <path>', 'fingerprint the tables it leaves here')
  .option('--config <file>', `configuration; default: ${CONFIG_FILE}, if there is one`)
  .option('--baseline <name>', "the job's baseline, where no configuration tells; default: spark")
  .option('--engine-version <version>', 'of code that the tool cannot see; a new one begins a new epoch')
  .addOption(
    new Option(
      '--scope <scope>',
      "what its processes are of the job; default: by the command's form",
    ).choices(['whole', 'client-only']),
  )
  .addOption(ledgerPlace())
  .option('--out <file>', 'write the record here, in place of the ledger unless --ledger is given too')
  .option('--from <file>', 'measured results as JSON, in place of a command: docs/record.md')
  .showHelpAfterError('(etl-compare record --help shows its options)')
  .action(async (command: string[], options) =>
    options.from === undefined
      ? finish(
          async (context) =>
            (await import('./commands/record/record.ts')).record({ ...options, command }, context),
          heedsNone(),
        )
      : finish(async (context) =>
          (await import('./commands/record/results.ts')).recordResults({ ...options, command }, context),
        ),
  )

program
  .command('clean')
  .description('remove what runs that were killed left behind: containers, volumes, folders')
  .action(async () => finish(async (context) => (await import('./commands/clean/clean.ts')).clean(context)))

const fixtures = program
  .command('fixtures')
  .description('make, list and remove the seeded inputs of the built-in jobs')

fixtures
  .command('make')
  .description("make a job's input, or find it in the cache")
  .argument('<job>', 'a job whose input is fixture:NAME')
  .addOption(config())
  .option(
    '--size <size>',
    'small (0.1 GB), medium (1 GB), large (over 10 GB), or bytes such as 0.3GB',
    'small',
  )
  .option('--key <key>', 'the seed; default: the UTC date')
  .addOption(
    new Option('--format <format>', 'format of its files').choices(['csv', 'parquet']).default('csv'),
  )
  .action(async (job: string, options) =>
    finish(async (context) =>
      (await import('./commands/fixtures/make.ts')).makeFixtureCommand({ ...options, job }, context),
    ),
  )

fixtures
  .command('import-log')
  .description("turn a web server's log, in Apache's combined format, into the sessions job's input")
  .argument('<file>', 'the log')
  .action(async (file: string) =>
    finish(async (context) =>
      (await import('./commands/fixtures/import-log.ts')).importLogCommand({ file }, context),
    ),
  )

fixtures
  .command('list')
  .description('list the fixtures in the cache')
  .action(async () =>
    finish(async (context) => (await import('./commands/fixtures/list.ts')).listFixturesCommand(context)),
  )

fixtures
  .command('clean')
  .description('remove all fixtures from the cache')
  .action(async () =>
    finish(async (context) => (await import('./commands/fixtures/clean.ts')).cleanFixturesCommand(context)),
  )

const images = program.command('images').description("build, pull and list the containers' images")

images
  .command('build')
  .description('build the images that have a build: in the configuration')
  .argument('[names...]', 'stacks or images; default: all')
  .addOption(config())
  .action(async (names: string[], options) =>
    finish(async (context) =>
      (await import('./commands/images/build.ts')).buildImages({ ...options, names }, context),
    ),
  )

images
  .command('pull')
  .description('bring all other images from their registries, or up to date')
  .argument('[names...]', 'stacks or images; default: all')
  .addOption(config())
  .action(async (names: string[], options) =>
    finish(async (context) =>
      (await import('./commands/images/pull.ts')).pullImages({ ...options, names }, context),
    ),
  )

images
  .command('list')
  .description('list the images, who runs in them, and what Docker has of them')
  .argument('[names...]', 'stacks or images; default: all')
  .addOption(config())
  .action(async (names: string[], options) =>
    finish(async (context) =>
      (await import('./commands/images/list.ts')).listImages({ ...options, names }, context),
    ),
  )

const ledger = program.command('ledger').description('keep run records, list, check and export them')

ledger
  .command('add')
  .description('keep run records; what is kept already stays as it is')
  .argument('<paths...>', 'files run.json, or folders that are searched for them')
  .addOption(ledgerPlace())
  .option('--json', 'print what was added as JSON', false)
  .action(async (paths: string[], options) =>
    finish(async (context) =>
      (await import('./commands/ledger/add.ts')).addToLedger({ ...options, paths }, context),
    ),
  )

ledger
  .command('list')
  .description('list the runs, oldest first')
  .addOption(ledgerPlace())
  .option('--job <job>', 'only of this job')
  .option('--engine <engine>', 'only with this engine')
  .option('--json', 'print the list as JSON', false)
  .action(async (options) =>
    finish(async (context) => (await import('./commands/ledger/list.ts')).listLedger(options, context)),
  )

ledger
  .command('verify')
  .description('read every file, and name each that is no record; then exit with 1')
  .addOption(ledgerPlace())
  .option('--json', 'print what was found as JSON', false)
  .action(async (options) =>
    finish(async (context) => (await import('./commands/ledger/verify.ts')).verifyLedger(options, context)),
  )

ledger
  .command('export')
  .description('write one Parquet file with a row a trial, for notebooks')
  .argument('<file>', 'Parquet file to write')
  .addOption(ledgerPlace())
  .action(async (file: string, options) =>
    finish(async (context) =>
      (await import('./commands/ledger/export.ts')).exportLedger({ ...options, file }, context),
    ),
  )

function ledgerPlace(): Option {
  return new Option(
    '--ledger <place>',
    'a folder, git:BRANCH of this repository, or git:URL#BRANCH; default: git:etl-compare-data, or folder ledger without a remote',
  )
}

function repeated(text: string, before: string[] = []): string[] {
  return [...before, text]
}

/** `a,b`; a part in double quotes may hold commas: `"a,b",c`. */
function list(text: string): string[] {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)]
  return parts.map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim()).filter(Boolean)
}

function absOrRel(): never {
  throw new InvalidArgumentError(
    'A tolerance is --abs 0.01, --rel 1e-9, or of one column: --abs amount=0.01.',
  )
}

function evenNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 2 || value % 2 === 1)
    throw new InvalidArgumentError('It must be 2, 4, 6 …: each block has two trials an engine.')
  return value
}

function failOn(text: string): string[] {
  const parts = text === 'never' ? [] : list(text)
  if (parts.some((part) => part !== 'engine' && part !== 'parity'))
    throw new InvalidArgumentError('It must be engine, parity, both (engine,parity), or never.')
  return parts
}

/** Runs a command with the real world at hand, and turns how it went into the exit code. */
async function finish(
  command: (context: Context) => Promise<number>,
  signal: AbortSignal = abortedBySignals(),
): Promise<void> {
  const context: Context = { terminal: processTerminal(), signal, now: () => new Date(), env: process.env }
  try {
    process.exitCode = await command(context)
  } catch (error) {
    const mistake = asUserError(error)
    if (signal.aborted) process.exitCode = 130
    else if (mistake === undefined) throw error
    else {
      context.terminal.note(`etl-compare: ${mistake.message}`)
      process.exitCode = 2
    }
  }
}

/** The first signal asks for an end, the second one ends. */
function abortedBySignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => (controller.signal.aborted ? process.exit(130) : controller.abort()))
  return controller.signal
}

/** For a command that passes signals on to another one. */
const heedsNone = (): AbortSignal => new AbortController().signal

/** A bug of the tool: never to be taken for «different», which is 1. */
const BUG = 70

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(`etl-compare has a bug: ${error instanceof Error ? error.stack : error}\n`)
    process.exitCode = BUG
  }
}
