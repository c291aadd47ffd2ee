import { UserError } from '../../errors.ts'
import { freeBytes } from '../../files/disk.ts'
import { checkColumns } from '../../inputs/columns.ts'
import { locateInput } from '../../inputs/resolve.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import {
  describeFiles,
  expectedBytes,
  type InputPlace,
  isLogFor,
  offerPartitions,
  pathOf,
} from '../input/prepare-input.ts'

/** Outputs of all engines at a time, and what engines spill, as multiples of the input. */
const INPUTS_HELD = 4

/**
 * Whether an input is there and has its columns; a fixture is made only by a run.
 *
 * @throws UserError as `locateInput`, `offerPartitions` and `checkColumns` do
 */
export async function checkInput(place: InputPlace, folder: string): Promise<string> {
  const { job, given } = place
  if (given === undefined && job.input.kind === 'fixture')
    return `fixture:${job.input.fixture}, made on the first run`
  const path = pathOf(place, folder)
  if (await isLogFor(job, path)) return `${path}: an Apache log, imported on the first run`
  const located = await locateInput(path, job.name).catch((error) => offerPartitions(error, place, folder))
  await checkColumns(job, located)
  return `${describeFiles(located)} at ${path}`
}

/**
 * Whether the disk holds the outputs of a run, which are guessed from its input.
 *
 * @throws UserError `outputDiskTooSmall`
 */
export async function checkDisk(place: InputPlace, folder: string, out: string): Promise<string> {
  const free = await freeBytes(out)
  const bytes = await expectedBytes(place, folder)
  if (bytes === undefined)
    return `${formatBytes(free)} free at ${out}; how much is needed is not known: no input was found`
  const needed = INPUTS_HELD * bytes
  if (free < needed)
    throw new UserError('outputDiskTooSmall', {
      job: place.job.name,
      path: out,
      needed: formatBytes(needed),
      free: formatBytes(free),
    })
  return `${formatBytes(free)} free at ${out}, about ${formatBytes(needed)} needed`
}
