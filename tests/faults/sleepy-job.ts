import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { seededRandom } from '../../src/simulate/random.ts'
import { etlCompare, scratch, startImpatient } from '../etl-compare.ts'
import { isRunning } from '../processes.ts'

/** The same moments for the same seed. */
const random = seededRandom(process.env.FAULTS_SEED ?? 'faults')

/** A job of two engines that sleep a little, in a folder with a temporary folder and a cache of its own. */
export async function sleepyJob() {
  const folder = await scratch({ 'input.csv': 'id\n1\n2\n' })
  const tmp = join(folder.path, 'tmp')
  await mkdir(tmp)
  // A time that no other process sleeps for.
  const nap = `sleep 0.3${String(process.hrtime.bigint()).slice(-9)}`
  const command = JSON.stringify(`${nap}; cp "$ETL_INPUT" "$ETL_OUTPUT/t.csv"`)
  await writeFile(
    join(folder.path, 'etl-compare.yml'),
    `version: 1
jobs:
  o:
    input: input.csv
    baseline: a
    engines: { a: { run: [sh, -c, ${command}] }, b: { run: [sh, -c, ${command}] } }
    tables: { t: {} }
`,
  )
  const env = { TMPDIR: tmp, ETL_COMPARE_CACHE: join(folder.path, 'cache') }
  return {
    path: folder.path,
    start: (args: string[]) => startImpatient(args, folder.path, env),
    call: (args: string[]) => startImpatient(args, folder.path, env).ended,
    /** One that nothing was written to yet is. */
    isLedgerSound: async () =>
      !existsSync(join(folder.path, 'ledger')) ||
      (await etlCompare(['ledger', 'verify', '--ledger', 'ledger'], folder.path)).code === 0,
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

type Started = ReturnType<typeof startImpatient>

/** Sends a signal at a random moment of so many milliseconds, or lets a command end before it. */
export async function endAtRandom({ child, ended }: Started, signal: NodeJS.Signals, within: number) {
  await Promise.race([setTimeout(random.uniform() * within), ended])
  child.kill(signal)
  return await ended
}

/** How many tries a fault was given, how many went well, and what was left in all. */
export interface Tally {
  tries: number
  survived: number
  leftBehind: string[]
}

/** Prints a row of the suite's table. */
export function report(what: string, { tries, survived, leftBehind }: Tally): void {
  process.stdout.write(`${what}: ${tries} tries, ${survived} survived, ${leftBehind.length} left behind\n`)
}
