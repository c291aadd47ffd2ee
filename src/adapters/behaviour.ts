import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { digestFile } from './files/digest.ts'

/** What running a project leaves in it, wherever it is. */
const LEFT_BEHIND =
  /(^|\/)(\.[^/]+|__pycache__|node_modules|results|spark-warehouse|metastore_db|derby\.log)(\/|$)/
/** What a project has besides the code that runs. */
const BESIDE_THE_CODE = /(^|\/)(tests?|README\.md|Dockerfile|etl-compare\.yml)(\/|$)/

/**
 * The sources that make up one engine: path below `folder` → hash of the content.
 *
 * @param globs patterns below the folder; default: every file that git knows or would add, less tests and `others`
 * @param others files that other engines' commands name, relative to the folder
 */
export async function engineSources(
  folder: string,
  globs: string[] | undefined,
  others: ReadonlySet<string>,
): Promise<Record<string, string>> {
  const paths = globs ? await matching(folder, globs) : await ownFiles(folder)
  const own = paths.filter((path) => !LEFT_BEHIND.test(path))
  const code = globs ? own : own.filter((path) => !BESIDE_THE_CODE.test(path) && !others.has(path))
  const sources: Record<string, string> = {}
  for (const path of code.toSorted()) {
    const isFile = (await stat(join(folder, path)).catch(() => undefined))?.isFile()
    if (isFile) sources[path] = await hashOf(join(folder, path))
  }
  return sources
}

const matching = (folder: string, globs: string[]): Promise<string[]> =>
  Array.fromAsync(glob(globs, { cwd: folder }))

async function ownFiles(folder: string): Promise<string[]> {
  try {
    const args = ['-C', folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
    const { stdout } = await promisify(execFile)('git', args, { maxBuffer: 2 ** 26 })
    return stdout.split('\0').filter(Boolean)
  } catch {
    return matching(folder, ['**'])
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await digestFile(path, hash)
  return hash.digest('hex')
}
