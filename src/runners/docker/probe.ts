import { addAbortListener } from 'node:events'
import { join } from 'node:path'
import { readStart } from '../../files/excerpt.ts'
import { scratchFolder } from '../../files/scratch.ts'
import type { Meter } from '../../machine/verification.ts'
import type { Daemon } from './connect.ts'
import { Container } from './container.ts'
import type { ContainerSpec } from './create-options.ts'
import type { ImageFacts } from './images/find.ts'

/** What can be done inside an image. */
export interface Inside {
  image: ImageFacts
  /** Whether it has a Python that runs the meter. */
  hasMeter: boolean
  /** Absolute path of its Python inside, whatever PATH an engine sets; empty where there is none. */
  python: string
  /** Whether it has a folder `/tmp`, whose rights a volume there takes over. */
  hasTmp: boolean
  /** Its `/etc/passwd`; null where it has none. */
  passwd: string | null
}

/** What measures containers of an image: a meter inside, or outside where it can't run inside. */
export const meterOf = ({ hasMeter }: Inside, { version }: Daemon): Meter => ({
  name: hasMeter ? 'inside' : 'outside',
  daemon: version,
})

/** What meter.py needs: Python 3.9's functions, allowed by the daemon's seccomp profile. */
const TRIAL = 'import os, sys, ctypes, resource; os.pidfd_open(os.getpid()); print(sys.executable)'

/** A Python that takes longer is none that a trial should wait for. */
const LONGEST_MS = 20_000

/**
 * Looks into an image once, by a container that ends at once.
 *
 * @throws the signal's reason
 */
export async function probeImage(
  daemon: Daemon,
  image: ImageFacts,
  labels: Record<string, string>,
  signal: AbortSignal,
): Promise<Inside> {
  await using scratch = await scratchFolder()
  const log = join(scratch.path, 'log.txt')
  await using container = await Container.create(daemon.docker, { ...BARE, image: image.id, labels })
  const passwd = await container.readFile('/etc/passwd')
  const hasTmp = await container.has('/tmp')
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)])
  const end = () => void container.kill('SIGKILL').catch(() => {})
  using _ = addAbortListener(limit, end)
  const ended = await container
    .run(log, async () => {
      if (limit.aborted) end()
    })
    .catch(() => undefined)
  signal.throwIfAborted()
  const python = ended?.exitCode === 0 ? (await readStart(log)).trim() : ''
  const hasMeter = python.startsWith('/')
  return { image, hasMeter, python: hasMeter ? python : '', passwd, hasTmp }
}

const BARE: Omit<ContainerSpec, 'image' | 'labels'> = {
  argv: ['python3', '-ESs', '-c', TRIAL],
  env: {},
  user: null,
  mounts: [],
  network: 'none',
  readOnlyRoot: true,
  cpus: [],
  memoryBytes: null,
  withoutTmp: true,
}
