import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Job } from '../../model/config/model.ts'
import { type CatalogSettings, catalogSettings } from '../../tables/readers/lake/catalog-settings.ts'
import { parseLakeName } from '../../tables/readers/lake/lake-name.ts'
import type { LakeAccess } from '../../tables/readers/lake/lakes.ts'
import {
  createNamespace,
  NAMESPACE_PREFIX,
  namespaceText,
  removeNamespace,
} from '../../tables/readers/lake/namespace.ts'

/**
 * The namespace of a trial, in each catalog and below each prefix that its job writes to.
 *
 * @param order of the trial in its comparison, from 1
 */
export const namespaceOf = (run: string, order: number): string =>
  `${NAMESPACE_PREFIX}${run.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}_${order}`

/**
 * What an engine needs to reach the catalogs of its job.
 *
 * @throws UserError where a catalog's variable or file is missing
 */
export async function jobCatalogs(
  job: Job,
  lakes: LakeAccess,
): Promise<Record<string, CatalogSettings['properties']>> {
  const named = [...catalogsOf(job)].map(
    async (name) => [name, (await catalogSettings(name, lakes)).properties] as const,
  )
  return Object.fromEntries(await Promise.all(named))
}

/**
 * Creates a trial's namespace wherever its job writes to one; it is removed with all that the trial wrote there when the
 * block ends, since what is compared is a copy.
 *
 * @throws UserError where a catalog or bucket cannot be reached
 */
export async function trialNamespaces(
  job: Job,
  namespace: string,
  lakes: LakeAccess,
  { terminal }: Context,
): Promise<AsyncDisposable> {
  const remove = (home: string) =>
    removeNamespace(home, namespace, lakes).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      terminal.note(`  ${stayingText(namespaceText(home, namespace), error.message)}`)
    })
  await using created = new AsyncDisposableStack()
  for (const home of namespaceHomes(job)) {
    await createNamespace(home, namespace, lakes)
    created.defer(() => remove(home))
  }
  return created.move()
}

/** The catalogs that the engines of a job write to, on all of its stores. */
export function catalogsOf({ tables, storage = [] }: Pick<Job, 'tables' | 'storage'>): Set<string> {
  const places = Object.values(tables).flatMap(({ lake }) => parseLakeName(lake ?? '') ?? [])
  const named = places.flatMap((place) => (place.format === 'iceberg' ? [place.catalog] : []))
  return new Set(named.flatMap((catalog) => (catalog === '{storage}' ? storage : [catalog])))
}

/** Where the engines of a job have namespaces: catalogs, and prefixes such as `s3://lake/trials/`. */
export function namespaceHomes(job: Pick<Job, 'tables' | 'storage'>): Set<string> {
  const prefixes = Object.values(job.tables).flatMap(
    ({ lake = '' }) => /^(s3:.+\/)\{namespace\}\//.exec(lake)?.[1] ?? [],
  )
  return new Set([...catalogsOf(job), ...prefixes])
}

const stayingText = (what: string, why: string): string =>
  `${what} stays, because it could not be removed: ${why} Once this run has ended, etl-compare clean removes it.`
