import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { UserError } from '../errors.ts'
import { digestFile, sha256 } from '../files/digest.ts'
import { bytesOf, type FileEntry, isPattern, listFiles } from '../files/disk.ts'
import { matchedFiles } from '../files/glob.ts'
import type { Search } from '../files/search.ts'
import type { InputOwner } from '../model/config/job-input.ts'
import type { RunRecord } from '../model/record/schema.ts'

/** The files of an input. */
export interface LocatedInput {
  /** What the engine is given: a folder, a file or a glob, absolute. */
  path: string
  files: FileEntry[]
  bytes: number
}

/** One of a job's inputs, by its name; null where it is the only one, of `input:`. */
export interface LocatedPart extends LocatedInput {
  name: string | null
}

export interface InputPart extends LocatedPart {
  sha256: string
}

/** What a job reads on this machine, with what a record keeps of it. */
export interface Input {
  parts: InputPart[]
  /** Where it came from, as shown: `fixture:weblogs`, `path`. */
  source: string
  /** Of all parts. */
  files: FileEntry[]
  bytes: number
  sha256: string
}

/**
 * Finds the files of a folder, file or glob.
 *
 * @throws UserError `inputMissing`, `inputEmpty`, `inputTooWide`, and what the search throws
 */
export async function locateInput(path: string, owner: InputOwner, search?: Search): Promise<LocatedInput> {
  const files = await inputFiles(path, search).catch((error: unknown) => {
    const isTooWide = error instanceof UserError && TOO_WIDE.includes(error.code)
    throw isTooWide ? new UserError('inputTooWide', { ...owner, detail: error.message }) : error
  })
  if (files.length === 0) throw new UserError('inputMissing', { ...owner, path })
  const bytes = bytesOf(files)
  if (bytes === 0) throw new UserError('inputEmpty', { ...owner, path })
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
  const located = await locateInput(path, { job, input: null }, search)
  return digestInputs([{ ...located, name: null }], source, signal)
}

/** All inputs of a job with their hashes. Aborting the signal throws. */
export async function digestInputs(
  located: readonly LocatedPart[],
  source: string,
  signal?: AbortSignal,
): Promise<Input> {
  const parts: InputPart[] = []
  for (const part of located) parts.push({ ...part, sha256: await digestInput(part, signal) })
  return joinInputs(parts, source)
}

/** The parts as one input. The hash of several is over their names and hashes, in whatever order they come. */
export function joinInputs(parts: InputPart[], source: string): Input {
  const files = parts.flatMap((part) => part.files)
  const [only] = parts
  const named = parts.map(({ name, sha256 }) => `${name}\0${sha256}\0`).toSorted()
  const hash = only?.name === null ? only.sha256 : sha256(named.join(''))
  return { parts, source, files, bytes: bytesOf(files), sha256: hash }
}

/** What a run record keeps of an input. */
export const toRecordInput = ({ source, sha256, bytes, files, parts }: Input): RunRecord['input'] => ({
  ...{ source, sha256, bytes, files: files.length },
  ...(parts.some(({ name }) => name !== null) && {
    parts: parts.map((part) => ({
      name: part.name ?? '',
      sha256: part.sha256,
      bytes: part.bytes,
      files: part.files.length,
    })),
  }),
})

/** Hash of an input's files: over their relative names and contents. Aborting the signal throws. */
async function digestInput({ path: root, files }: LocatedInput, signal?: AbortSignal): Promise<string> {
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
export async function hasChanged({ files }: Pick<LocatedInput, 'files'>): Promise<boolean> {
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
export function checkApart(job: string, { parts }: Pick<Input, 'parts'>, out: string): void {
  for (const { path, files } of parts) {
    if (files.some((file) => file.path === path)) continue
    if (out === path || out.startsWith(`${path}/`)) throw new UserError('outBelowInput', { job, path, out })
  }
}
