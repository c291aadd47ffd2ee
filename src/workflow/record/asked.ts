import type { Context } from '../../context.ts'
import { invalidOption, UserError } from '../../errors.ts'
import { requireLocation } from '../../ledger/open.ts'
import { launcherOf } from '../../model/record/launcher.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { REPLACED } from '../../runners/process/as-came.ts'
import type { CsvHints } from '../../tables/readers/csv-hints.ts'
import { isLakeName, parseLakeName } from '../../tables/readers/lake/lake-name.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'
import { optionName } from '../../text/text.ts'
import { missingOptions, requireLabels } from '../plan/labels.ts'
import { requireNamed } from './identity.ts'
import type { RecordRequest } from './request.ts'

/** A command to record, as its options alone say it. */
export interface AskedRecord extends RecordRequest {
  job: string
  engine: string
  partition: string
  /** How CSV files are written, as far as `--csv` says so. */
  dialect: CsvHints
  /** Program that has the work done elsewhere; null where it is done here. */
  launcher: string | null
  when: Date
}

/**
 * Everything that the options alone can say wrong goes wrong here, in front of whoever writes them. What depends on any file
 * must not: files change while the options in a crontab stay.
 *
 * @throws UserError
 */
export async function readRequest(request: RecordRequest, context: Context): Promise<AskedRecord> {
  const { job, engine, baseline, size, engineVersion, ledger, output } = request
  requireUtf8(request)
  if (job === undefined || engine === undefined || request.command.length === 0) throw incomplete(request)
  requireLabels({ partition: request.partition, engineVersion })
  requireNamed({ job, engine, baseline, size })
  for (const name of ['config', 'input', 'output', 'out'] as const) requireWritten(name, request[name])
  for (const name of ['input', 'out'] as const) requireLocal(request[name])
  requirePlace(output)
  if (ledger !== undefined) requireLocation(ledger)
  const dialect = await dialectOf(request)
  const when = context.now()
  const partition = request.partition ?? defaultPartition(when)
  return {
    ...request,
    job,
    engine,
    partition,
    dialect,
    launcher: launcherHere(request),
    when,
  }
}

function incomplete({ job, engine, command }: RecordRequest): UserError {
  const missing = missingOptions({ job, engine })
  return new UserError('recordIncomplete', {
    missing: command.length > 0 ? missing : [...missing, 'a command after --'],
  })
}

/** Node knows an option by its text alone: what else its bytes name could not be found. */
function requireUtf8(options: RecordRequest): void {
  for (const [name, value] of Object.entries(options))
    if (typeof value === 'string' && value.includes(REPLACED))
      throw invalidOption(optionName(name), value, 'UTF-8')
}

/** The path of a variable that is not set would be the folder one is in, or none. */
function requireWritten(name: string, path: string | undefined): void {
  if (path?.trim() === '') throw invalidOption(optionName(name), '""', 'a path (is its variable set?)')
}

function requireLocal(path: string | undefined): void {
  if (path !== undefined && /^[a-z][a-z\d+.-]*:\/\//i.test(path))
    throw new UserError('recordRemotePath', { path })
}

/** An output may also be in a lakehouse, or in a bucket. */
function requirePlace(output: string | undefined): void {
  if (output === undefined) return
  if (isLakeName(output)) parseLakeName(output)
  else if (!isObjects(output)) requireLocal(output)
  else if (!/^s3:\/\/[^/]/.test(output)) throw invalidOption('--output', output, 's3://BUCKET/PREFIX')
}

/** A dialect that would do nothing is refused. */
async function dialectOf({ csv = [], output }: RecordRequest): Promise<CsvHints> {
  if (csv.length === 0) return {}
  const { idleCsv, parseCsvOption, requireUse } = await import('../input/csv-option.ts')
  if (output === undefined) throw idleCsv(csv)
  const parsed = parseCsvOption('--csv', csv)
  requireUse(parsed)
  return parsed
}

function launcherHere({ command, scope }: RecordRequest): string | null {
  if (scope === 'whole') return null
  return launcherOf(command) ?? (scope === 'client-only' ? 'the command' : null)
}
