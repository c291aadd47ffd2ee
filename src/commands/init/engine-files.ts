import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { cluesOf } from '../../behaviour/clues.ts'
import { codeDoubts } from '../../behaviour/code-doubts.ts'
import type { CommandPlace, LocalPlace } from '../../behaviour/find-clue.ts'
import { namedCode } from '../../behaviour/named-files.ts'
import { codeOfCommand, foreignTo, variesByPlaceholder } from '../../workflow/engine/code.ts'
import type { EngineDraft } from '../../workflow/init/draft.ts'

const MOST_NAMES = 8
const MOST_BYTES = 1e6

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

/** What a person should know of an engine's code: what is not seen of it, and what tells it neither input nor output. */
export async function engineNotes(
  { name, run }: EngineDraft,
  place: LocalPlace,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const code = await codeOfCommand(run, place, env)
  const texts = await Promise.all(code.files.map((path) => smallText(resolve(place.folder, path))))
  const whole = [...run, ...texts].join('\n')
  const untold = (['input', 'output'] as const).filter(
    (what) =>
      !run.some((argument) => argument.includes(`{${what}}`)) && !whole.includes(`ETL_${what.toUpperCase()}`),
  )
  return [
    ...codeDoubts(code, { isConfigured: true }).map((doubt) => `Note: '${name}': ${doubt}`),
    ...untold.map(
      (what) =>
        `Note: nothing tells '${name}' its ${what}. Put {${what}} into its command, or let it read ETL_${what.toUpperCase()}.`,
    ),
  ]
}

async function smallText(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found && found.size <= MOST_BYTES ? readFile(path, 'utf8') : ''
}
