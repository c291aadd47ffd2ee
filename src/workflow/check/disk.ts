import { UserError } from '../../errors.ts'
import { freeBytes } from '../../files/disk.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { expectedBytes, type InputPlace } from '../input/prepare-input.ts'

/** Outputs of all engines at a time, and what engines spill, as multiples of the input. */
const INPUTS_HELD = 4

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
