import { UserError } from '../errors.ts'
import { isMeasured } from '../model/measures/measure.ts'
import { MEASURES } from '../model/measures/registry.ts'
import type { RunRecord, Trial } from '../model/record/schema.ts'
import { COMMAND_PLACEHOLDERS, unknownPlaceholders } from '../plan/template.ts'
import { shellWord } from '../text/shell.ts'
import { disturbanceWords } from './comparison/machine.ts'

/**
 * What was recorded, in one line: `recorded orders · spark · partition 2026-11-20: ok, 12.3 s, 40 s of CPU, 1.2 GB;
 * folder ledger`.
 *
 * @param place where it is kept
 * @param given what pairs the record with another, as options name it
 */
export function recordedText(
  { job, partition, input }: RunRecord,
  trial: Trial,
  place: string,
  given: { input?: string; output?: string },
): string {
  const { engine, outcome, reason, measures } = trial
  const shown = (['totalMs', 'cpuSeconds', 'peakAnonBytes'] as const).flatMap((name) => {
    const value = measures[name]
    return isMeasured(value) ? `${MEASURES[name].format(value)}${name === 'cpuSeconds' ? ' of CPU' : ''}` : []
  })
  const ended = reason === null ? outcome : `${outcome} (${reason})`
  const lacking = [
    ...(given.output === undefined ? ['no --output: parity will not be known'] : []),
    ...(given.input === undefined && input.source === 'partition'
      ? ['no --input: the partition identifies it']
      : []),
  ]
  return [
    [`recorded ${job} · ${engine} · partition ${partition}: ${ended}`, ...shown].join(', '),
    ...disturbanceWords(trial),
    lacking.length === 0 ? place : `${place} (${lacking.join('; ')})`,
  ].join('; ')
}

/** Why a run has no record: a problem of this machine's, or with its stack a bug of this tool's. */
export function problemText(error: Error): string {
  const isKnown = error instanceof UserError || 'code' in error
  return `the run is not recorded: ${isKnown ? error.message : `this is a bug in etl-compare: ${error.stack}`}`
}

/**
 * Where the result of a run is that has no record, and how to make it one.
 *
 * @param path undefined where no file could be written
 * @param text the result itself
 * @param options with which it is to be added
 */
export function asideText(
  path: string | undefined,
  text: string,
  options: Readonly<Partial<Record<'config' | 'baseline' | 'ledger' | 'out', string | undefined>>>,
): string {
  if (path === undefined) return `no file could be written; this is the result for record --from:\n${text}`
  const given = (['config', 'baseline', 'ledger', 'out'] as const).flatMap((name) => {
    const value = options[name]
    return value === undefined ? [] : [`--${name} ${shellWord(value)}`]
  })
  const command = ['etl-compare record', `--from ${shellWord(path)}`, ...given].join(' ')
  return `its result is saved at ${path}. Once that is fixed, add it before the engine's code changes: ${command}`
}

/** An output that was nowhere before the command and after it: the path may be wrong, and then the record is. */
export const missingText = (output: string, path: string): string =>
  `${output} did not exist before the command and does not exist after it, so the run counts as failed. If the command writes elsewhere, fix --output, remove ${path} from the ledger, and record again`

/** Of a command that was waited for, though whoever could tell its exit code was killed. */
export const endUnknownText = (code: number): string =>
  `the meter and its keeper were killed. The command has ended, but its exit code is unknown: ${code} stands for it`

/** Whoever writes `{partition}` into the command expects it to be filled there, as it is in paths and in a configuration. */
export function unfilledText(command: readonly string[]): string | undefined {
  const names = unknownPlaceholders(command, []).filter((name) => COMMAND_PLACEHOLDERS.includes(name))
  if (names.length === 0) return undefined
  return `the command received ${names.map((name) => `{${name}}`).join(' and ')} unchanged: placeholders work only in --input, --output and --out`
}
