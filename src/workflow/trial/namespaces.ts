import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import type { Job } from '../../model/config/model.ts'
import { type CatalogSettings, catalogSettings } from '../../tables/readers/lake/catalog-settings.ts'
import { parseLakeName } from '../../tables/readers/lake/lake-name.ts'
import type { LakeAccess } from '../../tables/readers/lake/lakes.ts'
import { changeNamespace } from '../../tables/readers/lake/namespace.ts'

/**
 * The namespace of a trial, in each catalog that its job writes to.
 *
 * @param order of the trial in its comparison, from 1
 */
export const namespaceOf = (run: string, order: number): string =>
  `etl_${run.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}_${order}`

/** The catalogs that a job writes to. */
function catalogsOf({ tables }: Job): string[] {
  const lakes = Object.values(tables).flatMap(({ lake }) => parseLakeName(lake ?? '') ?? [])
  return [...new Set(lakes.flatMap((table) => (table.format === 'iceberg' ? [table.catalog] : [])))]
}

/**
 * What an engine needs to reach the catalogs of its job.
 *
 * @throws UserError where a catalog's variable or file is missing
 */
export async function jobCatalogs(
  job: Job,
  lakes: LakeAccess,
): Promise<Record<string, CatalogSettings['properties']>> {
  const named = catalogsOf(job).map(
    async (name) => [name, (await catalogSettings(name, lakes)).properties] as const,
  )
  return Object.fromEntries(await Promise.all(named))
}

/**
 * Creates a trial's namespace in the catalogs of its job; it is removed with all that the trial wrote there when the
 * block ends, since what is compared is a copy.
 *
 * @throws UserError where a catalog cannot be reached
 */
export async function trialNamespaces(
  job: Job,
  namespace: string,
  lakes: LakeAccess,
  { terminal }: Context,
): Promise<AsyncDisposable> {
  const remove = (catalog: string) =>
    changeNamespace('remove', catalog, namespace, lakes).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      terminal.note(`  namespace ${namespace} of catalog ${catalog} could not be removed: ${error.message}`)
    })
  await using created = new AsyncDisposableStack()
  for (const catalog of catalogsOf(job)) {
    await changeNamespace('create', catalog, namespace, lakes)
    created.defer(() => remove(catalog))
  }
  return created.move()
}
