import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { adviceOf } from '../../differences/advice.ts'
import { checkPort, type Met } from '../../differences/check-port.ts'
import { DROP_INS, type DropIn } from '../../differences/entry.ts'
import { UserError } from '../../errors.ts'
import type { Engine } from '../../model/config/model.ts'
import { findUses } from '../../port/find-uses.ts'
import { TARGET_NAMES } from '../../render/differences/fixes.ts'
import type { Surroundings } from '../../runners/runner.ts'

const MOST_NAMED = 3

/** The package of an engine with Spark's API, as a lock file names it. One that brings more is known by its command. */
const PACKAGES: Partial<Record<DropIn, string>> = { sail: 'pysail', sqlframe: 'sqlframe' }

/**
 * What the Spark programs of an engine call that the engine lacks, as port-check finds it, before anything runs.
 *
 * @param files of its code, from the configuration's folder
 * @returns a sentence an engine with Spark's API; none where its project locks none and its commands name none, or its
 *   programs cannot be read
 */
export async function lackingCalls(
  { steps }: Pick<Engine, 'steps'>,
  files: readonly string[],
  { folder, env }: Surroundings,
): Promise<string[]> {
  const locks = await Promise.all(
    steps.map(({ place }) => (place.project === undefined ? '' : lockOf(resolve(folder, place.project)))),
  )
  const engines = DROP_INS.filter(
    (name) =>
      locks.some((lock) => lock.includes(`\nname = "${PACKAGES[name]}"\n`)) ||
      steps.some(({ command }) => command.includes(name)),
  )
  if (engines.length === 0) return []
  const launchers = steps.flatMap((step) => launcherFolders(step, folder))
  const own = files.map((file) => resolve(folder, file)).filter((file) => !launchers.includes(dirname(file)))
  const programs = await sparkPrograms(own)
  if (programs.length === 0) return []
  const read = await findUses(programs, env).catch((error: unknown) => {
    if (error instanceof UserError) return []
    throw error
  })
  return engines.flatMap((engine) => {
    const lacking = checkPort(read, engine).met.filter(({ standing }) => standing === 'none')
    return lacking.length === 0 ? [] : [lackingText(engine, lacking)]
  })
}

/** Where a program lies that a step's command gives another program to run: its modules are no part of the other. */
function launcherFolders({ command, place }: Engine['steps'][number], folder: string): string[] {
  const scripts = command.filter((word) => word.endsWith('.py'))
  const folders = scripts.map((script) => dirname(resolve(folder, place.project ?? '.', script)))
  return folders.slice(0, -1).filter((one) => one !== folders.at(-1))
}

const lockOf = (project: string): Promise<string> =>
  readFile(join(project, 'uv.lock'), 'utf8').catch(() => '')

/** Of an engine's files, those that may be programs for Spark. */
async function sparkPrograms(files: readonly string[]): Promise<string[]> {
  const isOne = async (file: string) =>
    file.endsWith('.sql') ||
    (file.endsWith('.py') && (await readFile(file, 'utf8').catch(() => '')).includes('pyspark'))
  const found = await Promise.all(files.map(isOne))
  return files.filter((_, index) => found[index])
}

function lackingText(engine: DropIn, lacking: readonly Met[]): string {
  const byEntry = Map.groupBy(lacking.slice(0, MOST_NAMED), ({ entry }) => entry)
  const calls = [...byEntry].map(([entry, all]) => {
    const names = all.map(({ lacks, places: [first] }) =>
      [lacks ?? '', first ? `(${basename(first.file)}:${first.line})` : ''].filter(Boolean).join(' '),
    )
    const advice = adviceOf(entry, engine)?.replace(/\.$/, '')
    const title = `${entry.title}${all[0]?.lacks == null ? ' ' : ': '}`
    return `${title}${names.join(', ')}${advice === undefined ? '' : ` → ${advice}`}`
  })
  const more = lacking.length > MOST_NAMED ? `; and ${lacking.length - MOST_NAMED} more` : ''
  return `its code has what ${TARGET_NAMES[engine]} lacks: ${calls.join('; ')}${more}. A trial that reaches it ends there. port-check --to ${engine} shows all of it.`
}
