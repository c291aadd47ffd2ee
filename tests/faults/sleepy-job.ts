import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { etlCompare, scratch, startImpatient } from '../etl-compare.ts'
import { isRunning } from '../processes.ts'

interface Sleepy {
  /** What each engine besides a does once it has slept. */
  misdeeds?: Record<string, string>
  /** Image that the engines run in. */
  image?: string
  env?: Record<string, string>
}

/** A job of two engines that sleep a little, in a folder with a temporary folder and a cache of its own. */
export async function sleepyJob({ misdeeds = { b: 'true' }, image, env: more = {} }: Sleepy = {}) {
  const folder = await scratch({ 'input.csv': 'id\n1\n2\n' })
  const tmp = join(folder.path, 'tmp')
  await mkdir(tmp)
  // A time that no other process sleeps for.
  const nap = `sleep 0.3${String(process.hrtime.bigint()).slice(-9)}`
  const engine = (also: string) => {
    const command = JSON.stringify(['sh', '-c', `${nap}; cp "$ETL_INPUT" "$ETL_OUTPUT/t.csv"; ${also}`])
    return image ? `{ image: "${image}", network: none, command: ${command} }` : `{ run: ${command} }`
  }
  await writeFile(
    join(folder.path, 'etl-compare.yml'),
    `version: 1
jobs:
  o:
    input: input.csv
    baseline: a
    timeout: 20s
    engines: { ${Object.entries({ a: 'true', ...misdeeds })
      .map(([name, misdeed]) => `${name}: ${engine(misdeed)}`)
      .join(', ')} }
    tables: { t: {} }
`,
  )
  const env = { TMPDIR: tmp, ETL_COMPARE_CACHE: join(folder.path, 'cache'), ...more }
  return {
    path: folder.path,
    env,
    start: (args: string[]) => startImpatient(args, folder.path, env),
    call: (args: string[]) => startImpatient(args, folder.path, env).ended,
    /** One that nothing was written to yet is. */
    isLedgerSound: async () =>
      !(await readdir(join(folder.path, 'ledger'), { recursive: true }).catch(() => [])).some((name) =>
        name.endsWith('.json'),
      ) || (await etlCompare(['ledger', 'verify', '--ledger', 'ledger'], folder.path)).code === 0,
    /** How the trials of the last run that ended went, as `a ok`. */
    trials: async (): Promise<string[]> => {
      const text = await readFile(join(folder.path, 'results/o/own/run.json'), 'utf8').catch(
        () => '{"trials":[]}',
      )
      return JSON.parse(text).trials.map(
        ({ engine, outcome }: Record<string, string>) => `${engine} ${outcome}`,
      )
    },
    /** Processes of the engines, scratch folders, and files that are half written. */
    leftBehind: async () => {
      for (let tries = 0; tries < 60 && (await isRunning(nap)); tries++) await setTimeout(100)
      const files = await readdir(folder.path, { recursive: true })
      return [
        ...((await isRunning(nap)) ? [nap] : []),
        ...files.filter((name) => name.endsWith('.partial') || /^tmp\/etl-compare-[^/]*$/.test(name)),
      ]
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

export const RUN = ['run', '--partition', '2026-11-20', '--ledger', 'ledger']
