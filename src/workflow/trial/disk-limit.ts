import { DiskWatch } from '../../files/disk-usage.ts'
import { repeatedly } from '../../files/repeatedly.ts'
import type { Contract } from '../../runners/job-contract.ts'
import type { StepRun } from '../../trial/step-run.ts'

/** Asking a file system how much is free takes some microseconds. */
const GLANCE_MS = 200

/**
 * Runs a step that may have only so much on disk: it is stopped once it is seen to have more, and looked at again when it
 * has ended.
 *
 * @param run is given a signal to stop on: the caller's, or that of the disk
 */
export async function withinDisk(
  { output, temp, limits: { diskBytes } }: Contract,
  stop: AbortSignal,
  run: (disk: DiskWatch | null, stop: AbortSignal) => Promise<StepRun>,
): Promise<StepRun> {
  if (diskBytes === undefined || temp === null) return run(null, stop)
  const disk = new DiskWatch([output, temp], diskBytes)
  const ran = await watched(disk, () => run(disk, AbortSignal.any([stop, disk.exceeded])))
  await disk.look()
  return disk.exceeded.aborted ? { ...ran, isOverDisk: true } : ran
}

async function watched<T>(disk: DiskWatch, work: () => Promise<T>): Promise<T> {
  await using _ = repeatedly(GLANCE_MS, () => disk.glance())
  return await work()
}
