import type { Stats } from 'node:fs'
import { glob, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path'
import type { Mount } from '../model/config/model.ts'
import type { Clue, Varies } from './clues.ts'

/** Where a command's words mean something. */
export interface CommandPlace {
  /** Folder that it starts in, absolute; absent in a container, which sees this machine by its mounts alone. */
  folder?: string
  /** With absolute sources. */
  mounts: readonly Mount[]
  varies: Varies
  /** Whether a file or a folder is none of the engine's: its input, another engine's, or what holds everything. */
  isForeign(path: string, isFolder: boolean): boolean
}

/** The same of a process. */
export interface LocalPlace extends CommandPlace {
  folder: string
}

/** Something that is there, and what it is called in the behaviour hash. */
export interface Found {
  key: string
  path: string
  entry: Stats
}

/** What a clue means: in the folder where the command starts, else in that of the script that has it. */
export async function findClue(clue: Clue, place: CommandPlace, script: Found | undefined): Promise<Found[]> {
  for (const text of clue.texts)
    for (const { key, path } of meanings(text, clue, place, script)) {
      const entry = await stat(path).catch(() => undefined)
      const found = entry
        ? [{ key: normalize(key), path, entry }]
        : await matchesOf(normalize(key), path, place)
      if (found.length > 0) return found
    }
  return []
}

function meanings(
  text: string,
  { within }: Clue,
  { folder, mounts }: CommandPlace,
  script: Found | undefined,
): { key: string; path: string }[] {
  if (isAbsolute(text)) {
    const path = folder === undefined ? inMount(text, mounts) : text
    return path === undefined ? [] : [{ key: text, path }]
  }
  const own = join(within, text)
  return [
    ...(folder === undefined ? [] : [{ key: own, path: resolve(folder, own) }]),
    ...(script ? [{ key: join(dirname(script.key), own), path: resolve(dirname(script.path), own) }] : []),
  ]
}

const inMount = (path: string, mounts: readonly Mount[]): string | undefined =>
  mounts
    .map(({ source, target }) => ({ source, below: relative(target, path) }))
    .filter(({ below }) => !below.startsWith('..'))
    .map(({ source, below }) => join(source, below))[0]

/** Files that a path means whose last part has wildcards, as Java and Spark take it: `lib/*`, `jars/*.jar`. */
async function matchesOf(
  key: string,
  path: string,
  { folder: start, isForeign }: CommandPlace,
): Promise<Found[]> {
  const [folder, pattern] = [dirname(path), basename(path)]
  if (!/[*?[]/.test(pattern) || pattern.includes('**') || /[*?[]/.test(folder)) return []
  if (folder === start ? pattern === '*' : isForeign(folder, true)) return []
  const found: Found[] = []
  for (const name of (await Array.fromAsync(glob(pattern, { cwd: folder }))).toSorted()) {
    const entry = await stat(join(folder, name)).catch(() => undefined)
    if (entry?.isFile()) found.push({ key: join(dirname(key), name), path: join(folder, name), entry })
  }
  return found
}
