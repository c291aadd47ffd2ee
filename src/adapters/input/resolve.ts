import { createHash } from 'node:crypto'
import { glob } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { digestFile } from '../files/digest.ts'
import { type FileEntry, listFiles } from '../files/disk.ts'

/** A job's input on this machine, with what a record keeps of it. */
export interface Input {
  /** What the engine is given: a folder, a file or a glob, absolute. */
  path: string
  /** Where it came from, as shown: `fixture:weblogs`, `path`. */
  source: string
  files: FileEntry[]
  bytes: number
  sha256: string
}

/**
 * Finds and hashes the files of a folder, file or glob. The hash is over relative names and contents.
 *
 * @throws UserError `inputMissing`, `inputEmpty`
 */
export async function resolveInput(path: string, source: string, job: string): Promise<Input> {
  const files = await inputFiles(path)
  if (files.length === 0) throw new UserError('inputMissing', { job, path })
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (bytes === 0) throw new UserError('inputEmpty', { job, path })
  return { path, source, files, bytes, sha256: await digestFiles(path, files) }
}

async function inputFiles(path: string): Promise<FileEntry[]> {
  const direct = await listFiles(path)
  if (direct.length > 0 || !/[*?[{]/.test(path)) return direct
  const matched = await Array.fromAsync(glob(path))
  return (await Promise.all(matched.toSorted().map((match) => listFiles(resolve(match))))).flat()
}

async function digestFiles(root: string, files: FileEntry[]): Promise<string> {
  const hash = createHash('sha256')
  for (const { path, bytes } of files) {
    hash.update(`${relative(root, path)}\0${bytes}\0`)
    await digestFile(path, hash)
  }
  return hash.digest('hex')
}
