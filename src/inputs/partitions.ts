import { resolve } from 'node:path'
import { listFiles } from '../files/disk.ts'
import { matchedPaths } from '../files/glob.ts'
import { fillTemplate } from '../plan/template.ts'
import { printable } from '../text/text.ts'

/**
 * Partitions that an input is there for, newest first, safe to be shown; none where the template has no `{partition}`, or several.
 *
 * @param template absolute, all but its `{partition}` filled in
 */
export async function findPartitions(template: string, most: number): Promise<string[]> {
  const paths = await matchedPaths(fillTemplate(template, { partition: '*' }))
  const found = new Set<string>()
  for (const path of paths.toReversed()) {
    if (found.size === most) break
    const partition = partitionOf(resolve(path), template)
    if (partition && (await listFiles(path)).length > 0) found.add(printable(partition))
  }
  return [...found]
}

/** The part of a path that a template's only `{partition}` stands for. */
export function partitionOf(path: string, template: string): string | undefined {
  const [before = '', after, ...more] = template.split('{partition}')
  if (after === undefined || more.length > 0 || !path.startsWith(before)) return undefined
  const [piece = ''] = path.slice(before.length).split('/')
  const [end = ''] = after.split('/')
  return piece.endsWith(end) ? piece.slice(0, piece.length - end.length) : undefined
}
