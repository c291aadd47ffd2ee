import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Writes a whole file or nothing: a reader never sees half of it, nor does a machine that loses power.
 *
 * @throws UserError `diskFull` where there is no space left
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path))
  const temporary = `${path}.${process.pid}.partial`
  try {
    await writeFile(temporary, content, { flush: true })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new UserError('diskFull', { path })
    throw error
  }
}
