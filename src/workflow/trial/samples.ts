import { join } from 'node:path'
import { sha256 } from '../../files/digest.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Sample } from '../../trial/step-run.ts'

/** Its name beside a trial's log. */
export const SAMPLES_FILE = 'samples.arrow'

/**
 * Writes a trial's samples as an Arrow file: `ms` since the start, `anon_bytes`, `cpu_seconds` so far.
 *
 * @returns hash of the file, which the record refers to
 */
export async function writeSamples(
  folder: string,
  name: string,
  samples: readonly Sample[],
): Promise<string> {
  const { tableFromArrays, tableToIPC } = await import('apache-arrow')
  const table = tableFromArrays({
    ms: Float64Array.from(samples, ([ms]) => ms),
    anon_bytes: Float64Array.from(samples, ([, anon]) => anon),
    cpu_seconds: Float64Array.from(samples, ([, , cpu]) => cpu),
  })
  const bytes = tableToIPC(table, 'file')
  await writeAtomically(join(folder, name), bytes)
  return sha256(bytes)
}
