import type { Context } from '../../context.ts'
import { invalidOption, UserError } from '../../errors.ts'
import { currentCommit } from '../../files/git.ts'
import { type LocatedPart, locateInput } from '../../inputs/resolve.ts'
import { openLedger } from '../../ledger/open.ts'
import { fillTemplate } from '../../plan/template.ts'
import { REPLACED } from '../../runners/process/as-came.ts'
import { programFile } from '../../runners/process/program.ts'
import { isLakeName } from '../../tables/readers/lake/lake-name.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'
import { givenPath, pathsOf } from '../input/input-paths.ts'
import { configHere, type LoadedConfig } from '../plan/load-config.ts'
import type { AskedRecord } from './asked.ts'
import { type Behaviour, behaviourOf, codeOfRun } from './behaviour.ts'
import { identifyRecorded, type RunIdentity } from './identity.ts'
import type { Destination } from './keep.ts'
import type { LakesBefore } from './lake-output.ts'
import type { WrittenOutput } from './output.ts'

/** All that was found right before the command may start; what can wait is found once it has ended. */
export interface PreparedRecord {
  asked: AskedRecord
  identity: RunIdentity
  /** Each of the job's inputs; null where the partition has to stand for them. */
  input: LocatedPart[] | null
  output: WrittenOutput | null
  destination: Destination
  behaviour: Behaviour
  /** Not waited for before the command: git may hang. */
  commit: Promise<string | null>
}

/**
 * Finds whose run a command is, by the configuration and the files that are there now.
 *
 * @throws what keeps the run from being known for one of its engine; its command runs all the same
 */
export async function prepareRecord(asked: AskedRecord, context: Context): Promise<PreparedRecord> {
  const { command, job, partition, ledger, csv } = asked
  const loaded = await configHere(asked.config)
  const identity = await identifyRecorded(loaded, asked)
  const commit = currentCommit(loaded?.folder ?? process.cwd())
  if (csv?.length && identity.configured)
    throw invalidOption(
      '--csv',
      csv.join(' --csv '),
      `left out: job '${job}' is configured, so declare it there, below csv: of the table`,
    )
  await requireProgram(asked, context.env)
  const pathOf = (text: string | undefined) =>
    text === undefined ? undefined : fillTemplate(text, { partition, job, size: identity.size })
  const [input, output, out] = [asked.input, asked.output, asked.out].map(pathOf)
  const run = { argv: command, places: { partition, input, output } }
  const lakesThen = output ? lakesOf(output, identity, loaded, context) : null
  const [located, lakes, before, code] = await Promise.all([
    inputsAt(input, identity, partition, context),
    lakesThen,
    output ? filesBefore(output, lakesThen, context) : null,
    codeOfRun(identity, run, context.env),
  ])
  return {
    asked,
    identity,
    input: located,
    output: output && before ? { path: output, before, csv: asked.dialect, lakes } : null,
    destination: {
      ledger: ledger === undefined && out !== undefined ? null : openLedger(ledger, process.cwd()),
      out: out ?? null,
    },
    behaviour: behaviourOf(identity, code, run, asked.engineVersion),
    commit,
  }
}

/** One whose name is no UTF-8 is left to the meter, which has its bytes. */
async function requireProgram(
  { command: [program = ''], job, engine }: AskedRecord,
  { PATH = '' }: NodeJS.ProcessEnv,
): Promise<void> {
  if (program.includes(REPLACED) || (await programFile(program, process.cwd(), PATH))) return
  throw new UserError('recordCommandMissing', { job, engine, program })
}

/**
 * The files of the input that was named, else of those that the configuration names. Of one that is not there, or can't be
 * looked at, nothing is known but its partition.
 */
async function inputsAt(
  path: string | undefined,
  { job, size, configured }: RunIdentity,
  partition: string,
  { terminal }: Context,
): Promise<LocatedPart[] | null> {
  const known = configured
    ? pathsOf({ job: configured.job, size, partition, given: undefined }, configured.folder)
    : []
  const wanted = path === undefined ? known : givenPath(path)
  if (wanted.length === 0) return null
  try {
    return await Promise.all(
      wanted.map(async ({ name, path }) => ({ ...(await locateInput(path, { job, input: name })), name })),
    )
  } catch (error) {
    terminal.note(`etl-compare: ${(error as Error).message} Until then, the partition identifies the input.`)
    return null
  }
}

/** Only who writes to a lakehouse or a bucket waits for what reads it. */
async function lakesOf(
  output: string,
  identity: RunIdentity,
  loaded: LoadedConfig | undefined,
  context: Context,
): Promise<LakesBefore | null> {
  const declared = Object.values(identity.configured?.job.tables ?? {})
  const isElsewhere = isLakeName(output) || isObjects(output)
  if (!isElsewhere && declared.every(({ lake }) => lake === undefined)) return null
  const { lakesBefore } = await import('./lake-output.ts')
  return lakesBefore(output, declared, loaded, context)
}

async function filesBefore(
  output: string,
  lakes: Promise<LakesBefore | null> | null,
  context: Context,
): Promise<WrittenOutput['before']> {
  const access = isObjects(output) && (await lakes)?.access
  if (access) return (await import('./lake-output.ts')).objectsBefore(output, access, context)
  const { filesNow } = await import('../../tables/written.ts')
  return filesNow(output)
}
