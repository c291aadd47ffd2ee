import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../adapters/files/digest.ts'
import { writeAtomically } from '../../adapters/files/write-atomically.ts'
import type { Entry } from '../../adapters/ledger/ledger.ts'
import { openLedger } from '../../adapters/ledger/open.ts'
import type { Context, ExitCode } from '../../context.ts'
import { unmeasured } from '../../core/measures/measure.ts'
import { type MeasuredResult, parseResults } from '../../core/record/result.ts'
import type { RunRecord, Trial } from '../../core/record/schema.ts'
import { noUsage, ofOnePart } from '../../core/record/usage.ts'
import { UserError } from '../../errors.ts'
import { buildEntry } from './build.ts'
import { inputOfKey } from './input.ts'
import type { RecordOptions } from './record.ts'
import { behaviourOf, findConfig, type Subject, subjectOf } from './subject.ts'
import { LONE } from './trial.ts'

export interface ResultsOptions extends RecordOptions {
  from: string
}

const NOT_TOLD = 'the platform did not tell'
const STAMP_LENGTH = '2026-11-20T03:17:00'.length

/** `record --from`: results that another platform measured, one record each. Once kept, a result stays as it is. */
export async function recordResults(options: ResultsOptions, { terminal }: Context): Promise<ExitCode> {
  if (options.command.length > 0)
    throw new UserError('optionInvalid', {
      option: '--from',
      value: options.from,
      expected: 'given without a command: it takes results of runs that are over',
    })
  const results = await readResults(options.from)
  const loaded = await findConfig(options.config)
  const entries: Entry[] = []
  for (const [index, result] of results.entries()) {
    const { job, engine } = namesOf(result, options, index)
    const size = result.size ?? options.size
    const subject = subjectOf(loaded, { job, engine, baseline: options.baseline, size })
    entries.push(await entryOf(subject, result, options))
  }
  const fresh = options.out === undefined ? entries : await writeAll(entries, options.out)
  if (options.ledger === undefined && options.out !== undefined) {
    terminal.print(`${entries.length} of ${results.length} results written: ${options.out}`)
    return 0
  }
  const ledger = openLedger(options.ledger, process.cwd())
  const known = new Set((await ledger.read()).records.map(({ id }) => id))
  const unknown = fresh.filter(({ record }) => !known.has(record.id))
  if (unknown.length > 0) await ledger.add(unknown)
  terminal.print(`${unknown.length} of ${results.length} results added: ${await ledger.place()}`)
  return 0
}

async function readResults(path: string): Promise<MeasuredResult[]> {
  const json: unknown = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text))
    .catch((error: Error) => {
      throw new UserError('resultsUnreadable', { path, detail: error.message.split('\n')[0] ?? '' })
    })
  const parsed = parseResults(json)
  if ('problems' in parsed) throw new UserError('resultsInvalid', { path, problems: parsed.problems })
  return parsed.results
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

async function entryOf(subject: Subject, result: MeasuredResult, options: ResultsOptions): Promise<Entry> {
  const when = new Date(result.started)
  const key = result.key ?? options.key ?? when.toISOString().slice(0, 10)
  const version = result.version ?? options.engineVersion
  const behaviour = await behaviourOf(subject, version, [subject.engine], { key })
  return buildEntry(subject, {
    id: idOf(subject, key, when, result),
    key,
    when,
    commit: null,
    input: inputOf(result, key),
    toolSeconds: {},
    trial: trialOf(subject, result, behaviour),
  })
}

/** Of the result alone, so that an export that is read again adds nothing twice. */
function idOf({ job, engine, size }: Subject, key: string, when: Date, result: MeasuredResult): string {
  const iso = when.toISOString()
  const stamp = `${iso.slice(0, STAMP_LENGTH).replace(/[-:]/g, '')}Z`
  return `${stamp}-${sha256(JSON.stringify([job, engine, size, key, iso, result])).slice(0, 8)}`
}

function inputOf({ input }: MeasuredResult, key: string): RunRecord['input'] {
  const { sha256: hash, bytes = 0 } = input ?? {}
  return hash === undefined
    ? { ...inputOfKey(key), bytes }
    : { source: 'told', sha256: hash, bytes, files: 0 }
}

function trialOf({ engine, role }: Subject, result: MeasuredResult, behaviour: string): Trial {
  const { outcome, reason = null, host, tables = {} } = result
  const part = measuresOf(result)
  return {
    engine,
    role,
    ...LONE,
    outcome,
    reason: reason ?? (outcome === 'ok' ? null : NOT_TOLD),
    runner: 'remote',
    meter: 'unverified',
    limitsEnforced: { value: null, reason: NOT_TOLD },
    host: {
      cpuModel: 'unknown',
      cores: host?.cores ?? null,
      memoryBytes: host?.memoryBytes ?? null,
      kernel: 'unknown',
      class: host?.class ?? 'unknown',
      cgroup: 'none',
    },
    behaviour,
    quiet: null,
    steps: [
      {
        name: 'main',
        outcome,
        exitCode: null,
        imageDigest: null,
        versions: {},
        parts: [{ name: 'service', scope: 'whole', measures: part }],
        stages: [],
      },
    ],
    measures: ofOnePart(part),
    tables,
    samples: null,
  }
}

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

/** One record is a file, several are `<out>/<id>/run.json`, as `ledger add` finds them. */
async function writeAll(entries: readonly Entry[], out: string): Promise<readonly Entry[]> {
  for (const { record, text } of entries)
    await writeAtomically(entries.length === 1 ? out : join(out, record.id, 'run.json'), text)
  return entries
}
