import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { isGone, thisOwner } from '../../../files/owner.ts'
import { labelsOf, ownerOf } from '../../../files/owner-labels.ts'
import { askLibrary, type Question } from './ask-library.ts'
import { catalogSettings } from './catalog-settings.ts'
import type { LakeAccess } from './lakes.ts'

/** What the names of all trials' namespaces begin with. */
export const NAMESPACE_PREFIX = 'etl_'

const failure = z.looseObject({ failure: z.string(), detail: z.string().default('it is not declared') })
const done = z.strictObject({ done: z.literal(true) })
const labelled = z.strictObject({
  namespaces: z.record(z.string(), z.record(z.string(), z.string())),
})

/**
 * Creates a namespace of a catalog, labelled with this process, so that another can remove it once this one is gone.
 *
 * @throws UserError `catalogUnreachable`, and what {@link catalogSettings} and {@link askLibrary} throw
 */
export async function createNamespace(catalog: string, namespace: string, lakes: LakeAccess): Promise<void> {
  const labels = labelsOf(await thisOwner())
  await askCatalog(catalog, { task: 'create', namespace, labels }, done, lakes)
}

/**
 * Removes a namespace of a catalog with its tables and their files.
 *
 * @throws UserError as {@link createNamespace}
 */
export async function removeNamespace(catalog: string, namespace: string, lakes: LakeAccess): Promise<void> {
  await askCatalog(catalog, { task: 'remove', namespace }, done, lakes)
}

/**
 * Namespaces of trials whose run was killed on this machine. Of one that has no labels nobody knows whose it is, and it
 * is not among them.
 *
 * @throws UserError as {@link createNamespace}
 */
export async function abandonedNamespaces(catalog: string, lakes: LakeAccess): Promise<string[]> {
  const asked = { task: 'labelled', prefix: NAMESPACE_PREFIX } as const
  const { namespaces } = await askCatalog(catalog, asked, labelled, lakes)
  const abandoned: string[] = []
  for (const [name, labels] of Object.entries(namespaces)) {
    const owner = ownerOf(labels)
    if (owner && name.startsWith(NAMESPACE_PREFIX) && (await isGone(owner))) abandoned.push(name)
  }
  return abandoned
}

async function askCatalog<T extends object>(
  catalog: string,
  asked: Pick<Question, 'task'> & Readonly<Record<string, unknown>>,
  expected: z.ZodType<T>,
  lakes: LakeAccess,
): Promise<T> {
  const settings = await catalogSettings(catalog, lakes)
  const question = { format: 'iceberg', catalog, ...settings, ...asked } as const
  const answer = await askLibrary(`catalogs.${catalog}`, question, lakes)
  const parsed = z.union([expected, failure]).parse(answer)
  if ('failure' in parsed) throw new UserError('catalogUnreachable', { catalog, detail: parsed.detail })
  return parsed
}
