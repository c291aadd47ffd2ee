import { z } from 'zod'
import { type TableFacts, unknown } from '../../../checks/facts.ts'
import { UserError } from '../../../errors.ts'
import { askLibrary } from './ask-library.ts'
import { catalogSettings } from './catalog-settings.ts'
import { parseLakeName } from './lake-name.ts'
import type { LakeAccess } from './lakes.ts'

/** What a table's metadata and folders tell, without its rows. */
export type Upkeep = Pick<TableFacts, 'dataFiles' | 'pastSnapshots' | 'orphans'>

const count = z.int().min(0)
const answerSchema = z.union([
  z.looseObject({ failure: z.string(), detail: z.string().default('the table was not found') }),
  z.strictObject({
    dataFiles: z.array(z.array(count)),
    pastSnapshots: z.array(z.number().min(0)),
    orphans: z
      .union([
        z.strictObject({ files: count, example: z.string().nullable() }),
        z.strictObject({ reason: z.string() }),
      ])
      .nullable(),
  }),
])

/**
 * Asks how a table of a lakehouse is kept: its data files, its past snapshots, and files that it does not use.
 *
 * @param path with the snapshot or version that was read
 * @param orphanSeconds age from which unused files count; undefined: nobody asks for them, which takes listing folders
 */
export async function inspectTable(
  path: string,
  orphanSeconds: number | undefined,
  lakes: LakeAccess,
  signal?: AbortSignal,
): Promise<Upkeep> {
  const table = parseLakeName(path)
  if (!table) return allUnknown(NO_LAKE)
  try {
    const settings = table.format === 'delta' ? { secrets: [] } : await catalogSettings(table.catalog, lakes)
    const question = { ...table, ...settings, task: 'inspect', orphanSeconds: orphanSeconds ?? null } as const
    const answer = answerSchema.parse(await askLibrary(path, question, lakes, signal))
    if ('failure' in answer) return allUnknown(answer.detail)
    const { orphans } = answer
    if (orphans === null) return { ...answer, orphans: unknown('not asked for') }
    return { ...answer, orphans: 'reason' in orphans ? unknown(orphans.reason) : orphans }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return allUnknown(error.message)
  }
}

const NO_LAKE = 'only tables with at: iceberg:… or delta:… have it'

export function allUnknown(reason: string): Upkeep {
  const fact = unknown(reason)
  return { dataFiles: fact, pastSnapshots: fact, orphans: fact }
}
