import type { Readable } from 'node:stream'
import type { Daemon } from '../connect.ts'
import { credentialsFor } from './credentials.ts'
import { eventsOf } from './events.ts'
import { pullError } from './pull-error.ts'
import { type Layers, type PullProgress, progressOf, pullEventSchema, withEvent } from './pull-progress.ts'

export type { PullProgress } from './pull-progress.ts'

/** What a pull took. */
export interface Pull {
  milliseconds: number
  /** Downloaded, compressed. */
  bytes: number
  /** 0 where the daemon had this very image. */
  layers: number
  /** Layers that the daemon had before. */
  present: number
}

/**
 * Brings an image from its registry, with the credentials that `docker login` keeps.
 *
 * @throws UserError `imageMissing`, `imageNoSpace`, `imageArchitecture`, `imagePullFailed`; the signal's reason
 */
export async function pullImage(
  daemon: Daemon,
  name: string,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<Pull> {
  const authconfig = await credentialsFor(name)
  const begun = performance.now()
  let layers: Layers = new Map()
  try {
    const answer = await daemon.docker.pull(name, {
      abortSignal: signal,
      ...(authconfig && { authconfig }),
    })
    for await (const line of eventsOf(answer as Readable)) {
      const event = pullEventSchema.parse(line)
      if (event.error !== undefined) throw new Error(event.error)
      layers = withEvent(layers, event)
      onProgress(progressOf(layers))
    }
    await daemon.docker.getImage(name).inspect()
  } catch (error) {
    signal.throwIfAborted()
    throw pullError(name, error, daemon)
  }
  const { bytesTotal: bytes, ...counts } = progressOf(layers)
  return { milliseconds: performance.now() - begun, bytes, layers: counts.layers, present: counts.present }
}
