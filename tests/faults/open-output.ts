import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Ended } from '../etl-compare.ts'
import { type Outcome, unless } from './tally.ts'

/** Leaves programs that make others this user, and stays a moment while its output is open. */
export const OPEN_OUTPUT = `cp /bin/true "$ETL_OUTPUT/x"; chmod 6755 "$ETL_OUTPUT/x"
cp -p "$ETL_OUTPUT/x" "$ETL_OUTPUT/../y"; cp "$ETL_INPUT" "$ETL_OUTPUT/orders.csv"; sleep 1; true`

/** What others of the machine can do with the output of such an engine of job orders, during its trial and after it. */
export async function openWalls(folder: string, engine: string, ended: Promise<Ended>): Promise<Outcome> {
  const trial = (results: string) => join(folder, 'results/orders', results, engine, '1')
  const modeOf = async (path: string) => (existsSync(path) ? (await stat(path)).mode : 0)
  const isOver = ended.then(() => true)
  const isWritten = () => existsSync(join(trial('own.unfinished'), 'output/orders.csv'))
  while (!isWritten() && !(await Promise.race([isOver, setTimeout(20, false)])));
  const during = isWritten() ? await modeOf(trial('own.unfinished')) : 0o777
  const { code, stderr } = await ended
  return {
    of: 4,
    faults: unless(
      [(during & 0o077) === 0, `others reach it during its trial: ${during.toString(8)}`],
      [((await modeOf(join(trial('own'), 'output/x'))) & 0o7000) === 0, 'a program makes others this user'],
      [((await modeOf(join(trial('own'), 'y'))) & 0o7000) === 0, 'so does one beside the output'],
      [code === 0 && ((await modeOf(trial('own'))) & 0o055) === 0o055, `nobody can read it then: ${stderr}`],
    ),
  }
}
