import { lstat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { ifThere, statIfThere } from '../../files/disk.ts'
import { readWhole } from '../../files/excerpt.ts'
import { CONFIG_FILE } from '../../model/config/defaults.ts'
import type { Config } from '../../model/config/model.ts'
import { utcDayOf } from '../../model/units/day.ts'
import { recallConfig, rememberConfig } from './known-config.ts'
import { priceBookFor } from './price-book.ts'

/** A configuration and where its relative paths begin. */
export interface LoadedConfig {
  path: string
  /** Its path as messages show it: as it was given, or from the working folder. */
  shown: string
  folder: string
  config: Config
}

/** Some 4,000 jobs. More would be parsed for many seconds, in which nothing can end the tool. */
const MOST_BYTES = 2 ** 20

/**
 * Reads the `etl-compare.yml` that was named.
 *
 * @throws UserError `configMissing`, `configUnreadable`, `configTooLarge`, `configInvalid` with every problem and its line
 */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const path = resolve(file)
  const text = await readText(file, path)
  const known = await recallConfig(path, text)
  const config = known ?? (await parse(file, text))
  if (!known) await rememberConfig(path, text, config)
  return { path, shown: file, folder: dirname(path), config }
}

async function readText(file: string, path: string): Promise<string> {
  try {
    const found = await statIfThere(path)
    if (!found) throw new UserError('configMissing', { path: file })
    if (!found.isFile()) throw new UserError('configUnreadable', { path: file, detail: 'it is not a file' })
    if (found.size > MOST_BYTES)
      throw new UserError('configTooLarge', { path: file, bytes: found.size, most: MOST_BYTES })
    return (await readWhole(path)) ?? ''
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('configUnreadable', { path: file, detail: problemOf(error) })
  }
}

/** `EACCES: permission denied, open '…'`, without what is said already. */
const problemOf = (error: unknown): string =>
  (error as Error).message.replace(/^[A-Z]+: /, '').split(',')[0] ?? ''

async function parse(file: string, text: string): Promise<Config> {
  const { parseConfig } = await import('../../model/config/parse.ts')
  const parsed = parseConfig(text, await priceBookFor(text), utcDayOf(new Date()))
  if ('problems' in parsed) throw new UserError('configInvalid', { path: file, problems: parsed.problems })
  return parsed.config
}

/** The configuration that was named, or else the project's, which must be there. @throws UserError as `loadConfig` */
export const requireConfig = async (file: string | undefined): Promise<LoadedConfig> =>
  loadConfig(file ?? (await configOfProject()) ?? CONFIG_FILE)

/**
 * The configuration that was named, or else the project's: here, or above as far up as the git repository goes. Undefined
 * where there is none, not even a link to one.
 */
export async function findConfig(file: string | undefined): Promise<LoadedConfig | undefined> {
  const found = file ?? (await configOfProject())
  return found === undefined ? undefined : loadConfig(found)
}

/** The configuration that was named, or else the working folder's: of a command whose meaning no file elsewhere may change. */
export async function configHere(file: string | undefined): Promise<LoadedConfig | undefined> {
  if (file !== undefined) return loadConfig(file)
  return (await isThere(CONFIG_FILE)) ? loadConfig(CONFIG_FILE) : undefined
}

/** Says which configuration is used where it is not the working folder's. */
export function noteConfigAbove({ shown }: LoadedConfig, { terminal }: Pick<Context, 'terminal'>): void {
  if (basename(shown) === CONFIG_FILE && shown.startsWith('..')) terminal.note(`Configuration: ${shown}`)
}

/** Nothing outside of a repository is searched: whoever can write to a folder above could name the commands to run. */
async function configOfProject(): Promise<string | undefined> {
  const here = process.cwd()
  if (await isThere(CONFIG_FILE)) return CONFIG_FILE
  let found: string | undefined
  for (let at = here; at !== dirname(at); at = dirname(at)) {
    const path = relative(here, join(at, CONFIG_FILE))
    if (found === undefined && (await isThere(path))) found = path
    if (await isThere(join(at, '.git'))) return found
  }
  return undefined
}

/** Also of a link that leads nowhere, and where it can't be said: reading it then says why. */
const isThere = (path: string): Promise<boolean> =>
  ifThere(lstat(path)).then(
    (found) => found !== undefined,
    () => true,
  )
