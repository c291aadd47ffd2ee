import { resolve } from 'node:path'
import { cluesOf } from '../../behaviour/clues.ts'
import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { isScript } from '../../behaviour/file-kind.ts'
import type { CommandPlace, LocalPlace } from '../../behaviour/find-clue.ts'
import { namedCode } from '../../behaviour/named-files.ts'
import { exists } from '../../files/disk.ts'
import { codeOfCommand, foreignTo, variesByPlaceholder } from '../engine/code.ts'
import { untoldPlaces } from '../engine/untold.ts'
import type { EngineDraft } from './draft.ts'

const MOST_NAMES = 8

/** Where the commands of a job that is being described start. */
export const placeOf = (folder: string, input: string): LocalPlace => ({
  folder,
  mounts: [],
  varies: variesByPlaceholder,
  isForeign: foreignTo([folder], resolve(folder, input)),
})

/**
 * Files that a command line names, the scripts and settings that the engine consists of. None where `sources:` would say
 * less than the command does: it runs a module, or names a folder of many.
 */
export async function namedFiles(run: readonly string[], place: CommandPlace): Promise<string[]> {
  const { files, starts } = await namedCode(cluesOf(run, place.varies), place)
  const isAllNamed = files.size <= MOST_NAMES && [...starts.keys()].every((key) => files.has(key))
  return isAllNamed ? [...files.keys()] : []
}

/** What a person should know of an engine's code: what is missing or not seen of it, and which places it may never learn. */
export async function engineNotes(
  { name, run }: EngineDraft,
  place: LocalPlace,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const scripts = run.filter((word) => isScript(word) && !place.varies(word) && !/[*?:=]/.test(word))
  const missing: string[] = []
  for (const path of scripts.map((script) => resolve(place.folder, script)))
    if (!(await exists(path))) missing.push(`${path} was not found. Create it, or fix run: of this engine.`)
  const code = await codeOfCommand(run, place, env)
  const doubts = codeDoubts(code, { isConfigured: true })
  const notes = missing.length > 0 ? missing : [...doubts, ...(await untoldPlaces(run, code, place.folder))]
  return notes.map((note) => `Note: '${name}': ${note}`)
}
