import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import { absent, disk, type Finding, findingOf, fine, wrong } from '../../machine/finding.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { type CheckedMeter, checkMeter, type LoadRequest } from '../known-load.ts'
import type { Examination } from '../runner.ts'
import { connectDocker, type Daemon } from './connect.ts'
import { collectImages } from './images/collect.ts'
import { findImage } from './images/find.ts'
import { type Inside, meterOf, probeImage } from './probe.ts'
import { runContainer } from './run.ts'

/** The built-in stack's image, which has a Python. */
const OWN_IMAGE = 'etl-compare/pythonic'

export async function examine({ config, show, context }: Examination): Promise<CheckedMeter[]> {
  const { daemon, findings } = await lookAtDaemon()
  show(...findings)
  if (!daemon) return []
  const named = config ? collectImages(config).map(({ source }) => source.name) : []
  const inside = await imageWithPython(daemon, [...named, OWN_IMAGE], context)
  if (inside) return checkMeters(daemon, inside, context)
  show(absent('containers', `not verified: no local image has Python. Build one: etl-compare images build`))
  return []
}

const abilities = z.object({ MemoryLimit: z.boolean(), SwapLimit: z.boolean(), CPUSet: z.boolean() })

/** The daemon, if one answers, and what is to be said of it. */
async function lookAtDaemon(): Promise<{ daemon: Daemon | null; findings: Finding[] }> {
  const looked = await findingOf(connectDocker, (words) => absent('Docker', words))
  if ('finding' in looked) return { daemon: null, findings: [looked.finding] }
  const daemon = looked.found
  const { MemoryLimit, SwapLimit, CPUSet } = abilities.parse(await daemon.docker.info())
  const kind = daemon.isRootless ? ', rootless' : ''
  const missing = [MemoryLimit ? [] : ['memory'], CPUSet ? [] : ['cores']].flat()
  const limits =
    missing.length > 0
      ? wrong(
          'container limits',
          `the daemon cannot limit ${missing.join(' and ')}. Boot with cgroup v2. For a rootless daemon, also delegate its controllers (docs.docker.com/engine/security/rootless).`,
        )
      : fine(
          'container limits',
          SwapLimit ? 'memory, swap, cores' : 'memory and cores; the kernel cannot limit swap',
        )
  return {
    daemon,
    findings: [
      fine(
        'Docker',
        `${daemon.version}, cgroup ${daemon.cgroup}${kind}, ${daemon.cpus} cores, ${formatBytes(daemon.memoryBytes)}`,
      ),
      limits,
      existsSync(daemon.folder)
        ? await disk('disk for images', daemon.folder)
        : absent('disk for images', `not checked: ${daemon.folder} is not on this machine`),
    ],
  }
}

/** The same load twice: measured by the meter inside, and as an image without Python would be, from outside. */
async function checkMeters(daemon: Daemon, inside: Inside, context: Context): Promise<CheckedMeter[]> {
  const bare = { ...inside, image: { ...inside.image, entrypoint: [] } }
  const checked = (where: string, here: Inside) =>
    checkMeter({ meter: meterOf(here, daemon), where, python: 'python3' }, context, (load) =>
      runContainer(daemon, requestOf(load, here), context.signal),
    )
  return [
    await checked('container', bare),
    await checked('container, from outside', { ...bare, hasMeter: false }),
  ]
}

const requestOf = ({ folder, ...load }: LoadRequest, inside: Inside) => ({
  ...load,
  inside,
  env: {},
  mounts: [],
  output: folder,
  network: 'none',
  readOnlyRoot: true,
})

/** The first of these images that is here and has a Python. */
async function imageWithPython(
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
