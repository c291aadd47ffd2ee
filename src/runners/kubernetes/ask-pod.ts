import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import { scratchFolder } from '../../files/scratch.ts'
import { INSIDE } from '../docker/container-paths.ts'
import { readLeft } from '../meter/result-file.ts'
import { claimFolder, podUser } from './claim-folder.ts'
import { type PodSpec, podManifest, podName } from './manifest.ts'
import { runToEnd } from './pod-life.ts'
import type { Ground } from './run.ts'
import type { PodFacts } from './timeline.ts'

/** Enough for Python, and something for namespaces that want to know. */
const SMALL = { cpus: 0.1, memoryBytes: 128 * 2 ** 20 }

/** How the pod ends where it cannot write to the claim. */
const UNWRITABLE = 74

/** Defines `answer`, which hands a text to the tool. It goes to the claim, so that it tells where that is too. */
const ANSWER = `import sys
def answer(text):
    try:
        with open("${INSIDE.run}/answer", "w") as file:
            file.write(text)
    except OSError:
        sys.exit(${UNWRITABLE})
`

/**
 * Runs a few lines of Python in a small pod that ends at once.
 *
 * @param code calls `answer` with a text
 * @returns that text; empty where the image has no Python that can run them
 * @throws UserError `claimElsewhere`; where the cluster refuses the pod, or nothing runs it
 */
export async function askPod(
  { cluster, volume, waitSeconds }: Ground,
  asked: Pick<PodSpec, 'image' | 'serviceAccount'> & { code: string },
  signal: AbortSignal,
): Promise<{ facts: PodFacts; answer: string }> {
  const { code, ...pod } = asked
  await using scratch = await scratchFolder()
  await using folder = await claimFolder(volume)
  const manifest = podManifest({
    ...{ args: [], env: {}, claim: volume.claim, readOnlyRoot: true, labels: {}, ...SMALL, ...pod },
    name: podName(),
    command: ['python3', '-ESs', '-c', ANSWER + code],
    user: podUser(),
    // No more, since a node makes what it does not find where the claim's files are elsewhere.
    mounts: folder.mounts.filter(({ target }) => target === INSIDE.run),
    annotations: labelsOf(await thisOwner()),
  })
  const log = join(scratch.path, 'log.txt')
  const { facts } = await runToEnd(cluster, manifest, { log, waitSeconds }, signal)
  signal.throwIfAborted()
  const answer = (await readLeft(join(folder.run, 'answer'), 4096)) ?? ''
  const { exit } = facts
  if (exit?.exitCode === UNWRITABLE || (exit?.exitCode === 0 && answer === ''))
    throw new UserError('claimElsewhere', { ...volume, namespace: cluster.namespace })
  return { facts, answer: exit?.exitCode === 0 ? answer : '' }
}
