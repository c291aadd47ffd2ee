import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { halfOf, removeHalves } from './halves.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Writes a whole file or nothing: a reader never sees half of it, nor does a machine that loses power. What a kill left of
 * an earlier file in the same folder is removed.
 *
 * @throws UserError `diskFull` where there is no space left
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path))
  const temporary = await halfOf(path)
  try {
    await writeFile(temporary, content, { flush: true })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new UserError('diskFull', { path })
    throw error
  }
  // The file is whole, whatever else the folder allows.
  await removeHalves(dirname(path)).catch(() => undefined)
}
