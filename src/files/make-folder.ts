import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { isFolder } from './disk.ts'

/**
 * Makes a folder, and those above it that are missing. Node's own recursive mkdir never ends where a folder that exists
 * answers ENOENT, as /proc does, and an automounter's root.
 *
 * @throws UserError `pathUnusable` where something else has its name, or the folder above takes none
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isMade(path)) return
  const above = dirname(path)
  if (!(await isFolder(above))) await makeFolder(above)
  // Another process may make it at the same time, so only a second failure counts.
  if (!(await isMade(path)))
    throw new UserError('pathUnusable', { path, detail: `no folder can be created in ${above}` })
}

/** @returns false where what is above it seems to be missing */
async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (await isFolder(path)) return true
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return false
    throw code === 'EEXIST' ? new UserError('pathUnusable', { path, detail: 'it is not a folder' }) : error
  }
}
