import { UserError } from '../../errors.ts'
import type { LakeAccess } from '../../tables/readers/lake/lakes.ts'
import { abandonedNamespaces, namespaceText, removeNamespace } from '../../tables/readers/lake/namespace.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'

/**
 * Removes namespaces of trials whose run was killed on this machine, with their tables. Those of a run that goes on, or
 * runs on another machine, and all that others made, stay.
 *
 * @returns what was removed, by kind and name
 */
export async function sweepNamespaces(
  homes: Iterable<string>,
  lakes: LakeAccess,
  note: (text: string) => void,
): Promise<string[]> {
  const removed: string[] = []
  for (const home of homes) {
    try {
      for (const namespace of await abandonedNamespaces(home, lakes)) {
        await removeNamespace(home, namespace, lakes)
        removed.push(namespaceText(home, namespace))
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const where = isObjects(home) ? home : `catalog ${home}`
      note(`What killed runs may have left in ${where} was not looked for: ${error.message}`)
    }
  }
  return removed
}
