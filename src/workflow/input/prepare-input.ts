import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { listFiles } from '../../files/disk.ts'
import { Search } from '../../files/search.ts'
import { importLog, isApacheLog } from '../../fixtures/import-log.ts'
import { makeFixture } from '../../fixtures/store.ts'
import { checkColumns } from '../../inputs/columns.ts'
import { findPartitions } from '../../inputs/partitions.ts'
import { type Input, locateInput, resolveInput } from '../../inputs/resolve.ts'
import type { Job } from '../../model/config/model.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { fillTemplate } from '../../plan/template.ts'
import { showStep } from '../../terminal/progress.ts'
import { counted } from '../../text/text.ts'

/** Which input of a job is meant, and what was given in its place on the command line. */
export interface InputPlace {
  job: Job
  size: string
  partition: string
  given: string | undefined
}

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
    await checkColumns(place.job, input)
    report.done(`${describeFiles(input)} at ${input.path}`)
    return input
  })
}

/** `1.03 GB in 2 files`. */
export const describeFiles = ({ bytes, files }: Pick<Input, 'bytes' | 'files'>): string =>
  `${formatBytes(bytes)} in ${counted(files.length, 'file')}`

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
    return { path: made.path, source: `fixture:${fixture}`, files, bytes: made.bytes, sha256: made.sha256 }
  }
  const path = pathOf(place, folder)
  using search = new Search(path, signal)
  if (!(await isLogFor(job, path)))
    return await resolveInput(path, 'path', job.name, signal, search).catch((error) =>
      offerPartitions(error, place, folder),
    )
  const imported = await importLog(path, undefined, signal)
  return resolveInput(imported.path, 'apache-log', job.name, signal)
}

/** A web server's log can stand for the weblogs fixture: it is imported first. */
export async function isLogFor(job: Job, path: string): Promise<boolean> {
  if (job.input.kind !== 'fixture' || job.input.fixture !== 'weblogs') return false
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false
  return isFile && isApacheLog(path)
}

/** Where an input that is no fixture lies: as given, else as configured, with its template filled. */
export function pathOf({ job, size, partition, given }: InputPlace, folder: string): string {
  if (given !== undefined) return resolve(given)
  return job.input.kind === 'path'
    ? resolve(folder, fillTemplate(job.input.template, { partition, job: job.name, size }))
    : ''
}

const MOST_PARTITIONS = 5

/**
 * Where an input is missing for this partition alone, says which partitions there are.
 *
 * @throws UserError `inputPartitionMissing`, else the error as it came
 */
export async function offerPartitions(error: unknown, place: InputPlace, folder: string): Promise<never> {
  const { job, size, given } = place
  const isMissing = error instanceof UserError && error.code === 'inputMissing'
  if (!isMissing || given !== undefined || job.input.kind !== 'path') throw error
  const template = resolve(folder, fillTemplate(job.input.template, { job: job.name, size }))
  const partitions = await findPartitions(template, MOST_PARTITIONS)
  if (partitions.length === 0) throw error
  throw new UserError('inputPartitionMissing', { job: job.name, path: pathOf(place, folder), partitions })
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
  const path = pathOf(place, folder)
  using search = new Search(path, signal)
  try {
    return (await locateInput(path, job.name, search)).bytes
  } catch (error) {
    if (error instanceof UserError && MISSING.includes(error.code)) return undefined
    throw error
  }
}

const MISSING = ['inputMissing', 'inputEmpty']
