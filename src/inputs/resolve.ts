import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { UserError } from '../errors.ts'
import { digestFile } from '../files/digest.ts'
import { type FileEntry, isPattern, listFiles } from '../files/disk.ts'
import { matchedFiles } from '../files/glob.ts'
import type { Search } from '../files/search.ts'

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

/** The files of an input. */
export type LocatedInput = Pick<Input, 'path' | 'files' | 'bytes'>

/**
 * Finds the files of a folder, file or glob.
 *
 * @throws UserError `inputMissing`, `inputEmpty`, `inputTooWide`, and what the search throws
 */
export async function locateInput(path: string, job: string, search?: Search): Promise<LocatedInput> {
  const files = await inputFiles(path, search).catch((error: unknown) => {
    const isTooWide = error instanceof UserError && TOO_WIDE.includes(error.code)
    throw isTooWide ? new UserError('inputTooWide', { job, detail: error.message }) : error
  })
  if (files.length === 0) throw new UserError('inputMissing', { job, path })
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (bytes === 0) throw new UserError('inputEmpty', { job, path })
  return { path, files, bytes }
}

const TOO_WIDE = ['filesTooMany', 'patternTooWide', 'patternTooLong']

/** The files of a folder, file or glob, with their hash. Errors as `locateInput`; aborting the signal throws. */
export async function resolveInput(
  path: string,
  source: string,
  job: string,
  signal?: AbortSignal,
  search?: Search,
): Promise<Input> {
  const located = await locateInput(path, job, search)
  return { ...located, source, sha256: await digestInput(located, signal) }
}

/** Hash of an input's files: over their relative names and contents. Aborting the signal throws. */
export async function digestInput(
  { path: root, files }: LocatedInput,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256')
  for (const { path, bytes } of files) {
    hash.update(`${relative(root, path)}\0${bytes}\0`)
    await digestFile(path, hash, signal)
  }
  return hash.digest('hex')
}

/** The files of a folder, file or glob, sorted; none where there is nothing. */
async function inputFiles(path: string, search: Search | undefined): Promise<FileEntry[]> {
  const direct = await listFiles(path, search)
  return direct.length > 0 || !isPattern(path) ? direct : matchedFiles(path, process.cwd(), search)
}

/** Whether a file of an input has another size or time of change than when it was hashed, or is gone. */
export async function hasChanged({ files }: LocatedInput): Promise<boolean> {
  const now = await Promise.all(files.map(({ path }) => stat(path).catch(() => undefined)))
  return files.some(
    ({ bytes, changedMs }, index) => now[index]?.size !== bytes || now[index]?.mtimeMs !== changedMs,
  )
}

/**
 * Results below the input would be read as input by the next run.
 *
 * @throws UserError `outBelowInput`
 */
export function checkApart(job: string, { path, files }: LocatedInput, out: string): void {
  if (files.some((file) => file.path === path)) return
  if (out === path || out.startsWith(`${path}/`)) throw new UserError('outBelowInput', { job, path, out })
}
