import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isGone, ownerWord, parseOwner, thisOwner } from './owner.ts'

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
const HALF = new RegExp(`\\.([^.]*\\.\\d+\\.\\d*\\.\\d*)\\.${HOST}\\.partial$`)

/** What a file is called as long as it is not whole: its name tells whose it is. */
export const halfOf = async (path: string): Promise<string> =>
  `${path}.${ownerWord(await thisOwner())}.${HOST}.partial`

/** Removes what processes of this machine that were killed have left half written in a folder. */
export async function removeHalves(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = parseOwner(hostname(), HALF.exec(name)?.[1] ?? '')
    if (owner && (await isGone(owner))) await rm(join(folder, name), { force: true })
  }
}
