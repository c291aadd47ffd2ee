import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { isGone, thisOwner } from '../../../files/owner.ts'
import { labelsOf, ownerOf } from '../../../files/owner-labels.ts'
import { askLibrary, type Question } from './ask-library.ts'
import { catalogSettings } from './catalog-settings.ts'
import type { LakeAccess } from './lakes.ts'
import { isObjects, objectSecrets, S3 } from './object-name.ts'

/** Where namespaces are: a catalog's name, or a prefix of a bucket, `s3://lake/trials/`. There they are prefixes too. */
type Home = string

/** What the names of all trials' namespaces begin with. */
export const NAMESPACE_PREFIX = 'etl_'

const failure = z.looseObject({ failure: z.string(), detail: z.string().default('it is not declared') })
const done = z.strictObject({ done: z.literal(true) })
const labelled = z.strictObject({
  namespaces: z.record(z.string(), z.record(z.string(), z.string())),
})

/**
 * Creates a namespace, labelled with this process, so that another can remove it once this one is gone.
 *
 * @throws UserError `catalogUnreachable`, `storeUnreachable`, and what {@link catalogSettings} and {@link askLibrary} throw
 */
export async function createNamespace(home: Home, namespace: string, lakes: LakeAccess): Promise<void> {
  const labels = labelsOf(await thisOwner())
  await askHome(home, { task: 'create', namespace, labels }, done, lakes)
}

/**
 * Removes a namespace with its tables and their files.
 *
 * @throws UserError as {@link createNamespace}
 */
export async function removeNamespace(home: Home, namespace: string, lakes: LakeAccess): Promise<void> {
  await askHome(home, { task: 'remove', namespace }, done, lakes)
}

/**
 * Namespaces of trials whose run was killed on this machine. Of one that has no labels nobody knows whose it is, and it
 * is not among them.
 *
 * @throws UserError as {@link createNamespace}
 */
export async function abandonedNamespaces(home: Home, lakes: LakeAccess): Promise<string[]> {
  const asked = { task: 'labelled', prefix: NAMESPACE_PREFIX } as const
  const { namespaces } = await askHome(home, asked, labelled, lakes)
  const abandoned: string[] = []
  for (const [name, labels] of Object.entries(namespaces)) {
    const owner = ownerOf(labels)
    if (owner && name.startsWith(NAMESPACE_PREFIX) && (await isGone(owner))) abandoned.push(name)
  }
  return abandoned
}

async function askHome<T extends object>(
  home: Home,
  asked: Pick<Question, 'task'> & Readonly<Record<string, unknown>>,
  expected: z.ZodType<T>,
  lakes: LakeAccess,
): Promise<T> {
  const question = { ...(await questionOf(home, lakes)), ...asked }
  const answer = await askLibrary(isObjects(home) ? home : `catalogs.${home}`, question, lakes)
  const parsed = z.union([expected, failure]).parse(answer)
  if (!('failure' in parsed)) return parsed as T
  const { detail } = parsed as z.infer<typeof failure>
  throw isObjects(home)
    ? new UserError('storeUnreachable', { path: home, detail })
    : new UserError('catalogUnreachable', { catalog: home, detail })
}

async function questionOf(home: Home, lakes: LakeAccess) {
  if (isObjects(home))
    return { format: 'files', place: home.slice(S3.length), secrets: objectSecrets(lakes.env) } as const
  return { format: 'iceberg', catalog: home, ...(await catalogSettings(home, lakes)) } as const
}

/** A namespace as a message calls it. */
export const namespaceText = (home: Home, namespace: string): string =>
  isObjects(home) ? `${home}${namespace}/` : `namespace ${namespace} of catalog ${home}`
