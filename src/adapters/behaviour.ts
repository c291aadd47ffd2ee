import { glob, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

const IGNORED = /(^|\/)(\.[^/]+|__pycache__|tests?|node_modules|README\.md|Dockerfile)(\/|$)/

/**
 * The sources that make up one engine: path below `folder` → content.
 *
 * @param globs patterns below the folder; default: every file but tests, hidden ones and those in `others`
 * @param others files that other engines' commands name, relative to the folder
 */
export async function engineSources(
  folder: string,
  globs: string[] | undefined,
  others: ReadonlySet<string>,
): Promise<Record<string, string>> {
  const entries = await Array.fromAsync(glob(globs ?? ['**'], { cwd: folder, withFileTypes: true }))
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const own = globs ? paths : paths.filter((path) => !IGNORED.test(path) && !others.has(path))
  const read = own
    .toSorted()
    .map(async (path) => [path, await readFile(join(folder, path), 'base64')] as const)
  return Object.fromEntries(await Promise.all(read))
}
