import { resolve } from 'node:path'
import { cluesOf } from '../../behaviour/clues.ts'
import type { CommandPlace, LocalPlace } from '../../behaviour/find-clue.ts'
import { namedCode } from '../../behaviour/named-files.ts'
import { foreignTo, variesByPlaceholder } from '../engine/code.ts'

const MOST_NAMES = 8

/** Where the commands of a job that is being described start. */
export const placeOf = (folder: string, inputs: readonly string[]): LocalPlace => ({
  folder,
  mounts: [],
  varies: variesByPlaceholder,
  isForeign: foreignTo(
    [folder],
    inputs.map((input) => resolve(folder, input)),
  ),
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
