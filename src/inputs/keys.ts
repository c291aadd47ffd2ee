import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { listFiles } from '../files/disk.ts'
import { fillTemplate } from '../plan/template.ts'
import { printable } from '../text/text.ts'

/**
 * Keys that an input is there for, newest first, safe to be shown; none where the template has no `{key}`, or several.
 *
 * @param template absolute, all but its `{key}` filled in
 */
export async function findKeys(template: string, most: number): Promise<string[]> {
  const paths = await Array.fromAsync(glob(fillTemplate(template, { key: '*' })))
  const found = new Set<string>()
  for (const path of paths.toSorted().toReversed()) {
    if (found.size === most) break
    const key = keyOf(resolve(path), template)
    if (key && (await listFiles(path)).length > 0) found.add(printable(key))
  }
  return [...found]
}

/** The part of a path that a template's only `{key}` stands for. */
export function keyOf(path: string, template: string): string | undefined {
  const [before = '', after, ...more] = template.split('{key}')
  if (after === undefined || more.length > 0 || !path.startsWith(before)) return undefined
  const [piece = ''] = path.slice(before.length).split('/')
  const [end = ''] = after.split('/')
  return piece.endsWith(end) ? piece.slice(0, piece.length - end.length) : undefined
}
