import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import { isTrusted, type Meter, type Reading, readingsOf } from '../../machine/known-load.ts'
import type { Daemon } from '../../runners/docker/connect.ts'
import { findImage } from '../../runners/docker/images/find.ts'
import { labelsOf } from '../../runners/docker/labels.ts'
import { type Inside, probeImage } from '../../runners/docker/probe.ts'
import { showStep } from '../../terminal/progress.ts'
import { logTail } from '../../text/text.ts'
import { type LoadRun, runAsProcess, runInContainer } from './load.ts'

/** What a meter made of the known load; no readings and a reason where the load did not run. */
export interface Checked {
  meter: Meter
  readings: Reading[]
  problem: string | null
  run: LoadRun['run']
}

export const isRight = ({ problem, readings }: Checked): boolean => problem === null && isTrusted(readings)

export const checkProcess = (python: string, context: Context): Promise<Checked> =>
  checked('process', context, () => runAsProcess(python, context))

/** The same load twice: measured by the meter inside, and as an image without Python would be, from outside. */
export async function checkContainers(daemon: Daemon, inside: Inside, context: Context): Promise<Checked[]> {
  const bare = { ...inside, image: { ...inside.image, entrypoint: [] } }
  return [
    await checked('inside', context, () => runInContainer(daemon, bare, context)),
    await checked('outside', context, () => runInContainer(daemon, { ...bare, hasMeter: false }, context)),
  ]
}

function checked(meter: Meter, { terminal }: Context, measure: () => Promise<LoadRun>): Promise<Checked> {
  return showStep(terminal, `a known load, ${WHERE[meter]}`, undefined, async () => {
    const { known, run, log } = await measure()
    const problem = known
      ? null
      : (run.notStarted?.detail ?? (logTail(log, 3).join(' ') || `it exited with ${run.exitCode}`))
    return { meter, run, problem, readings: known ? readingsOf(known, run.measures) : [] }
  })
}

export const WHERE: Record<Meter, string> = {
  process: 'process',
  inside: 'container',
  outside: 'container, from outside',
}

/** The first of these images that is here and has a Python. */
export async function imageWithPython(
  daemon: Daemon,
  names: readonly string[],
  { signal }: Context,
): Promise<Inside | undefined> {
  const labels = labelsOf(await thisOwner())
  for (const name of names) {
    const image = await findImage(daemon, name).catch((error: unknown) => {
      if (error instanceof UserError) return undefined
      throw error
    })
    const inside = image && (await probeImage(daemon, image, labels, signal))
    if (inside?.hasMeter) return inside
  }
  return undefined
}
