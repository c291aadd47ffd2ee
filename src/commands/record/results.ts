import { readFile } from 'node:fs/promises'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import type { Entry } from '../../ledger/ledger.ts'
import { openLedger } from '../../ledger/open.ts'
import { unmeasured } from '../../model/measures/measure.ts'
import { neverCounts, type RunEvent } from '../../model/record/event.ts'
import { type MeasuredResult, parseResults } from '../../model/record/result.ts'
import type { Host, RunRecord, StepRecord, Trial } from '../../model/record/schema.ts'
import { measuresOfSteps, noUsage } from '../../model/record/usage.ts'
import { UNKNOWN_CLASS } from '../../verdict/evidence/machines.ts'
import type { VisibleCode } from '../../workflow/engine/code.ts'
import { requireLabels } from '../../workflow/plan/labels.ts'
import { findConfig } from '../../workflow/plan/load-config.ts'
import { buildEntry } from '../../workflow/record/build.ts'
import { currentEvent } from '../../workflow/record/event.ts'
import { addRuns, type Imported, writeRuns } from '../../workflow/record/import.ts'
import { inputOfPartition } from '../../workflow/record/input.ts'
import { behaviourOf, codeOfSubject, type Subject, subjectOf } from '../../workflow/record/subject.ts'
import { LONE } from '../../workflow/record/trial.ts'
import { labelsOf, type RecordOptions, requireUsableCsv } from './record.ts'

export interface ResultsOptions extends RecordOptions {
  from: string
}

const NOT_TOLD = 'the platform did not tell'
const DAY_MS = 86_400_000
const STAMP_LENGTH = '2026-11-20T03:17:00'.length

/** `record --from`: results that another platform measured, one record each. Once kept, a run's stays as it is. */
export async function recordResults(options: ResultsOptions, context: Context): Promise<ExitCode> {
  if (options.command.length > 0)
    throw new UserError('optionInvalid', {
      option: '--from',
      value: options.from,
      expected: 'given without a command: it takes results of runs that are over',
    })
  requireUsableCsv(options)
  requireLabels(labelsOf(options))
  const results = await readResults(options.from)
  requirePast(results, options.from, context.now())
  const loaded = await findConfig(options.config)
  const event = await currentEvent(context, 'record')
  const recordedAt = context.now()
  const imported: Imported[] = []
  const codes = new Map<string, VisibleCode | null>()
  const doubted = new Set<string>()
  for (const [index, result] of results.entries()) {
    const { job, engine } = namesOf(result, options, index)
    const size = result.size ?? options.size
    const subject = subjectOf(loaded, { job, engine, baseline: options.baseline, size })
    const name = `${job} · ${engine}`
    const code = codes.get(name) ?? (await codeOfSubject(subject, null, context.env))
    codes.set(name, code)
    const { entry, doubts } = entryOf(subject, code, result, options, { event, recordedAt })
    for (const doubt of doubts) doubted.add(`etl-compare: ${name}: ${doubt}`)
    imported.push({ index, entry, isConfigured: subject.configured !== null })
  }
  const { terminal } = context
  for (const doubt of doubted) terminal.note(doubt)
  if (options.out !== undefined) {
    const written = await writeRuns(imported, options.out, terminal)
    terminal.print(`${written} of ${results.length} results written: ${options.out}`)
    if (options.ledger === undefined) return 0
  }
  const ledger = openLedger(options.ledger, process.cwd())
  const added = await addRuns(imported, ledger, terminal)
  terminal.print(`${added} of ${results.length} results added: ${await ledger.place()}`)
  return 0
}

async function readResults(path: string): Promise<MeasuredResult[]> {
  const json: unknown = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text))
    .catch((error: Error) => {
      throw new UserError('resultsUnreadable', { path, detail: error.message })
    })
  const parsed = parseResults(json)
  if ('problems' in parsed) throw new UserError('resultsInvalid', { path, problems: parsed.problems })
  return parsed.results
}

/** A platform's clock, or a zone by hand, may be hours ahead; what is more than a day ahead is a slip. */
function requirePast(results: readonly MeasuredResult[], path: string, now: Date): void {
  const latest = now.getTime() + DAY_MS
  const problems = results.flatMap(({ started }, index) =>
    Date.parse(started) > latest
      ? [{ index, key: 'started', message: `${started} is in the future: fix its date` }]
      : [],
  )
  if (problems.length > 0) throw new UserError('resultsInvalid', { path, problems })
}

function namesOf(result: MeasuredResult, options: ResultsOptions, index: number) {
  const { job = options.job, engine = options.engine } = result
  const missing = (key: string) => ({ index, key, message: `is missing: add it, or give --${key}` })
  if (job !== undefined && engine !== undefined) return { job, engine }
  const problems = [
    ...(job === undefined ? [missing('job')] : []),
    ...(engine === undefined ? [missing('engine')] : []),
  ]
  throw new UserError('resultsInvalid', { path: options.from, problems })
}

function entryOf(
  subject: Subject,
  code: VisibleCode | null,
  result: MeasuredResult,
  options: ResultsOptions,
  taken: { event: RunEvent; recordedAt: Date },
): { entry: Entry; doubts: string[] } {
  const when = new Date(result.started)
  const partition = result.partition ?? options.partition ?? when.toISOString().slice(0, 10)
  const version = result.version ?? options.engineVersion
  const { hash, doubts } = behaviourOf(
    subject,
    code,
    { argv: [subject.engine], places: { partition } },
    version,
  )
  const entry = buildEntry(subject, {
    ...taken,
    id: idOf(subject, partition, when, taken.event),
    partition,
    when,
    commit: null,
    input: inputOf(result, partition),
    toolSeconds: {},
    trial: trialOf(subject, result, hash),
  })
  return { entry, doubts }
}

/**
 * Of what tells a run from others, so that an export that is read again, with more known, adds nothing twice. What
 * never counts has another, and is in nobody's way.
 */
function idOf({ job, engine, size }: Subject, partition: string, when: Date, event: RunEvent): string {
  const iso = when.toISOString()
  const run = [job, engine, size, partition, iso, ...(neverCounts(event) ? [event] : [])]
  const stamp = `${iso.slice(0, STAMP_LENGTH).replace(/[-:]/g, '')}Z`
  return `${stamp}-${sha256(JSON.stringify(run)).slice(0, 8)}`
}

function inputOf({ input }: MeasuredResult, partition: string): RunRecord['input'] {
  const { sha256: hash, bytes = 0 } = input ?? {}
  return hash === undefined
    ? { ...inputOfPartition(partition), bytes }
    : { source: 'told', sha256: hash, bytes, files: 0 }
}

function trialOf({ engine, role }: Subject, result: MeasuredResult, behaviour: string): Trial {
  const { outcome, reason = null, tables = {} } = result
  const host = hostOf(result)
  const step: StepRecord = {
    name: 'main',
    outcome,
    exitCode: null,
    imageDigest: null,
    versions: {},
    parts: [{ name: 'service', scope: 'whole', host, measures: measuresOf(result) }],
    stages: [],
  }
  return {
    engine,
    role,
    ...LONE,
    outcome,
    reason: reason ?? (outcome === 'ok' ? null : NOT_TOLD),
    runner: 'remote',
    meter: 'unverified',
    limitsEnforced: { value: null, reason: NOT_TOLD },
    host,
    behaviour,
    quiet: null,
    steps: [step],
    measures: measuresOfSteps([step]),
    tables,
    samples: null,
  }
}

const hostOf = ({ host }: MeasuredResult): Host => ({
  cpuModel: 'unknown',
  cores: host?.cores ?? null,
  memoryBytes: host?.memoryBytes ?? null,
  kernel: 'unknown',
  class: host?.class ?? UNKNOWN_CLASS,
  cgroup: 'none',
})

/** What isn't work, of the total, is the start: waiting for machines and bringing them up. */
function measuresOf({
  seconds,
  cpuSeconds,
  peakBytes,
  readBytes,
  writtenBytes,
}: MeasuredResult): Trial['measures'] {
  const { total, work } = seconds
  return {
    pullMs: unmeasured(NOT_TOLD),
    startMs: work === undefined ? unmeasured(`${NOT_TOLD}: it is part of the work`) : (total - work) * 1000,
    initMs: unmeasured(`${NOT_TOLD}: it is part of the work`),
    workMs: (work ?? total) * 1000,
    ...noUsage(NOT_TOLD),
    ...(cpuSeconds !== undefined && { cpuSeconds }),
    ...(peakBytes !== undefined && { peakAnonBytes: peakBytes }),
    ...(readBytes !== undefined && { readBytes }),
    ...(writtenBytes !== undefined && { writtenBytes }),
  }
}
