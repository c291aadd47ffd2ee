import { join } from 'node:path'
import { readStart } from '../files/excerpt.ts'
import { scratchFolder } from '../scratch.ts'
import type { Daemon } from './connect.ts'
import { Container } from './container.ts'
import type { ContainerSpec } from './create-options.ts'
import type { ImageFacts } from './images/find.ts'

/** What can be done inside an image. */
export interface Inside {
  image: ImageFacts
  /** Whether it has a Python that runs the meter. */
  hasMeter: boolean
  /** Its `/etc/passwd`; null where it has none. */
  passwd: string | null
}

/** What meter.py needs: Python 3.9's functions, allowed by the daemon's seccomp profile. */
const TRIAL = 'import os, ctypes, resource; os.pidfd_open(os.getpid()); print("fine")'

/** Looks into an image once, by a container that ends at once. */
export async function probeImage(
  daemon: Daemon,
  image: ImageFacts,
  labels: Record<string, string>,
): Promise<Inside> {
  await using scratch = await scratchFolder()
  const log = join(scratch.path, 'log.txt')
  await using container = await Container.create(daemon.docker, { ...BARE, image: image.id, labels })
  const passwd = await container.readFile('/etc/passwd')
  const ended = await container.run(log).catch(() => undefined)
  const hasMeter = ended?.exitCode === 0 && (await readStart(log)).includes('fine')
  return { image, hasMeter, passwd }
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
}
