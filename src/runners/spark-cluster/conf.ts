import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ifThere } from '../../files/disk.ts'
import { type Settings, settingsText } from './settings.ts'

const DEFAULTS = 'spark-defaults.conf'

/** The folder of Spark's configuration that a program of an environment reads; undefined where it names none. */
export function confFolder(
  cwd: string,
  { SPARK_CONF_DIR, SPARK_HOME }: NodeJS.ProcessEnv,
): string | undefined {
  const named = SPARK_CONF_DIR || (SPARK_HOME && join(SPARK_HOME, 'conf'))
  return named ? resolve(cwd, named) : undefined
}

/**
 * Makes a folder of Spark's configuration that stands in the place of another one: all that is there, and settings that count
 * before those of its `spark-defaults.conf`.
 *
 * @param own absolute; it need not exist
 */
export async function makeConf(folder: string, settings: Settings, own?: string): Promise<void> {
  await mkdir(folder)
  const names = own === undefined ? [] : ((await ifThere(readdir(own))) ?? [])
  for (const name of names.filter((each) => each !== DEFAULTS))
    await symlink(join(own ?? '', name), join(folder, name))
  const defaults = names.includes(DEFAULTS) ? `${await readFile(join(own ?? '', DEFAULTS), 'utf8')}\n\n` : ''
  // Of a setting that stands there twice, the last one counts. The empty line ends one that goes on.
  await writeFile(join(folder, DEFAULTS), `${defaults}${settingsText(settings)}`)
}
