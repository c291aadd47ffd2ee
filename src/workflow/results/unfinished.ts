import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { ifThere, removeTree } from '../../files/disk.ts'
import { readWhole } from '../../files/excerpt.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { parseRecord } from '../../ledger/parse.ts'
import { type RunRecord, recordId } from '../../model/record/schema.ts'
import { trialShape } from '../../model/record/trial-schema.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'
import { queryRun } from '../trial/run-queries.ts'
import type { ReadyComparison } from '../trial/setup.ts'
import { identityOf } from './same-run.ts'

/** Where a run writes until it ends, beside the results that it will replace. */
export const unfinishedFolder = (results: string): string => `${results}.unfinished`

/** In the unfinished folder while its run can be resumed; without it, all that is there only waits to be moved. */
export const PLAN_FILE = 'plan.json'
/** As the results have it. */
export const RECORD_FILE = 'run.json'
const OUR_FILES = [PLAN_FILE, RECORD_FILE]
/** In the folder of each trial that ended. */
export const TRIAL_FILE = 'trial.json'

const planFile = z.strictObject({
  id: recordId,
  begun: z.iso.datetime(),
  /** What a run that goes on must have in common with it, in words. */
  of: z.record(z.string(), z.string()),
  /** Whether a ledger has its record already: resumed, its trials would count twice. */
  isKept: z.boolean(),
})
export type UnfinishedPlan = z.output<typeof planFile>

const trialFile = z.strictObject({
  run: z.string(),
  trial: trialShape,
  samples: z.array(z.tuple([z.number(), z.number(), z.number()])),
  readSeconds: z.number(),
  /** Of its output's tables, by name. */
  fingerprints: z.record(z.string(), z.string()),
  /** None in a trial of before. */
  queries: z.array(queryRun).default([]),
})
export type StoredTrial = z.output<typeof trialFile>

/** The plan of the run that was interrupted here; undefined where there is none, or none that can be read. */
export const readPlan = (unfinished: string): Promise<UnfinishedPlan | undefined> =>
  readJson(join(unfinished, PLAN_FILE), planFile)

/** A trial that has ended; undefined where it has not. */
export const readTrial = (folder: string): Promise<StoredTrial | undefined> =>
  readJson(join(folder, TRIAL_FILE), trialFile)

/** The record in a folder of results; undefined where there is none of ours. */
export async function readRecord(folder: string): Promise<RunRecord | undefined> {
  const text = await readWhole(join(folder, RECORD_FILE))
  return text === undefined ? undefined : parseRecord(text).record
}

async function readJson<T>(path: string, shape: z.ZodType<T>): Promise<T | undefined> {
  const text = await readWhole(path)
  try {
    return text === undefined ? undefined : shape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Makes the unfinished folder of a run that begins. */
export async function beginUnfinished(
  unfinished: string,
  ready: ReadyComparison,
  begun: Date,
): Promise<void> {
  const found = (await ifThere(readdir(unfinished))) ?? []
  const isOurs =
    found.every((name) => name.endsWith('.partial')) || found.some((name) => OUR_FILES.includes(name))
  if (!isOurs || !(await removeTree(unfinished)))
    throw new UserError('pathUnusable', {
      path: unfinished,
      detail: 'a run writes there, but something else is in its place',
    })
  const plan: UnfinishedPlan = {
    id: ready.id,
    begun: begun.toISOString(),
    of: identityOf(ready),
    isKept: false,
  }
  await writePlan(unfinished, plan)
}

const writePlan = (unfinished: string, plan: UnfinishedPlan): Promise<void> =>
  writeAtomically(join(unfinished, PLAN_FILE), `${JSON.stringify(plan, null, 1)}\n`)

/** Notes that a ledger has what was measured: then it is not resumed. */
export async function markKept(unfinished: string): Promise<void> {
  const plan = await readPlan(unfinished)
  if (plan) await writePlan(unfinished, { ...plan, isKept: true })
}

/** Puts a trial on disk as soon as it has ended; on a full disk it can only not be resumed. */
export async function storeTrial(run: string, measured: MeasuredTrial): Promise<void> {
  const { trial, samples, readSeconds, tables, queries, folder } = measured
  const fingerprints = Object.fromEntries(
    Object.entries(tables).map(([name, { fingerprint }]) => [name, fingerprint]),
  )
  const stored: StoredTrial = { run, trial, samples, readSeconds, fingerprints, queries }
  await writeAtomically(join(folder, TRIAL_FILE), JSON.stringify(stored)).catch((error: unknown) => {
    if (!(error instanceof UserError && error.code === 'diskFull')) throw error
  })
}
