import type { tableFromIPC } from 'apache-arrow'
import { z } from 'zod'
import { sha256 } from '../../files/digest.ts'
import { MOST_POINTS } from '../../trial/samples.ts'
import type { Sample } from '../../trial/step-run.ts'

const row = z.object({
  ms: z.number().min(0),
  anon_bytes: z.number().min(0),
  cpu_seconds: z.number().min(0),
})

/** A trial's samples by the hash that its record has of them; none where the file is another one. */
export function parseSamples(bytes: Uint8Array, read: typeof tableFromIPC): [string, Sample[]][] {
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
