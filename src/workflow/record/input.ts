import type { Context } from '../../context.ts'
import { sha256 } from '../../files/digest.ts'
import { digestInputs, hasChanged, type LocatedPart, toRecordInput } from '../../inputs/resolve.ts'
import type { RunRecord } from '../../model/record/schema.ts'

/** The partition stands for an input that was not seen. */
export const inputOfPartition = (partition: string): RunRecord['input'] => ({
  source: 'partition',
  sha256: sha256(partition),
  bytes: 0,
  files: 0,
})

/**
 * The hash of an input's files, taken after the run, which must not wait for it. Where they are no longer what they
 * were before it, the partition stands for them.
 */
export async function inputOfFiles(
  located: readonly LocatedPart[],
  partition: string,
  { signal, terminal }: Context,
): Promise<RunRecord['input']> {
  try {
    const input = await digestInputs(located, 'path', signal)
    if (!(await hasChanged(input))) return toRecordInput(input)
    terminal.note('etl-compare: the input changed during the run, so the partition identifies it')
  } catch (error) {
    const why = signal.aborted ? 'interrupted' : (error as Error).message
    terminal.note(`etl-compare: the input could not be hashed (${why}), so the partition identifies it`)
  }
  return inputOfPartition(partition)
}
