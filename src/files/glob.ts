import { glob } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { type FileEntry, listAll, type Visitor } from './disk.ts'

/** Each of them is walked on its own, and they double with every `{a,b}`. */
const MOST_ALTERNATIVES = 10_000
/** Node's glob takes no more. */
const MOST_CHARACTERS = 65_536

/** Paths that a pattern matches, sorted. @throws UserError `patternTooWide` */
export const matchedPaths = async (pattern: string): Promise<string[]> =>
  (await matchedEntries(pattern, process.cwd())).map(({ path }) => path)

/**
 * The files that a pattern matches below a folder, and those below the folders that it matches.
 *
 * @throws UserError `patternTooWide`, `patternTooLong`, and what the visitor throws
 */
export async function matchedFiles(pattern: string, folder: string, visitor?: Visitor): Promise<FileEntry[]> {
  const walked = new Set<string>()
  const outermost = (await matchedEntries(pattern, folder, visitor)).filter(({ path, isFolder, isLink }) => {
    const isFoundAnyway = walked.has(dirname(path)) && !isLink
    if (isFolder) walked.add(path)
    return !isFoundAnyway
  })
  return listAll(
    outermost.map(({ path }) => path),
    visitor,
  )
}

/** @throws UserError `patternTooWide` where it stands for more patterns than can be searched for; `patternTooLong` */
export function requireNarrow(pattern: string): void {
  if (pattern.length > MOST_CHARACTERS)
    throw new UserError('patternTooLong', { pattern, most: MOST_CHARACTERS })
  const alternatives = countAlternatives(pattern)
  if (alternatives > MOST_ALTERNATIVES)
    throw new UserError('patternTooWide', { pattern, alternatives, most: MOST_ALTERNATIVES })
}

interface Match {
  path: string
  isFolder: boolean
  isLink: boolean
}

async function matchedEntries(pattern: string, cwd: string, visitor?: Visitor): Promise<Match[]> {
  requireNarrow(pattern)
  const found: Match[] = []
  for await (const entry of glob(pattern, { cwd, withFileTypes: true })) {
    visitor?.count?.()
    const path = join(entry.parentPath, entry.name)
    found.push({ path, isFolder: entry.isDirectory(), isLink: entry.isSymbolicLink() })
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** How many patterns a pattern's braces stand for: 6 for `{a,b}{1..3}`. @internal */
export function countAlternatives(pattern: string): number {
  /** Of each brace that is open: what stands before it, and the parts that have ended. */
  const open: { before: number; parts: number }[] = []
  let count = 1
  for (const [token, low, high] of pattern.matchAll(TOKEN)) {
    const brace = open.at(-1)
    if (low !== undefined) count *= Math.abs(Number(high) - Number(low)) + 1
    else if (token === '{') {
      open.push({ before: count, parts: 0 })
      count = 1
    } else if (token === ',' && brace) {
      brace.parts += count
      count = 1
    } else if (token === '}' && open.pop() && brace) count = brace.before * (brace.parts + count)
  }
  return open.reduceRight((total, { before, parts }) => before * (parts + total), count)
}

const TOKEN = /\\.|\{(-?\d+)\.\.(-?\d+)[^{},]*\}|[{},]/g
