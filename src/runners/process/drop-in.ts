import { basename, dirname, join } from 'node:path'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'

/** Of docker/dropin: `launch.py ENGINE PROGRAM …`, and a file beside it that somebody else's `launch.py` has not. */
const [LAUNCHER, BESIDE] = ['launch.py', 'unsupported.py']
/** What the engine of the file `sqlframe_duckdb.py` is called, too. */
const ALIAS = 'sqlframe'

export const isLauncher = async (script: string): Promise<boolean> =>
  basename(script) === LAUNCHER && (await exists(join(dirname(script), BESIDE)))

/**
 * Looks for an engine beside the launcher that is to begin it: each is a file there.
 *
 * @throws UserError `dropInMissing`
 */
export async function requireDropIn(
  job: string,
  engine: string,
  launcher: string,
  name: string,
): Promise<void> {
  if (name === ALIAS) return
  const isFile = /^\w+$/.test(name) && (await exists(join(dirname(launcher), `${name}.py`)))
  if (!isFile) throw new UserError('dropInMissing', { job, engine, name, launcher })
}
