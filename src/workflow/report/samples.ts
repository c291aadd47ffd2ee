import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { tableFromIPC } from 'apache-arrow'
import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import { exists, listFiles } from '../../files/disk.ts'
import type { Samples } from '../../report/build/comparison.ts'
import { MOST_POINTS } from '../../trial/samples.ts'
import type { Sample } from '../../trial/step-run.ts'
import { SAMPLES_FILE } from '../trial/samples.ts'

/** Three columns of at most 300 numbers take a tenth of it. */
const MOST_BYTES = 100_000

const row = z.object({
  ms: z.number().min(0),
  anon_bytes: z.number().min(0),
  cpu_seconds: z.number().min(0),
})

/**
 * The samples of trials below a folder of results, by the hash that a record has of them. Files that are no samples are left
 * out: they may come from anywhere.
 *
 * @throws UserError `recordPathMissing`
 */
export async function samplesBelow(folder: string | undefined): Promise<Samples> {
  if (folder === undefined) return new Map()
  if (!(await exists(folder))) throw new UserError('recordPathMissing', { path: folder })
  const files = (await listFiles(folder)).filter(
    ({ path, bytes }) => basename(path) === SAMPLES_FILE && bytes <= MOST_BYTES,
  )
  const all = await Promise.all(files.map(({ path }) => readFile(path)))
  // Loaded once it is needed: most reports draw no samples.
  const arrow = await import('apache-arrow')
  return new Map(all.flatMap((bytes) => entryOf(bytes, arrow.tableFromIPC)))
}

function entryOf(bytes: Buffer, read: typeof tableFromIPC): [string, Sample[]][] {
  try {
    const rows = z
      .array(row)
      .max(MOST_POINTS)
      .parse(
        read(bytes)
          .toArray()
          .map((each) => each.toJSON()),
      )
    return [
      [sha256(bytes), rows.map(({ ms, anon_bytes, cpu_seconds }): Sample => [ms, anon_bytes, cpu_seconds])],
    ]
  } catch {
    return []
  }
}
