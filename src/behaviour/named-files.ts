import { dirname, join, resolve } from 'node:path'
import { exists } from '../files/disk.ts'
import { readStart } from '../files/excerpt.ts'
import { type Clue, type Clues, namesScript, scriptClues } from './clues.ts'
import { codeBelow, MOST_BYTES } from './code-folder.ts'
import { isArchive, isData, isScript, isTool } from './file-kind.ts'
import { type CommandPlace, type Found, findClue } from './find-clue.ts'
import type { Start } from './imports.ts'

/** The code that a command names. */
export interface NamedCode {
  /** Path of each file by what it is called in the behaviour hash: as the command writes it. */
  files: Map<string, string>
  /** What Python begins with, by what it is called. */
  starts: Map<string, Start>
  /** Folders and archives that Python may find modules in. */
  roots: string[]
  /** What is too large to be looked at, and why. */
  leftOut: string[]
  /** Whether a script is named that is not here. */
  isHidden: boolean
}

/** Finds the files and folders that a command names, and those that its shell scripts name. */
export async function namedCode(clues: Clues, place: CommandPlace): Promise<NamedCode> {
  const named: NamedCode = { files: new Map(), starts: new Map(), roots: [], leftOut: [], isHidden: false }
  await follow(clues, place, named, undefined)
  return named
}

async function follow(
  clues: Clues,
  place: CommandPlace,
  named: NamedCode,
  script: Found | undefined,
): Promise<void> {
  for (const clue of clues.paths) {
    const found = await findClue(clue, place, script)
    for (const each of found) {
      if (each.entry.isFile()) await takeFile(each, clue, place, named)
      else if (each.entry.isDirectory() && !clue.isLoose) await takeFolder(each, place, named)
    }
    if (found.length === 0 && script === undefined && namesScript(clue)) named.isHidden = true
  }
  if (place.folder !== undefined) takeStarts(clues, place.folder, named)
}

function takeStarts({ modules, snippets }: Clues, base: string, { starts }: NamedCode): void {
  for (const { texts, within } of modules)
    for (const module of texts) starts.set(`-m ${module}`, { module, folder: resolve(base, within) })
  for (const { texts, within } of snippets)
    for (const code of texts) starts.set(`-c ${starts.size}`, { code, folder: resolve(base, within) })
}

async function takeFile(
  found: Found,
  { isLoose }: Clue,
  place: CommandPlace,
  named: NamedCode,
): Promise<void> {
  const { key, path, entry } = found
  const isCode = isLoose ? isScript(path) : !isData(path)
  if (!isCode || named.files.has(key) || place.isForeign(path, false) || (await isInstalled(found))) return
  if (entry.size > MOST_BYTES) {
    named.leftOut.push(`${key}: it has more than ${MOST_BYTES / 2 ** 20} MiB`)
    return
  }
  named.files.set(key, path)
  if (path.endsWith('.py')) named.starts.set(key, { file: path })
  if (isArchive(path)) named.roots.push(path)
  const script = await shellScript(found)
  if (script !== undefined) await follow(scriptClues(script, place.varies), place, named, found)
}

async function takeFolder(found: Found, place: CommandPlace, named: NamedCode): Promise<void> {
  const { key, path } = found
  if (place.isForeign(path, true) || (await isInstalled(found))) return
  named.roots.push(path)
  const below = await codeBelow(path)
  if ('tooLarge' in below) {
    named.leftOut.push(`${key}: ${below.tooLarge}`)
    return
  }
  for (const file of below)
    if (!place.isForeign(join(path, file), false)) named.files.set(join(key, file), join(path, file))
  const main = named.files.get(join(key, '__main__.py'))
  if (main !== undefined) named.starts.set(join(key, '__main__.py'), { file: main })
}

const ENVIRONMENT_MARKS = ['pyvenv.cfg', 'conda-meta']

/** Whether something is a tool of this machine or part of an environment: packages, not code of the engine's. */
async function isInstalled({ path, entry }: Found): Promise<boolean> {
  if (/\/(?:site-packages|dist-packages|node_modules)(?:\/|$)/.test(path)) return true
  const isProgram = entry.isFile() && (entry.mode & 0o111) !== 0
  if (isProgram && isTool(path)) return true
  const environment = entry.isDirectory() ? path : dirname(dirname(path))
  const marks = await Promise.all(ENVIRONMENT_MARKS.map((mark) => exists(join(environment, mark))))
  return (isProgram || entry.isDirectory()) && marks.includes(true)
}

/** The text of a shell's script, by its name or its first line. */
async function shellScript({ path, entry }: Found): Promise<string | undefined> {
  const isNamed = /\.(?:sh|bash|zsh|ksh)$/.test(path)
  if (!isNamed && (entry.mode & 0o111) === 0) return undefined
  const text = await readStart(path)
  return isNamed || /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text) ? text : undefined
}
