import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from '../../../errors.ts'
import type { Daemon } from '../connect.ts'
import type { ImageSource } from '../container-place.ts'
import { EMPTY_LOG, failureText, withPiece } from './build-log.ts'
import { packContext } from './context.ts'
import { daemonWords, isNoSpace } from './daemon-words.ts'
import { provenanceLabels } from './provenance.ts'
import { type Client, sessionClient } from './session.ts'

/** An image that is built here. */
export type Buildable = ImageSource & { build: NonNullable<ImageSource['build']> }

export const isBuildable = (source: ImageSource): source is Buildable => source.build !== undefined

interface BuildEvent {
  stream?: string
  error?: string
}

/**
 * Builds an image with BuildKit and tags it.
 *
 * @param folder where the context's relative path begins
 * @param onProgress gets each step and each line that its programs print
 * @throws UserError `imageBuildFailed`, `imageNoSpace`; the signal's reason
 */
export async function buildImage(
  daemon: Daemon,
  source: Buildable,
  folder: string,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { context, dockerfile, target } = source.build
  const path = resolve(folder, context)
  let log = EMPTY_LOG
  try {
    await access(resolve(path, dockerfile))
    using client = sessionClient(daemon)
    const answer = await client.docker.buildImage(await packContext(path, dockerfile), {
      t: source.name,
      dockerfile,
      ...(target !== undefined && { target }),
      labels: await provenanceLabels(path),
      version: '2',
      abortSignal: signal,
    })
    await follow(client.docker, answer, ({ stream, error }) => {
      if (error !== undefined) throw new Error(error)
      const known = log.lines.length
      log = withPiece(log, stream ?? '')
      for (const { text } of log.lines.slice(known)) onProgress(text)
    })
  } catch (error) {
    signal.throwIfAborted()
    const words = daemonWords(error)
    if (isNoSpace(words)) throw new UserError('imageNoSpace', { image: source.name, folder: daemon.folder })
    throw new UserError('imageBuildFailed', {
      image: source.name,
      context: path,
      detail: failureText(log, words),
    })
  }
}

/** Reads a build's answer to its end; what `onEvent` throws ends it. */
function follow(
  docker: Client,
  answer: NodeJS.ReadableStream,
  onEvent: (event: BuildEvent) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    docker.followProgress(
      answer,
      (error: Error | null) => (error ? fail(error) : done()),
      (event: BuildEvent) => {
        try {
          onEvent(event)
        } catch (error) {
          fail(error)
        }
      },
    )
  })
}
