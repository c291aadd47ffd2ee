import { BoundedFile, type Bounds } from '../../files/bounded-file.ts'
import { repeatedly } from '../../files/repeatedly.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import type { TrialFiles } from '../../runners/job-contract.ts'

/** Errors come last. */
const LOG: Bounds = { head: 63 * 2 ** 20, tail: 2 ** 20 }
/** Far more than is read of it. */
const STAGES: Bounds = { head: 2 ** 20, tail: 0 }
/** One look takes some 0.1 ms. */
const CUT_EVERY_MS = 200

/**
 * Keeps a trial's log and stages within bounds while it runs.
 *
 * @returns also what was left out of them, in words
 */
export async function keepBounded<T>(
  files: TrialFiles,
  work: () => Promise<T>,
): Promise<{ done: T; leftOut: string[] }> {
  await using log = await BoundedFile.of(files.log, LOG)
  await using stages = await BoundedFile.of(files.stages, STAGES)
  const cut = () => Promise.all([log.cut(), stages.cut()])
  const done = await untilDone(cut, work)
  await log.end((bytes) => `\n… ${formatBytes(bytes)} of this log was not kept …\n`)
  await stages.end(() => '')
  return {
    done,
    leftOut: Object.entries({ log, stages }).flatMap(([name, { leftOut }]) =>
      leftOut > 0 ? [`${formatBytes(leftOut)} of its ${name} not kept`] : [],
    ),
  }
}

async function untilDone<T>(cut: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  await using _ = repeatedly(CUT_EVERY_MS, cut)
  return await work()
}
