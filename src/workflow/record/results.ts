import type { Context } from '../../context.ts'
import { sha256 } from '../../files/digest.ts'
import { neverCounts, type RunEvent } from '../../model/record/event.ts'
import type { Trial } from '../../model/record/schema.ts'
import { defaultPartition } from '../../plan/partition.ts'
import type { VisibleCode } from '../engine/code.ts'
import { requireLabels } from '../plan/labels.ts'
import { configHere } from '../plan/load-config.ts'
import { behaviourOf, codeOfRun } from './behaviour.ts'
import { currentEvent } from './event.ts'
import { identifyRecorded, type RunIdentity } from './identity.ts'
import type { Imported } from './import.ts'
import { inputOfPartition } from './input.ts'
import { requireFolder, withPastOutput } from './past-output.ts'
import { type NamedResult, type ResultsRequest, readResults } from './read-results.ts'
import { readSparkLogs, type SparkLogRequest } from './read-spark-logs.ts'
import { trialOfResult } from './result-trial.ts'
import { runId, soloEntry } from './run-record.ts'

/**
 * Reads results as records, one each.
 *
 * @returns also which changes of their code a record would not show, in sentences
 * @throws UserError
 */
export async function recordsOfResults(
  request: ResultsRequest | SparkLogRequest,
  context: Context,
): Promise<{ imported: Imported[]; doubts: string[] }> {
  const recordedAt = context.now()
  requireLabels({ partition: request.partition, engineVersion: request.engineVersion })
  if ('fromSparkLog' in request) requireFolder(request)
  const loaded = await configHere(request.config)
  const { results, doubts: ofExport } =
    'from' in request ? await readResults(request, recordedAt) : await readSparkLogs(request, loaded, context)
  const here = await currentEvent(context, 'record')
  const codes = new Map<string, VisibleCode | null>()
  const doubts = new Set<string>(ofExport)
  const imported: Imported[] = []
  for (const [index, result] of results.entries()) {
    const { job, engine, size = request.size } = result
    const identity = await identifyRecorded(loaded, { job, engine, baseline: request.baseline, size })
    const name = `${job} · ${engine}`
    const code = codes.get(name) ?? (await codeOfRun(identity, null, context.env))
    codes.set(name, code)
    const when = new Date(result.started)
    const partition = result.partition ?? request.partition ?? defaultPartition(when)
    // A pull request could name any event.
    const event = neverCounts(here) ? here : (result.event ?? here)
    const version = result.version ?? request.engineVersion
    const behaviour = behaviourOf(identity, code, { argv: [engine], places: { partition } }, version)
    for (const doubt of behaviour.doubts) doubts.add(`${name}: ${doubt}`)
    const entry = soloEntry(identity, {
      id: idOf(identity, result, { size, partition, when, event }),
      partition,
      when,
      recordedAt,
      commit: null,
      event,
      input: inputOf(result, partition),
      toolSeconds: {},
      trial: await trialOf(identity, { result, partition, behaviour: behaviour.hash }, request, context),
    })
    imported.push({ index, entry, isConfigured: identity.configured !== null })
  }
  return { imported, doubts: [...doubts] }
}

/** Only of an event log, an output is looked for: other results bring their fingerprints along. */
async function trialOf(
  identity: RunIdentity,
  { result, partition, behaviour }: { result: NamedResult; partition: string; behaviour: string },
  { output }: ResultsRequest | SparkLogRequest,
  context: Context,
): Promise<Trial> {
  const trial = trialOfResult(identity, result, behaviour)
  if (!result.spark || output === undefined) return trial
  const startMs = Date.parse(result.started)
  const run = { identity, partition, startMs, endMs: startMs + result.seconds.total * 1000 }
  return withPastOutput(trial, output, run, context)
}

/**
 * Of what tells a run from others, so that an export that is read again, with more known, adds nothing twice. What
 * never counts has another, and is in nobody's way. A run of Spark has its own name, whatever job it is said to be of.
 *
 * @param run its size as given: the configuration's own may be another one at the next import
 */
function idOf({ job, engine }: RunIdentity, { spark }: NamedResult, run: ToldRun): string {
  const { size, partition, when, event } = run
  const told = spark
    ? [spark.application.id, spark.application.attempt, when.toISOString()]
    : [job, engine, size, partition, when.toISOString()]
  const all = [...told, ...(neverCounts(event) ? [event] : [])]
  return runId(when, sha256(JSON.stringify(all)).slice(0, 8))
}

interface ToldRun {
  size: string | undefined
  partition: string
  when: Date
  event: RunEvent
}

function inputOf({ input }: NamedResult, partition: string): ReturnType<typeof inputOfPartition> {
  const { sha256: hash, bytes = 0 } = input ?? {}
  return hash === undefined
    ? { ...inputOfPartition(partition), bytes }
    : { source: 'told', sha256: hash, bytes, files: 0 }
}
