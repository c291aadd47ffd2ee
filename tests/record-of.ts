import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'

/** What `run` recorded, by its place below results/: `job/size`, with `@partition` or `.unfinished` behind it where a run has that. */
export async function recordOf(folder: string, place = 'orders/own'): Promise<RunRecord> {
  const text = await readFile(join(folder, 'results', place, 'run.json'), 'utf8')
  return runRecordSchema.parse(JSON.parse(text))
}
