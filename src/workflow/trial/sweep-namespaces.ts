import { UserError } from '../../errors.ts'
import type { LakeAccess } from '../../tables/readers/lake/lakes.ts'
import { abandonedNamespaces, removeNamespace } from '../../tables/readers/lake/namespace.ts'

/**
 * Removes namespaces of trials whose run was killed on this machine, with their tables. Those of a run that goes on, or
 * runs on another machine, and all that others made, stay.
 *
 * @returns what was removed, by kind and name
 */
export async function sweepNamespaces(
  catalogs: Iterable<string>,
  lakes: LakeAccess,
  note: (text: string) => void,
): Promise<string[]> {
  const removed: string[] = []
  for (const catalog of catalogs) {
    try {
      for (const namespace of await abandonedNamespaces(catalog, lakes)) {
        await removeNamespace(catalog, namespace, lakes)
        removed.push(`namespace ${namespace} of catalog ${catalog}`)
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      note(`Namespaces of catalog ${catalog} were not checked: ${error.message}`)
    }
  }
  return removed
}
