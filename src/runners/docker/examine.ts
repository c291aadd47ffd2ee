import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import { absent } from '../../machine/finding.ts'
import { type CheckedMeter, checkMeter, type LoadRequest } from '../known-load.ts'
import type { Examination } from '../runner.ts'
import type { Daemon } from './connect.ts'
import { lookAtDaemon } from './daemon-findings.ts'
import { collectImages } from './images/collect.ts'
import { findImage } from './images/find.ts'
import { labelsOf } from './labels.ts'
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
  show(absent('containers', `not verified: no image here has a Python. Build one: etl-compare images build`))
  return []
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
