import { dirname } from 'node:path'
import { z } from 'zod'
import { sha256, sha256OfFile } from '../../files/digest.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { trialTable } from '../../ledger/trial-rows.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { writeParquet } from '../../tables/write-parquet.ts'

/** What a file of all trials was made of: as long as that begins what it is to be made of, the rest is added to it. */
export const writtenRunsSchema = z.strictObject({
  runs: z.int().min(0),
  /** Hash of their ids, in their order. */
  ids: z.string(),
  /** Of the file's bytes. */
  sha256: z.string(),
})
export type WrittenRuns = z.infer<typeof writtenRunsSchema>

/**
 * Writes the trials of runs as Parquet. A file that is no longer the one that was written is not added to.
 *
 * @param before undefined where another version of the tool wrote it, or nobody did
 */
export async function writeRuns(
  path: string,
  records: readonly RunRecord[],
  before: WrittenRuns | undefined,
): Promise<WrittenRuns> {
  const isKept =
    before !== undefined &&
    before.ids === idsOf(records.slice(0, before.runs)) &&
    before.sha256 === (await sha256OfFile(path).catch(() => undefined))
  if (isKept && before.runs === records.length) return before
  await makeFolder(dirname(path))
  if (isKept) await writeParquet(path, trialTable(records.slice(before.runs)), path)
  else await writeParquet(path, trialTable(records))
  return { runs: records.length, ids: idsOf(records), sha256: await sha256OfFile(path) }
}

const idsOf = (records: readonly RunRecord[]): string => sha256(records.map(({ id }) => id).join(' '))
