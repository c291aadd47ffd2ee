import { askPod } from './ask-pod.ts'
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

/** What meter.py needs: Python 3.9's functions. */
const TRIAL = `import os, ctypes, resource
os.pidfd_open(os.getpid())
answer(sys.executable)`

/**
 * Looks into an image once, by a pod that ends at once. What keeps every trial from running is found here.
 *
 * @throws UserError `claimElsewhere`; where the cluster refuses the pod, or nothing runs it
 */
export async function probeImage(ground: Ground, name: string, signal: AbortSignal): Promise<ProbedImage> {
  const { facts, answer } = await askPod(ground, { image: name, code: TRIAL }, signal)
  return { name, python: answer.startsWith('/') ? answer : null, digest: facts.image, pull: facts.pull }
}
