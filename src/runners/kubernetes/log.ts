import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Log } from '@kubernetes/client-node'
import { wordsOf } from './answers.ts'
import type { Cluster } from './connect.ts'
import { CONTAINER } from './manifest.ts'

/** How long a log may take to end after its container. */
const END_MS = 15_000

/** A log on its way from a pod to a file. */
export interface Followed {
  /** Waits for its last line: not for ever. */
  end(): Promise<void>
}

/**
 * Appends what a pod prints to a file, from its beginning, while it comes. Why something is missing, if something is, stands at the
 * end.
 */
export async function followLog(
  { config, namespace }: Cluster,
  pod: string,
  file: string,
): Promise<Followed> {
  const stream = createWriteStream(file, { flags: 'a' })
  const breakOff = (error: unknown) => void stream.end(`(its log breaks off: ${wordsOf(error)})\n`)
  stream.on('pipe', (source: Readable) => source.on('error', breakOff))
  const written = finished(stream)
  written.catch(() => {}) // It may break when nobody waits for it any more.
  const request = await new Log(config)
    .log(namespace, pod, CONTAINER, stream, { follow: true })
    .catch((error: unknown) => {
      breakOff(error)
      return undefined
    })
  return {
    end: async () => {
      const timer = setTimeout(() => request?.abort(new Error('it did not end')), END_MS)
      await written.finally(() => clearTimeout(timer))
    },
  }
}
