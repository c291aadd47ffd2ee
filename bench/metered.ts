import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMetered, type Metered, meter } from '../src/runners/meter/meter.ts'
import { findPython } from '../src/runners/meter/python.ts'

/** How a program ended, and what it cost with all that it started. */
export interface Ended {
  cost: Metered
  exitCode: number
  stdout: string
}

/**
 * Runs a program under the meter.
 *
 * @param folder that it starts in, and that its temporary files and what it prints go to
 * @throws Error where it ends with another exit code than these, or was not measured
 */
export async function metered(
  argv: string[],
  folder: string,
  allowedExitCodes = [0],
  signal = new AbortController().signal,
): Promise<Ended> {
  const [log, stages, answer] = [join(folder, 'log'), join(folder, 'stages'), join(folder, 'answer')]
  for (const file of [log, stages]) await writeFile(file, '')
  const spec = {
    // The meter has one log for both streams.
    argv: ['sh', '-c', 'exec "$@" > "$ANSWER"', 'sh', ...argv],
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: folder, ANSWER: answer },
    log,
    stages,
    sampleMs: 100,
    graceSeconds: 1,
  }
  const cost = await meter(await findPython(), spec, signal)
  signal.throwIfAborted()
  if (!isMetered(cost)) throw new Error(`${argv.join(' ')} was not measured: ${JSON.stringify(cost)}`)
  const { exitCode, signal: killer } = cost
  if (exitCode === null || !allowedExitCodes.includes(exitCode)) {
    const end = exitCode === null ? `signal ${killer}` : `exit code ${exitCode}`
    throw new Error(`${argv.join(' ')}\nended with ${end}:\n${await readFile(log, 'utf8')}`)
  }
  return { cost, exitCode, stdout: await readFile(answer, 'utf8') }
}

export const cpuSeconds = (cost: Metered): number => cost.cpuUserSeconds + cost.cpuSystemSeconds
