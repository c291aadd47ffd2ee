import { glob, stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { gitOutput } from '../files/git.ts'
import { requireNarrow } from '../files/glob.ts'

/** What running a project leaves in it, wherever it is. */
const LEFT_BEHIND =
  /(^|\/)(\.[^/]+|__pycache__|node_modules|results|spark-warehouse|metastore_db|derby\.log)(\/|$)/
/** What a project has besides the code that runs. */
const BESIDE_THE_CODE = /(^|\/)(tests?|README\.md|Dockerfile|etl-compare\.yml)(\/|$)/

/** Whether a path of a folder of code is part of what runs. */
export const isCodeOf = (path: string): boolean => !LEFT_BEHIND.test(path) && !BESIDE_THE_CODE.test(path)

/**
 * The files of a project, relative to it: every one that git knows or would add, less tests and `others`.
 *
 * @param others files that other engines' commands name, relative to the folder
 */
export async function projectFiles(folder: string, others: ReadonlySet<string>): Promise<string[]> {
  const paths = (await gitFiles(folder)) ?? (await matching(folder, ['**']))
  return regularFiles(
    folder,
    paths.filter((path) => isCodeOf(path) && !others.has(path)),
  )
}

/**
 * The files that globs name, relative to a folder or as the glob is absolute. A folder's name stands for all in it. What
 * runs leave behind is left out where a wildcard, or a folder, would take it in.
 */
export async function declaredFiles(folder: string, globs: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const pattern of globs) {
    const parts = pattern.split('/')
    const wild = parts.findIndex((part) => /[*?[{]/.test(part))
    const named = resolve(folder, (wild === -1 ? parts : parts.slice(0, wild)).join('/'))
    const paths = await matching(folder, wild === -1 ? [pattern, `${pattern}/**`] : [pattern])
    found.push(...paths.filter((path) => !LEFT_BEHIND.test(relative(named, resolve(folder, path)))))
  }
  return regularFiles(folder, found)
}

async function regularFiles(folder: string, paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of new Set(paths.toSorted()))
    if ((await stat(resolve(folder, path)).catch(() => undefined))?.isFile()) files.push(path)
  return files
}

async function matching(folder: string, globs: readonly string[]): Promise<string[]> {
  for (const pattern of globs) requireNarrow(pattern)
  return Array.fromAsync(glob(globs, { cwd: folder }))
}

/** Every file of a folder that git knows or would add; undefined where it is in no repository. */
export const gitFiles = async (folder: string): Promise<string[] | undefined> =>
  (await gitOutput(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'))
    ?.split('\0')
    .filter(Boolean)
