import { UserError } from '../../errors.ts'
import { bytesOf, freeBytes } from '../../files/disk.ts'
import { checkColumns } from '../../inputs/columns.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { sizeBytes } from '../../model/units/size.ts'
import type { InputPlace } from '../input/input-paths.ts'
import { describeParts, isLogFor, locateParts } from '../input/prepare-input.ts'

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
 * @throws UserError as `locateParts` and `checkColumns` do
 */
export async function checkInput(
  place: InputPlace,
  folder: string,
  signal: AbortSignal,
): Promise<CheckedInput> {
  const { job, size, given } = place
  if (given === undefined && job.input.kind === 'fixture')
    return { words: `fixture:${job.input.fixture}, made on the first run`, bytes: sizeBytes(size) }
  const parts = await locateParts(place, folder, signal)
  const bytes = bytesOf(parts)
  for (const part of parts) {
    if (await isLogFor(job, part.path))
      return { words: `${part.path}: an Apache log, imported on the first run`, bytes }
    await checkColumns(job, part)
  }
  return { words: describeParts(parts), bytes }
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
