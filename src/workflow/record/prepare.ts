import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { invalidOption, UserError } from '../../errors.ts'
import { currentCommit } from '../../files/git.ts'
import { type LocatedInput, locateInput } from '../../inputs/resolve.ts'
import { openLedger } from '../../ledger/open.ts'
import { readVerification } from '../../machine/verification.ts'
import type { RunEvent } from '../../model/record/event.ts'
import { launcherOf } from '../../model/record/launcher.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { fillTemplate } from '../../plan/template.ts'
import { findMeterPython } from '../../runners/meter/python.ts'
import { hasProgram } from '../../runners/process/program.ts'
import { PROCESS_METER } from '../../runners/process/run.ts'
import { filesNow } from '../../tables/written.ts'
import { optionName } from '../../text/text.ts'
import { idleCsv, parseCsvOption, requireUse } from '../input/csv-option.ts'
import { missingOptions, requireLabels } from '../plan/labels.ts'
import { findConfig } from '../plan/load-config.ts'
import { type Behaviour, behaviourOf, codeOfRun } from './behaviour.ts'
import { currentEvent } from './event.ts'
import { identifyRun, type RunIdentity } from './identity.ts'
import type { Destination } from './keep.ts'
import type { WrittenOutput } from './output.ts'
import type { RecordRequest } from './request.ts'

/** All that was found right before the command may start. */
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
  event: RunEvent
  meter: Awaited<ReturnType<typeof findMeterPython>>
  isVerified: boolean
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
  const identity = identifyRun(loaded, { ...request, job, engine })
  const csv = csvOf(request, identity)
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
  const [located, before, code, commit, meter, isVerified] = await Promise.all([
    input ? locateInput(resolve(input), job) : null,
    output ? filesNow(output) : null,
    codeOfRun(identity, run, context.env),
    currentCommit(loaded?.folder ?? process.cwd()),
    findMeterPython(),
    readVerification(),
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
    event: await currentEvent(context, 'record'),
    meter,
    isVerified: 'python' in meter && isVerified(PROCESS_METER),
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
function csvOf({ csv = [], output }: RecordRequest, { configured, job }: RunIdentity): WrittenOutput['csv'] {
  if (csv.length > 0 && configured)
    throw invalidOption(
      '--csv',
      csv.join(' --csv '),
      `left out: job '${job}' is configured, so declare it there, below csv: of the table`,
    )
  if (csv.length > 0 && output === undefined) throw idleCsv(csv)
  const parsed = parseCsvOption('--csv', csv)
  requireUse(parsed)
  return parsed
}

function launcherHere({ command, scope }: RecordRequest): string | null {
  if (scope === 'whole') return null
  return launcherOf(command) ?? (scope === 'client-only' ? 'the command' : null)
}
