import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import { scratchFolder } from '../../files/scratch.ts'
import { INSIDE } from '../docker/container-paths.ts'
import { readLeft } from '../meter/result-file.ts'
import { claimFolder, podUser } from './claim-folder.ts'
import { podManifest } from './manifest.ts'
import { runToEnd } from './pod-life.ts'
import type { NodePull } from './pulled.ts'
import type { Ground } from './run.ts'

/** What can be done in an image, and what it cost to bring it to a node. */
export interface ProbedImage {
  name: string
  /** Absolute path of its Python inside; null where it has none that runs the meter. */
  python: string | null
  digest: string
  pull: NodePull | null
}

/** How the trial ends where it cannot write to the claim. */
const UNWRITABLE = 74

/** What meter.py needs: Python 3.9's functions. The answer goes to the claim, so that it tells where that is too. */
const TRIAL = `import os, sys, ctypes, resource
os.pidfd_open(os.getpid())
try:
    open("${INSIDE.run}/python", "w").write(sys.executable)
except OSError:
    sys.exit(${UNWRITABLE})`

/** Enough for Python, and something for namespaces that want to know. */
const SMALL = { cpus: 0.1, memoryBytes: 128 * 2 ** 20 }

/**
 * Looks into an image once, by a pod that ends at once. What keeps every trial from running is found here.
 *
 * @throws UserError `claimElsewhere`; where the cluster refuses the pod, or nothing runs it
 */
export async function probeImage(
  { cluster, volume, waitSeconds }: Ground,
  name: string,
  signal: AbortSignal,
): Promise<ProbedImage> {
  await using scratch = await scratchFolder()
  await using folder = await claimFolder(volume)
  const manifest = podManifest({
    ...{ image: name, args: [], env: {}, claim: volume.claim, readOnlyRoot: true, labels: {}, ...SMALL },
    name: `etl-compare-${randomBytes(6).toString('hex')}`,
    command: ['python3', '-ESs', '-c', TRIAL],
    user: podUser(),
    // No more, since a node makes what it does not find where the claim's files are elsewhere.
    mounts: folder.mounts.filter(({ target }) => target === INSIDE.run),
    annotations: labelsOf(await thisOwner()),
  })
  const log = join(scratch.path, 'log.txt')
  const { facts } = await runToEnd(cluster, manifest, { log, waitSeconds }, signal)
  signal.throwIfAborted()
  const python = (await readLeft(join(folder.run, 'python'), 4096)) ?? ''
  const { exit, image: digest, pull } = facts
  if (exit?.exitCode === UNWRITABLE || (exit?.exitCode === 0 && python === ''))
    throw new UserError('claimElsewhere', { ...volume, namespace: cluster.namespace })
  return { name, python: exit?.exitCode === 0 && python.startsWith('/') ? python : null, digest, pull }
}
