import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { invalidOption, UserError } from '../../errors.ts'
import { currentCommit } from '../../files/git.ts'
import { type LocatedInput, locateInput } from '../../inputs/resolve.ts'
import { openLedger } from '../../ledger/open.ts'
import { launcherOf } from '../../model/record/launcher.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { fillTemplate } from '../../plan/template.ts'
import { hasProgram } from '../../runners/process/program.ts'
import { optionName } from '../../text/text.ts'
import { missingOptions, requireLabels } from '../plan/labels.ts'
import { findConfig } from '../plan/load-config.ts'
import { type Behaviour, behaviourOf, codeOfRun } from './behaviour.ts'
import { identifyRun, type RunIdentity } from './identity.ts'
import type { Destination } from './keep.ts'
import type { WrittenOutput } from './output.ts'
import type { RecordRequest } from './request.ts'

/** All that was found right before the command may start; what can wait is found once it has ended. */
export interface PreparedRecord {
  command: string[]
  when: Date
  identity: RunIdentity
  partition: string
  input: LocatedInput | null
  output: WrittenOutput | null
  destination: Destination
  /** Program that has the work done elsewhere; null where it is done here. */
  launcher: string | null
  behaviour: Behaviour
  commit: string | null
}

/**
 * Everything that a user can get wrong goes wrong here, before the command has started.
 *
 * @throws UserError
 */
export async function prepareRecord(request: RecordRequest, context: Context): Promise<PreparedRecord> {
  const when = context.now()
  const { command, engineVersion, ledger } = request
  const { job, engine } = requireComplete(request)
  requireLabels({ partition: request.partition, engineVersion })
  const loaded = await findConfig(request.config)
  const identity = await identifyRun(loaded, { ...request, job, engine })
  const csv = await csvOf(request, identity)
  const partition = request.partition ?? defaultPartition(when)
  const fill = (text: string) => fillTemplate(text, { partition, job, size: identity.size })
  const pathOf = (name: 'input' | 'output' | 'out') => localPath(name, request[name], fill)
  const [input, output, out] = [pathOf('input'), pathOf('output'), pathOf('out')]
  const destination: Destination = {
    ledger: ledger === undefined && out !== undefined ? null : openLedger(ledger, process.cwd()),
    out: out ?? null,
  }
  const [program = ''] = command
  if (!(await hasProgram(program, process.cwd(), context.env.PATH ?? '')))
    throw new UserError('recordCommandMissing', { job, engine, program })
  const run = { argv: command, places: { partition, input, output } }
  const [located, before, code, commit] = await Promise.all([
    input ? locateInput(resolve(input), job) : null,
    output ? filesBefore(output) : null,
    codeOfRun(identity, run, context.env),
    currentCommit(loaded?.folder ?? process.cwd()),
  ])
  return {
    command,
    when,
    identity,
    partition,
    input: located,
    output: output && before ? { path: output, before, csv } : null,
    destination,
    launcher: launcherHere(request),
    behaviour: behaviourOf(identity, code, run, engineVersion),
    commit,
  }
}

function requireComplete({ job, engine, command }: RecordRequest): { job: string; engine: string } {
  if (job !== undefined && engine !== undefined && command.length > 0) return { job, engine }
  const missing = missingOptions({ job, engine })
  throw new UserError('recordIncomplete', {
    missing: command.length > 0 ? missing : [...missing, 'a command after --'],
  })
}

/** A path with its placeholders filled. That of a variable which is not set would be the folder one is in, or none. */
function localPath(
  name: string,
  text: string | undefined,
  fill: (text: string) => string,
): string | undefined {
  if (text === undefined) return undefined
  if (text.trim() === '') throw invalidOption(optionName(name), '""', 'a path (is its variable set?)')
  const path = fill(text)
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(path)) throw new UserError('recordRemotePath', { path })
  return path
}

/** A dialect that would do nothing, or would hide what the configuration declares, is refused. */
async function csvOf(
  { csv = [], output }: RecordRequest,
  { configured, job }: RunIdentity,
): Promise<WrittenOutput['csv']> {
  if (csv.length === 0) return {}
  if (configured)
    throw invalidOption(
      '--csv',
      csv.join(' --csv '),
      `left out: job '${job}' is configured, so declare it there, below csv: of the table`,
    )
  const { idleCsv, parseCsvOption, requireUse } = await import('../input/csv-option.ts')
  if (output === undefined) throw idleCsv(csv)
  const parsed = parseCsvOption('--csv', csv)
  requireUse(parsed)
  return parsed
}

async function filesBefore(output: string): Promise<WrittenOutput['before']> {
  const { filesNow } = await import('../../tables/written.ts')
  return filesNow(output)
}

function launcherHere({ command, scope }: RecordRequest): string | null {
  if (scope === 'whole') return null
  return launcherOf(command) ?? (scope === 'client-only' ? 'the command' : null)
}
