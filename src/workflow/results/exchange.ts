import { glob, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { UserError } from '../../errors.ts'
import { exists, removeTree } from '../../files/disk.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { removeCopies, removeOutput } from '../trial/output.ts'
import { removeResults } from '../trial/run-queries.ts'
import { PLAN_FILE, RECORD_FILE, readRecord, readTrial, TRIAL_FILE, unfinishedFolder } from './unfinished.ts'

/** Rows that differ, which the record names where there are some. */
const SAMPLES = 'differences.parquet'

/** What becomes of the outputs of trials, and who hears of one that cannot be removed. */
export interface OutputCare {
  keepOutputs: boolean
  note: (text: string) => void
}

/**
 * Puts what a run has written into the place of the results before it: its own kind of files only, the record last. One
 * that is killed meanwhile is completed by the next run.
 */
export async function exchangeResults(results: string, { keepOutputs, note }: OutputCare): Promise<void> {
  const unfinished = unfinishedFolder(results)
  await rm(join(unfinished, PLAN_FILE), { force: true })
  const staged = await trialsIn(unfinished)
  // Not before: without its outputs, a run that was killed could not go on from its trials.
  await Promise.all(staged.map((trial) => (keepOutputs ? removeCopies(trial) : removeOutput(trial, note))))
  if (!keepOutputs) await Promise.all(staged.map(removeResults))
  await removeOld(results, staged)
  const record = await readRecord(unfinished)
  if (record?.parity.differences === null) await remove(join(results, SAMPLES))
  for (const from of staged) {
    const to = join(results, relative(unfinished, from))
    await makeFolder(dirname(to))
    await rename(from, to)
  }
  await makeFolder(results)
  for (const file of [SAMPLES, RECORD_FILE])
    if (await exists(join(unfinished, file))) await rename(join(unfinished, file), join(results, file))
  for (const trial of await trialsIn(results)) await rm(join(trial, TRIAL_FILE), { force: true })
  await removeTree(unfinished)
}

/** Whether a run was killed after it had ended, before all of it was moved. */
export const isOnlyToBeMoved = async (results: string): Promise<boolean> =>
  !(await exists(join(unfinishedFolder(results), PLAN_FILE))) &&
  (await exists(join(unfinishedFolder(results), RECORD_FILE)))

/** Folders of trials: those with a number, and with a file that only a trial has. */
async function trialsIn(folder: string): Promise<string[]> {
  const files = await Array.fromAsync(
    glob(`*/*/{log.txt,stages.jsonl,samples.arrow,${TRIAL_FILE}}`, { cwd: folder }),
  )
  return [...new Set(files.map((file) => join(folder, dirname(file))))].filter((trial) =>
    /^\d+$/.test(basename(trial)),
  )
}

/** Removes the trials of an unfinished run that it does not go on from. */
export async function keepOnly(unfinished: string, places: ReadonlySet<string>): Promise<void> {
  for (const trial of await trialsIn(unfinished))
    if (!places.has(relative(unfinished, trial))) await remove(trial)
}

/** Removes earlier trials of the engines whose trials are staged, but none that was moved there already. */
async function removeOld(results: string, staged: readonly string[]): Promise<void> {
  const [first] = staged
  const run = first === undefined ? undefined : (await readTrial(first))?.run
  const engines = new Set(staged.map((trial) => basename(dirname(trial))))
  for (const trial of await trialsIn(results)) {
    const isOld = engines.has(basename(dirname(trial))) && (await readTrial(trial))?.run !== run
    if (isOld) await remove(trial)
  }
}

async function remove(path: string): Promise<void> {
  if (!(await removeTree(path)))
    throw new UserError('pathUnusable', { path, detail: 'results of an earlier run cannot be removed' })
}
