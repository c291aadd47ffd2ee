import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLING } from '../src/runners/meter/measures.ts'
import { isMetered, type Metered, meter } from '../src/runners/meter/meter.ts'
import { findPython } from '../src/runners/meter/python.ts'

/** How a program ended, and what it cost with all that it started. */
export interface Ended {
  cost: Metered
  exitCode: number
  stdout: string
}

interface Place {
  exitCodes?: readonly number[]
  cwd?: string
  env?: Record<string, string>
  signal?: AbortSignal | undefined
}

/**
 * Runs a program under the meter.
 *
 * @param folder that its temporary files and what it prints go to, and that it starts in unless `cwd` is another
 * @throws Error with its log where it ends with another exit code than these (0 alone, if not said), or was not measured
 */
export async function metered(
  argv: readonly string[],
  folder: string,
  { exitCodes = [0], cwd = folder, env = {}, signal = new AbortController().signal }: Place = {},
): Promise<Ended> {
  const [log, stages, answer] = [join(folder, 'log'), join(folder, 'stages'), join(folder, 'answer')]
  for (const file of [log, stages]) await writeFile(file, '')
  const spec = {
    // The meter has one log for both streams.
    argv: ['sh', '-c', 'exec "$@" > "$ANSWER"', 'sh', ...argv],
    cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      TMPDIR: folder,
      // Where it is for a user, who has no temporary folder of their own a benchmark.
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      ANSWER: answer,
      ETL_STAGES: stages,
      ...env,
    },
    log,
    stages,
    ...SAMPLING,
  }
  const cost = await meter(await findPython(), spec, signal)
  signal.throwIfAborted()
  if (!isMetered(cost)) throw new Error(`${argv.join(' ')} was not measured: ${JSON.stringify(cost)}`)
  const { exitCode, signal: killer } = cost
  if (exitCode === null || !exitCodes.includes(exitCode)) {
    const end = exitCode === null ? `signal ${killer}` : `exit code ${exitCode}`
    throw new Error(`${argv.join(' ')}\nended with ${end}:\n${await readFile(log, 'utf8')}`)
  }
  return { cost, exitCode, stdout: await readFile(answer, 'utf8') }
}
