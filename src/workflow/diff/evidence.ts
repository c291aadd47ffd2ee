import type { Context } from '../../context.ts'
import { invalidOption, UserError } from '../../errors.ts'
import { currentCommit } from '../../files/git.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { openLedger } from '../../ledger/open.ts'
import { fitRecord } from '../../model/record/fit.ts'
import type { Parity, RunRecord, StoredTable } from '../../model/record/schema.ts'
import type { Side } from '../../model/record/sides.ts'
import { parityOf } from '../../parity/finding.ts'
import type { ComparedPair } from '../../render/differences/diff-page.ts'
import { outputsStored } from '../../verdict/evidence/kept-diff.ts'
import { missingOptions, requireLabels } from '../plan/labels.ts'
import { isReadByLibrary } from '../plan/lakes.ts'
import { findConfig, type LoadedConfig } from '../plan/load-config.ts'
import { selectJobs } from '../plan/select.ts'
import { currentEvent } from '../record/event.ts'
import { identifyRun, type RunIdentity } from '../record/identity.ts'
import { inputOfPartition } from '../record/input.ts'
import { keepRecord } from '../record/keep.ts'
import { buildRecord, newRunId } from '../record/run-record.ts'
import { SOLO } from '../record/trial.ts'
import type { Known } from './known-output.ts'

/** Of which job and engine the two sides are; with `keep`, the comparison is evidence. */
export interface EvidenceOptions {
  job?: string
  engine?: string
  /** The piece of input that both outputs are of. */
  keep?: string
  baseline?: string
  config?: string
  ledger?: string
}

/** Whose outputs are compared, and what of them is kept. */
export interface Subject {
  identity: RunIdentity
  /** Null where nothing is to be kept. */
  kept: Kept | null
}

/** Where a comparison will be kept, and as what. */
export interface Kept {
  partition: string
  ledger: Ledger
  commit: string | null
  event: RunRecord['event']
  /** What runs of each side left, as the ledger knows it; null where it could not be read. */
  stored: Record<Side, Record<string, StoredTable>[]> | null
}

/**
 * All that a user can get wrong goes wrong here, before anything is compared.
 *
 * @returns null where the sides are of no job
 * @throws UserError
 */
export async function subjectOf(
  options: EvidenceOptions & { a: string; b: string },
  context: Context,
): Promise<Subject | null> {
  const { job, keep: partition, baseline, config, ledger: place } = options
  // Else it is of the job.
  const ofJob = [options.a, options.b].some(isReadByLibrary) ? undefined : config
  const given = [job, options.engine, partition, baseline, place, ofJob]
  if (given.every((each) => each === undefined)) return null
  const loaded = await findConfig(config)
  const mayKeepNothing = job !== undefined && loaded !== undefined && place === undefined
  const engine = options.engine ?? (mayKeepNothing && !partition ? firstCandidate(loaded, job) : undefined)
  if (job === undefined || engine === undefined || (partition === undefined && !mayKeepNothing))
    throw new UserError('diffIncomplete', { missing: missingOptions({ job, engine, keep: partition }) })
  const identity = await identifyRun(loaded, { job, engine, baseline })
  if (identity.role === 'baseline')
    throw invalidOption('--engine', engine, `a candidate: ${engine} is the baseline of job '${job}'`)
  if (partition === undefined) return { identity, kept: null }
  requireLabels({ keep: partition })
  const ledger = openLedger(place, process.cwd(), context.signal)
  const kept = {
    partition,
    ledger,
    commit: await currentCommit(loaded?.folder ?? process.cwd()),
    event: await currentEvent(context, 'record'),
    stored: await storedFor(identity, partition, ledger, context),
  }
  return { identity, kept }
}

/** Whose output `b` is where nothing is kept of it: then only the configuration of the tables matters. */
function firstCandidate({ config, path }: LoadedConfig, name: string): string | undefined {
  const [job] = selectJobs(config, [name], path)
  return Object.keys(job?.engines ?? {}).find((engine) => engine !== job?.baseline)
}

async function storedFor(
  { job, baseline, engine }: RunIdentity,
  partition: string,
  ledger: Ledger,
  { terminal, signal }: Context,
): Promise<Kept['stored']> {
  try {
    const { records } = await ledger.read()
    const of = (name: string) => outputsStored(records, { job, partition }, name)
    return { baseline: of(baseline), candidate: of(engine) }
  } catch (error) {
    signal.throwIfAborted()
    terminal.note(`etl-compare: the ledger could not be read: ${(error as Error).message}`)
    return null
  }
}

/** What was found, of which outputs. */
export interface Found {
  compared: readonly ComparedPair[]
  of: Record<Side, Known>
  seconds: number
}

/** Keeps what was found as a record without trials, and says where it went. No value of any row is in it. */
export async function keepFound(
  identity: RunIdentity,
  { partition, commit, event, ledger, stored }: Kept,
  found: Found,
  context: Context,
): Promise<void> {
  if (found.compared.some(({ pair }) => pair.problem))
    return context.terminal.note('etl-compare: nothing was kept, because a table could not be compared')
  const when = context.now()
  const entry = fitRecord(
    buildRecord(identity, {
      id: newRunId(when),
      partition,
      commit,
      event,
      when,
      input: inputOfPartition(partition),
      toolSeconds: { parity: found.seconds },
      limits: SOLO.limits,
      trials: [],
      parity: parityFound(found),
    }),
  )
  const place = await keepRecord(entry, { ledger, out: null }, context)
  context.terminal.note(
    `etl-compare: kept the comparison of ${identity.job} · ${identity.engine} · partition ${partition}; ${place}`,
  )
  if (!stored) return
  const names = { baseline: identity.baseline, candidate: identity.engine }
  const sides = ['baseline', 'candidate'] as const
  const unknown = sides.filter((side) => !found.of[side].isStored).map((side) => names[side])
  if (unknown.length > 0)
    context.terminal.note(
      `etl-compare: the ledger has no run of ${unknown.join(' and ')} with this output for partition ${partition}. Until it has one, judge cannot use this comparison`,
    )
}

function parityFound({ compared, of: { baseline, candidate } }: Found): Parity {
  const of = { baseline: baseline.fingerprints, candidate: candidate.fingerprints }
  const found = parityOf(
    compared.flatMap(({ comparison }) => comparison?.finding ?? []),
    null,
  )
  const lacking = compared.flatMap(({ pair, comparison }) => (comparison ? [] : [pair.table]))
  if (lacking.length === 0) return { ...found, of }
  const reason = `only one side has ${lacking.join(', ')}`
  return { ...found, outcome: 'different', passes: false, reason, of }
}
