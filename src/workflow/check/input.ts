import { UserError } from '../../errors.ts'
import { freeBytes } from '../../files/disk.ts'
import { Search } from '../../files/search.ts'
import { checkColumns } from '../../inputs/columns.ts'
import { locateInput } from '../../inputs/resolve.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { describeFiles, type InputPlace, isLogFor, offerPartitions, pathOf } from '../input/prepare-input.ts'

/** Outputs of all engines at a time, and what engines spill, as multiples of the input. */
const INPUTS_HELD = 4

/** What was found of an input, in words; its bytes are undefined where they are not known before a run. */
interface CheckedInput {
  words: string
  bytes: number | undefined
}

/**
 * Whether an input is there and has its columns; a fixture is made only by a run.
 *
 * @throws UserError as `locateInput`, `offerPartitions` and `checkColumns` do
 */
export async function checkInput(
  place: InputPlace,
  folder: string,
  signal: AbortSignal,
): Promise<CheckedInput> {
  const { job, size, given } = place
  if (given === undefined && job.input.kind === 'fixture')
    return { words: `fixture:${job.input.fixture}, made on the first run`, bytes: sizeBytes(size) }
  const path = pathOf(place, folder)
  using search = new Search(path, signal)
  const located = await locateInput(path, job.name, search).catch((error) =>
    offerPartitions(error, place, folder),
  )
  const { bytes } = located
  if (await isLogFor(job, path)) return { words: `${path}: an Apache log, imported on the first run`, bytes }
  await checkColumns(job, located)
  return { words: `${describeFiles(located)} at ${path}`, bytes }
}

/**
 * Whether the disk holds the outputs of a run, which are guessed from its input.
 *
 * @param bytes of the input; undefined where none was found
 * @throws UserError `outputDiskTooSmall`
 */
export async function checkDisk(job: string, bytes: number | undefined, out: string): Promise<string> {
  const free = await freeBytes(out)
  if (bytes === undefined)
    return `${formatBytes(free)} free at ${out}; how much is needed is not known: no input was found`
  const needed = INPUTS_HELD * bytes
  if (free < needed)
    throw new UserError('outputDiskTooSmall', {
      job,
      path: out,
      needed: formatBytes(needed),
      free: formatBytes(free),
    })
  return `${formatBytes(free)} free at ${out}, about ${formatBytes(needed)} needed`
}
