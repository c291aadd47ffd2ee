import { opendir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isFolder } from '../files/disk.ts'
import { isData } from './file-kind.ts'
import { gitFiles, isCodeOf } from './source-files.ts'

/** What is looked at of one folder or file that a command names: hashing more would hold up the job. */
export const MOST_FILES = 2000
export const MOST_BYTES = 512 * 2 ** 20

/** Made where it is needed: the first number in words costs a process 13 ms. */
const tooMany = () => `it has more than ${MOST_FILES.toLocaleString('en')} files`

/** What builds and environments leave in a folder that no git keeps in order. */
const BUILT = /(^|\/)(target|logs|dbt_packages|venv|site-packages)(\/|$)/

/**
 * Files of code below a folder, relative to it: those that git knows or would add, else all; no data by their names,
 * nothing hidden, nothing that runs leave behind.
 *
 * @returns why it can't be looked at, where it is too large; nothing where the first of many files are all data
 */
export async function codeBelow(folder: string): Promise<string[] | { tooLarge: string }> {
  const found: string[] = []
  let [entries, bytes] = [0, 0]
  for await (const path of candidatesIn(folder)) {
    if (++entries > MOST_FILES) return found.length === 0 ? [] : { tooLarge: tooMany() }
    const entry = isCodeOf(path) && !isData(path) ? await stat(join(folder, path)).catch(() => null) : null
    if (!entry?.isFile()) continue
    bytes += entry.size
    if (bytes > MOST_BYTES) return { tooLarge: `it has more than ${MOST_BYTES / 2 ** 20} MiB` }
    found.push(path)
  }
  return found
}

async function* candidatesIn(folder: string): AsyncGenerator<string> {
  const known = (await gitFiles(folder)) ?? []
  yield* known.length > 0 ? known : entriesBelow(folder)
}

/** Everything below a folder and the folders in it that may be of code, also behind links; each folder once. */
async function* entriesBelow(folder: string): AsyncGenerator<string> {
  const seen = new Set<string>()
  const queue = ['']
  for (let below = queue.shift(); below !== undefined; below = queue.shift()) {
    const real = await realpath(join(folder, below))
    if (seen.has(real)) continue
    seen.add(real)
    const entries = await opendir(real).catch(() => [])
    for await (const { name } of entries) {
      const path = join(below, name)
      if (BUILT.test(path)) continue
      yield path
      if (isCodeOf(path) && (await isFolder(join(folder, path)))) queue.push(path)
    }
  }
}
