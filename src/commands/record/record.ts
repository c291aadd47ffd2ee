import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { currentCommit } from '../../files/git.ts'
import { type LocatedInput, locateInput } from '../../inputs/resolve.ts'
import { openLedger } from '../../ledger/open.ts'
import { announceMeasuring, besideOthers } from '../../machine/measuring.ts'
import { readVerification } from '../../machine/verification.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { RunEvent } from '../../model/record/event.ts'
import { launcherOf } from '../../model/record/launcher.ts'
import { olderTexts } from '../../model/record/older.ts'
import type { Trial } from '../../model/record/schema.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { COMMAND_PLACEHOLDERS, fillTemplate, unknownPlaceholders } from '../../plan/template.ts'
import { disturbanceWords } from '../../render/comparison/machine.ts'
import { findMeterPython } from '../../runners/meter/python.ts'
import { type AttachedRun, runAttached, runUnmeasured } from '../../runners/process/attached.ts'
import { type Inherited, inheritedFrom } from '../../runners/process/inherited.ts'
import { hasProgram } from '../../runners/process/program.ts'
import { PROCESS_METER } from '../../runners/process/run.ts'
import { catchSignals, type Signals } from '../../runners/process/signals.ts'
import type { CsvHints } from '../../tables/readers/csv-hints.ts'
import { type FilesThen, filesNow } from '../../tables/written.ts'
import { parseCsvOption, requireUse } from '../../workflow/input/csv-option.ts'
import { requireLabels } from '../../workflow/plan/labels.ts'
import { findConfig } from '../../workflow/plan/load-config.ts'
import { buildEntry } from '../../workflow/record/build.ts'
import { currentEvent } from '../../workflow/record/event.ts'
import { inputOfFiles, inputOfPartition } from '../../workflow/record/input.ts'
import { type Destination, keepRecord } from '../../workflow/record/keep.ts'
import { type OutputResult, recordOutput } from '../../workflow/record/output.ts'
import { newRunId } from '../../workflow/record/run-record.ts'
import {
  type Behaviour,
  behaviourOf,
  codeOfSubject,
  type Subject,
  subjectOf,
} from '../../workflow/record/subject.ts'
import { trialOf } from '../../workflow/record/trial.ts'
import { exitCodeOf, SIGNAL_NUMBERS } from './exit-code.ts'

export interface RecordOptions {
  command: string[]
  job?: string
  engine?: string
  baseline?: string
  config?: string
  partition?: string
  size?: string
  input?: string
  output?: string
  /** How the output's CSV files are written, where no configuration says so. */
  csv?: string[]
  engineVersion?: string
  /** Whether the work is done in the command's own processes; by default the command's form tells. */
  scope?: 'whole' | 'client-only'
  ledger?: string
  out?: string
}

/** All that was found right before the command may start. */
interface Prepared {
  subject: Subject
  partition: string
  input: LocatedInput | null
  output: { path: string; before: FilesThen } | null
  csv: CsvHints
  destination: Destination
  launcher: string | null
  behaviour: Behaviour
  commit: string | null
  event: RunEvent
  meter: Awaited<ReturnType<typeof findMeterPython>>
  isVerified: boolean
}

/**
 * Runs a command as if it ran alone, and keeps a record of it. The exit code is the command's own: neither what can't
 * be measured nor what can't be kept changes it.
 */
export async function record(options: RecordOptions, outer: Context): Promise<number> {
  const { inherited, env } = inheritedFrom(outer.env)
  using signals = catchSignals(inherited.ignored)
  using measuring = await announceMeasuring()
  const context = { ...outer, env, signal: signals.received }
  const when = context.now()
  const prepared = await prepare(options, when, context)
  const [first] = signals.caught
  if (first) return 128 + SIGNAL_NUMBERS[first]
  const { done: attached, beside } = await besideOthers(measuring, () =>
    execute(options.command, prepared, { inherited, signals }, context),
  )
  const id = newRunId(when)
  const begun = performance.now()
  const output = await outputOf(prepared, attached, context)
  const read = performance.now()
  const { input, partition, subject, launcher, behaviour, isVerified, commit, event } = prepared
  const inputFacts = input ? await inputOfFiles(input, partition, context) : inputOfPartition(partition)
  const trial = trialOf(subject, {
    attached,
    launcher,
    behaviour: behaviour.hash,
    isVerified,
    output,
    signals: signals.caught,
    beside,
  })
  const toolSeconds = { outputs: (read - begun) / 1000, input: (performance.now() - read) / 1000 }
  const entry = buildEntry(subject, {
    id,
    partition,
    commit,
    event,
    input: inputFacts,
    toolSeconds,
    when,
    trial,
  })
  for (const doubt of behaviour.doubts)
    context.terminal.note(`etl-compare: ${subject.job} · ${subject.engine}: ${doubt}`)
  const place = await keepRecord(entry, prepared.destination, context)
  context.terminal.note(
    `etl-compare: recorded ${subject.job} · ${describe(trial, partition)}; ${place}${missingText(prepared)}`,
  )
  noteUnfilled(options.command, context)
  return exitCodeOf(attached.run)
}

/** Everything that a user can get wrong goes wrong here, before the command has started. */
async function prepare(options: RecordOptions, now: Date, context: Context): Promise<Prepared> {
  const { command, engineVersion, scope, ledger, out } = options
  const { job, engine } = requireNames(options)
  requireLabels(labelsOf(options))
  requirePaths({ '--input': options.input, '--output': options.output, '--out': options.out })
  const loaded = await findConfig(options.config)
  const subject = subjectOf(loaded, { job, engine, baseline: options.baseline, size: options.size })
  requireUsableCsv(options, subject.configured?.job.name)
  const csv = parseCsvOption('--csv', options.csv)
  requireUse(csv)
  const partition = options.partition ?? defaultPartition(now)
  const fill = (text: string) => fillTemplate(text, { partition, job, size: subject.size })
  const [input, output] = [options.input, options.output].map((path) => path && requireLocal(fill(path)))
  const destination: Destination = {
    ledger: ledger === undefined && out !== undefined ? null : openLedger(ledger, process.cwd()),
    out: out === undefined ? null : fill(out),
  }
  await requireProgram(command, job, engine, context)
  const run = { argv: command, places: { partition, input, output } }
  const [located, before, code, commit, meter, isVerified] = await Promise.all([
    input ? locateInput(resolve(input), job) : null,
    output ? filesNow(output) : null,
    codeOfSubject(subject, run, context.env),
    currentCommit(loaded?.folder ?? process.cwd()),
    findMeterPython(),
    readVerification(),
  ])
  return {
    subject,
    partition,
    input: located,
    output: output && before ? { path: output, before } : null,
    csv,
    destination,
    launcher: launcherHere(command, scope),
    behaviour: behaviourOf(subject, code, run, engineVersion),
    commit,
    event: await currentEvent(context, 'record'),
    meter,
    isVerified: 'python' in meter && isVerified(PROCESS_METER),
  }
}

/** The path of a variable that is not set would be the folder one is in, or none. */
function requirePaths(options: Readonly<Record<string, string | undefined>>): void {
  for (const [option, value] of Object.entries(options))
    if (value?.trim() === '')
      throw new UserError('optionInvalid', { option, value: '""', expected: 'a path (is its variable set?)' })
}

/** Refuses a dialect that would do nothing, or that would hide what the configuration declares. */
export function requireUsableCsv(
  { csv, output, from }: RecordOptions & { from?: string },
  job?: string,
): void {
  if (csv === undefined) return
  const refuse = (expected: string) =>
    new UserError('optionInvalid', { option: '--csv', value: csv.join(' --csv '), expected })
  if (job !== undefined)
    throw refuse(`left out: job '${job}' is configured, so declare it there, below csv: of the table`)
  if (output === undefined || from !== undefined)
    throw refuse('given with --output and a command: it says how the output is written')
}

/** Options whose text a record, a message or a commit repeats. */
export const labelsOf = ({ job, engine, baseline, partition, size, engineVersion }: RecordOptions) => ({
  '--job': job,
  '--engine': engine,
  '--baseline': baseline,
  '--partition': partition,
  '--size': size,
  '--engine-version': engineVersion,
})

function requireNames({ job, engine, command }: RecordOptions): { job: string; engine: string } {
  const missing = [
    ...(job === undefined ? ['--job'] : []),
    ...(engine === undefined ? ['--engine'] : []),
    ...(command.length === 0 ? ['a command behind --'] : []),
  ]
  if (job === undefined || engine === undefined || missing.length > 0)
    throw new UserError('recordIncomplete', { missing })
  return { job, engine }
}

/** What lies in a store can't be read from here. */
function requireLocal(path: string): string {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(path)) return path
  throw new UserError('recordRemotePath', { path })
}

async function requireProgram(command: string[], job: string, engine: string, { env }: Context) {
  const [program = ''] = command
  if (!(await hasProgram(program, process.cwd(), env.PATH ?? '')))
    throw new UserError('recordCommandMissing', { job, engine, program })
}

function launcherHere(command: readonly string[], scope: RecordOptions['scope']): string | null {
  if (scope === 'whole') return null
  return launcherOf(command) ?? (scope === 'client-only' ? 'the command' : null)
}

async function execute(
  argv: string[],
  { meter }: Prepared,
  { inherited, signals }: { inherited: Inherited; signals: Signals },
  { env, terminal }: Context,
): Promise<AttachedRun> {
  const request = { argv, cwd: process.cwd(), env, inherited }
  if ('python' in meter) return runAttached(meter.python, request, signals)
  terminal.note(
    `etl-compare: CPU and memory are not measured: ${meter.reason}. The command runs all the same.`,
  )
  return runUnmeasured(meter.reason, request, signals)
}

async function outputOf(
  { output, subject, csv }: Prepared,
  { run }: AttachedRun,
  context: Context,
): Promise<OutputResult | null> {
  if (output === null || run.exitCode !== 0) return null
  const result = await recordOutput(output.path, output.before, subject, csv, context)
  if (result.note !== undefined)
    context.terminal.note(`etl-compare: the output has no fingerprint: ${result.note}`)
  for (const text of olderTexts(result.output?.tables ?? {})) context.terminal.note(`etl-compare: ${text}`)
  return result
}

/** What a record lacks that pairs it with another. */
function missingText({ input, output }: Prepared): string {
  const missing = [
    ...(output === null ? ["no --output: parity won't be known"] : []),
    ...(input === null ? ['no --input: the partition stands for it'] : []),
  ]
  return missing.length === 0 ? '' : ` (${missing.join('; ')})`
}

/** Whoever writes `{partition}` into the command expects it to be filled there, as it is in paths and in a configuration. */
function noteUnfilled(command: readonly string[], { terminal }: Context): void {
  const names = unknownPlaceholders(command, []).filter((name) => COMMAND_PLACEHOLDERS.includes(name))
  if (names.length > 0)
    terminal.note(
      `etl-compare: the command was run with ${names.map((name) => `{${name}}`).join(' and ')} as written: only --input, --output and --out are filled`,
    )
}

/** `spark · partition 2026-11-20: ok, 12.3 s, 40 s of CPU, 1.2 GB`. */
function describe(trial: Trial, partition: string): string {
  const { engine, outcome, reason, measures } = trial
  const shown = (['totalMs', 'cpuSeconds', 'peakAnonBytes'] as const).flatMap((name) => {
    const value = measures[name]
    return isMeasured(value) ? `${MEASURES[name].format(value)}${name === 'cpuSeconds' ? ' of CPU' : ''}` : []
  })
  const ended = reason === null ? outcome : `${outcome} (${reason})`
  return [
    [`${engine} · partition ${partition}: ${ended}`, ...shown].join(', '),
    ...disturbanceWords(trial),
  ].join('; ')
}
