#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Context, ExitCode } from './context.ts'
import { UserError } from './errors.ts'
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
  .addOption(new Option('--runner <runner>', 'who executes').choices(['auto', 'process']).default('auto'))
  .option('--out <folder>', 'where results go', OUT_FOLDER)
  .option('--keep-outputs', "keep the engines' output tables", false)
  .option('--fail-on <list>', 'what exits with 1: engine,parity or never', failOn, ['engine', 'parity'])
  .option('--json', 'print the records as JSON', false)
  .action(async (jobs: string[], options) =>
    finish(async (context) => (await import('./commands/run/run.ts')).run({ ...options, jobs }, context)),
  )

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
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
async function finish(command: (context: Context) => Promise<ExitCode>): Promise<void> {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort())
  const context: Context = {
    terminal: processTerminal(),
    signal: controller.signal,
    now: () => new Date(),
    env: process.env,
  }
  try {
    process.exitCode = await command(context)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    context.terminal.note(`etl-compare: ${error.message}`)
    process.exitCode = 2
  }
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
