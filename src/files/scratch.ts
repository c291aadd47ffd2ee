import { mkdtemp, readdir } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeTree } from './disk.ts'
import { isGone, type Owner, ownerWord, parseOwner, thisOwner } from './owner.ts'

const NAME = /^etl-compare-(.+)-[^-]{6}$/

/** Whose a folder is, by its name; undefined for one that is none of the tool's. @internal */
export const scratchOwner = (name: string): Owner | undefined =>
  parseOwner(hostname(), NAME.exec(name)?.[1] ?? '')

/**
 * A folder that is removed with all that is in it when its block ends; its name tells whose it is. What can't be
 * removed stays for a later sweep.
 *
 * @param parent the folder that it lies in
 */
export async function scratchFolder(parent = tmpdir()): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(parent, `etl-compare-${ownerWord(await thisOwner())}-`))
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await removeTree(path)
    },
  }
}

/**
 * Removes scratch folders whose owner was killed before it could.
 *
 * @returns their paths
 */
export async function sweepScratch(parent = tmpdir()): Promise<string[]> {
  const removed: string[] = []
  for (const name of await readdir(parent)) {
    const owner = scratchOwner(name)
    if (!owner || !(await isGone(owner))) continue
    const path = join(parent, name)
    if (await removeTree(path)) removed.push(path)
  }
  return removed
}
