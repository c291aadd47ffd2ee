import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { askLibrary, type Question } from './ask-library.ts'
import { storeAnswer, storeQuestion } from './ask-store.ts'
import { catalogSettings } from './catalog-settings.ts'
import type { LakeAccess } from './lakes.ts'

const names = z.array(z.string())
/** What reads tables: `PyIceberg 0.12.0`, and in which Python. */
const reader = { library: z.string(), python: z.string() }
const found = z.strictObject({ ...reader, namespaces: names, catalogs: names })
const failure = z.object({
  failure: z.string(),
  detail: z.string().default('it is not declared'),
  /** Of a warehouse: where it is, and whether it surely can't be used. */
  place: z.string().optional(),
  certain: z.boolean().default(true),
})

/** A library and the Python that has it. */
export interface FoundReader {
  library: string
  python: string
}

/** A catalog that answers. */
export interface FoundCatalog extends FoundReader {
  namespaces: string[]
  /** The names of other catalogs in the same database. */
  catalogs: string[]
}

/** What asks a server waits so long for its answer. */
const PATIENCE_MS = 120_000

/**
 * Opens a catalog and looks at its warehouse, and changes nothing.
 *
 * @throws UserError `catalogUnreachable`, `warehouseUnusable`, `lakeLibraryMissing`, `catalogVariableMissing`
 */
export async function checkCatalog(
  catalog: string,
  lakes: LakeAccess,
  signal: AbortSignal,
): Promise<FoundCatalog> {
  const settings = await catalogSettings(catalog, lakes)
  const question = { task: 'check', format: 'iceberg', catalog, ...settings } as const
  const answer = await askServer(`catalogs.${catalog}`, question, lakes, signal)
  const parsed = z.union([found, failure]).parse(answer)
  if (!('failure' in parsed)) return parsed
  const { detail, place, certain } = parsed
  if (place === undefined) throw new UserError('catalogUnreachable', { catalog, detail })
  throw new UserError('warehouseUnusable', { catalog, place, detail, certain })
}

/**
 * Looks at a prefix of a bucket, and changes nothing.
 *
 * @throws UserError `objectsMissing`, `storeUnreachable`, `lakeLibraryMissing`
 */
export async function checkStore(path: string, lakes: LakeAccess, signal: AbortSignal): Promise<FoundReader> {
  const question = { task: 'check', ...storeQuestion(path, lakes) } as const
  return storeAnswer(path, await askServer(path, question, lakes, signal), z.strictObject(reader))
}

/** Asks what a server has to answer, which may never do so. */
async function askServer(
  path: string,
  question: Question,
  lakes: LakeAccess,
  signal: AbortSignal,
): Promise<unknown> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const either = AbortSignal.any([signal, patience])
  return askLibrary(path, question, lakes, either).catch((error: unknown) => {
    signal.throwIfAborted()
    if (!patience.aborted) throw error
    return { failure: 'late', detail: `no answer within ${PATIENCE_MS / 1000} seconds` }
  })
}

/**
 * Finds what reads Delta tables.
 *
 * @throws UserError `lakeLibraryMissing`
 */
export async function checkDelta(path: string, lakes: LakeAccess): Promise<FoundReader> {
  const question = { task: 'check', format: 'delta', secrets: [] } as const
  return z.strictObject(reader).parse(await askLibrary(path, question, lakes))
}
