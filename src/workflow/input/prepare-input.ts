import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { bytesOf, listFiles } from '../../files/disk.ts'
import { Search } from '../../files/search.ts'
import { importLog, isApacheLog } from '../../fixtures/import-log.ts'
import { makeFixture } from '../../fixtures/store.ts'
import { checkColumns } from '../../inputs/columns.ts'
import { findPartitions } from '../../inputs/partitions.ts'
import {
  digestInputs,
  type Input,
  joinInputs,
  type LocatedPart,
  locateInput,
  resolveInput,
} from '../../inputs/resolve.ts'
import type { InputOwner } from '../../model/config/job-input.ts'
import type { Job } from '../../model/config/model.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { showStep } from '../../terminal/progress.ts'
import { counted } from '../../text/text.ts'
import { type InputPlace, type PartPath, pathsOf } from './input-paths.ts'

/** A comparison's input, made where it is a fixture, imported where it is a log, and checked. */
export async function prepareInput(
  place: InputPlace,
  folder: string,
  { terminal, signal }: Context,
): Promise<Input> {
  return showStep(terminal, `${place.job.name} ${place.size} · input`, undefined, async (report) => {
    const input = await findInput(place, folder, signal, (fraction) =>
      report.update(`${Math.round(fraction * 100)} %`),
    )
    for (const part of input.parts) await checkColumns(place.job, part)
    report.done(describeParts(input.parts))
    return input
  })
}

/** `1.03 GB in 2 files at /data/orders`; each with its name where there are several. */
export const describeParts = (parts: readonly LocatedPart[]): string =>
  parts
    .map(({ name, bytes, files, path }) => {
      const what = `${formatBytes(bytes)} in ${counted(files.length, 'file')} at ${path}`
      return name === null ? what : `${name} ${what}`
    })
    .join('; ')

async function findInput(
  place: InputPlace,
  folder: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Input> {
  const { job, size, partition, given } = place
  if (given === undefined && job.input.kind === 'fixture') {
    const { fixture } = job.input
    const made = await makeFixture({ fixture, size, partition, format: 'csv' }, onProgress, { signal })
    const files = await listFiles(made.path)
    return joinInputs([{ ...made, name: null, files }], `fixture:${fixture}`)
  }
  if (given !== undefined && (await isLogFor(job, resolve(given)))) {
    const imported = await importLog(resolve(given), undefined, signal)
    return resolveInput(imported.path, 'apache-log', job.name, signal)
  }
  return digestInputs(await locateParts(place, folder, signal), 'path', signal)
}

/** A web server's log can stand for the weblogs fixture: it is imported first. */
export async function isLogFor(job: Job, path: string): Promise<boolean> {
  if (job.input.kind !== 'fixture' || job.input.fixture !== 'weblogs') return false
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false
  return isFile && isApacheLog(path)
}

/**
 * Finds the files of each input that is no fixture. Where one is missing for this partition alone, says which partitions
 * there are.
 *
 * @throws UserError as `locateInput`, and `inputPartitionMissing`
 */
export async function locateParts(
  place: InputPlace,
  folder: string,
  signal: AbortSignal,
): Promise<LocatedPart[]> {
  const parts: LocatedPart[] = []
  for (const part of pathsOf(place, folder)) {
    const owner = { job: place.job.name, input: part.name }
    using search = new Search(part.path, signal)
    const located = await locateInput(part.path, owner, search).catch((error) =>
      offerPartitions(error, part, owner),
    )
    parts.push({ ...located, name: part.name })
  }
  return parts
}

const MOST_PARTITIONS = 5

async function offerPartitions(
  error: unknown,
  { path, template }: PartPath,
  owner: InputOwner,
): Promise<never> {
  const isMissing = error instanceof UserError && error.code === 'inputMissing'
  if (!isMissing || template === undefined) throw error
  const partitions = await findPartitions(template, MOST_PARTITIONS)
  if (partitions.length === 0) throw error
  throw new UserError('inputPartitionMissing', { ...owner, path, partitions })
}

/**
 * Bytes that an input has or will have; undefined where that is not known before it is made.
 *
 * @throws UserError where it has too many files to be looked for
 */
export async function expectedBytes(
  place: InputPlace,
  folder: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { job, size, given } = place
  if (given === undefined && job.input.kind === 'fixture') return sizeBytes(size)
  try {
    return bytesOf(await locateParts(place, folder, signal))
  } catch (error) {
    if (error instanceof UserError && MISSING.includes(error.code)) return undefined
    throw error
  }
}

const MISSING = ['inputMissing', 'inputPartitionMissing', 'inputEmpty']
