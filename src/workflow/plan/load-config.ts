import { lstat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { ifThere, statIfThere } from '../../files/disk.ts'
import { readWhole } from '../../files/excerpt.ts'
import { CONFIG_FILE } from '../../model/config/defaults.ts'
import type { Config } from '../../model/config/model.ts'
import { recallConfig, rememberConfig } from './known-config.ts'
import { priceBookFor } from './price-book.ts'

/** A configuration and where its relative paths begin. */
export interface LoadedConfig {
  path: string
  folder: string
  config: Config
}

/** Some 4,000 jobs. More would be parsed for many seconds, in which nothing can end the tool. */
const MOST_BYTES = 2 ** 20

/**
 * Reads an `etl-compare.yml`.
 *
 * @throws UserError `configMissing`, `configUnreadable`, `configTooLarge`, `configInvalid` with every problem and its line
 */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const path = resolve(file)
  const text = await readText(file, path)
  const known = await recallConfig(path, text)
  const config = known ?? (await parse(file, text))
  if (!known) await rememberConfig(path, text, config)
  return { path, folder: dirname(path), config }
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
  const parsed = parseConfig(text, await priceBookFor(text))
  if ('problems' in parsed) throw new UserError('configInvalid', { path: file, problems: parsed.problems })
  return parsed.config
}

/** The configuration that was named, or the one that is here; undefined where there is none, not even a link to one. */
export async function findConfig(file: string | undefined): Promise<LoadedConfig | undefined> {
  if (file !== undefined) return loadConfig(file)
  const isHere = await ifThere(lstat(CONFIG_FILE)).catch(() => true)
  return isHere ? loadConfig(CONFIG_FILE) : undefined
}
