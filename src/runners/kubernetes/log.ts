import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Log } from '@kubernetes/client-node'
import type { Cluster } from './connect.ts'
import { CONTAINER } from './manifest.ts'

/** How long a log may take to end after its container. */
const END_MS = 15_000

/** A log on its way from a pod to a file. */
interface Followed {
  /** Waits for its last line: not for ever. */
  end(): Promise<void>
}

/**
 * Appends what a pod prints to a file, from its beginning, while it comes.
 *
 * @throws where the API server refuses it, as its kubelet cannot be reached
 */
export async function followLog(
  { config, namespace }: Cluster,
  pod: string,
  file: string,
): Promise<Followed> {
  const stream = createWriteStream(file, { flags: 'a' })
  const written = finished(stream)
  written.catch(() => {}) // It may break when nobody waits for it any more.
  const request = await new Log(config).log(namespace, pod, CONTAINER, stream, { follow: true })
  return {
    end: async () => {
      const timer = setTimeout(() => {
        request.abort()
        stream.end()
      }, END_MS)
      await written.finally(() => clearTimeout(timer))
    },
  }
}
