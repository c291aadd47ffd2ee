import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { parseLakeName } from '../../tables/readers/lake/lake-name.ts'
import { changeNamespace } from '../../tables/readers/lake/namespace.ts'
import type { ReadyComparison } from './setup.ts'

/**
 * The namespace of a trial, in each catalog that its job writes to.
 *
 * @param order of the trial in its comparison, from 1
 */
export const namespaceOf = (run: string, order: number): string =>
  `etl_${run.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}_${order}`

/**
 * Creates a trial's namespace in the catalogs of its job; it is removed with all that the trial wrote there when the
 * block ends, since what is compared is a copy.
 *
 * @throws UserError where a catalog cannot be reached
 */
export async function trialNamespaces(
  { plan, lakes }: ReadyComparison,
  namespace: string,
  { terminal }: Context,
): Promise<AsyncDisposable> {
  const tables = Object.values(plan.job.tables).flatMap(({ lake }) => parseLakeName(lake ?? '') ?? [])
  const catalogs = new Set(tables.flatMap((table) => (table.format === 'iceberg' ? [table.catalog] : [])))
  const remove = (catalog: string) =>
    changeNamespace('remove', catalog, namespace, lakes).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      terminal.note(`  namespace ${namespace} of catalog ${catalog} could not be removed: ${error.message}`)
    })
  await using created = new AsyncDisposableStack()
  for (const catalog of catalogs) {
    await changeNamespace('create', catalog, namespace, lakes)
    created.defer(() => remove(catalog))
  }
  return created.move()
}
