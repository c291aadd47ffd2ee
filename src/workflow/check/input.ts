import { checkColumns } from '../../inputs/columns.ts'
import { locateInput } from '../../inputs/resolve.ts'
import { describeFiles, type InputPlace, isLogFor, offerPartitions, pathOf } from '../input/prepare-input.ts'

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
