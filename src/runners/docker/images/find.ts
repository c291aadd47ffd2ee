import type { ImageInspectInfo } from 'dockerode'
import { UserError } from '../../../errors.ts'
import type { Daemon } from '../connect.ts'
import { statusOf } from './daemon-words.ts'
import { pullError } from './pull-error.ts'

/** An image that the daemon has. */
export interface ImageFacts {
  name: string
  id: string
  /** Of the registry that it came from or went to; null where it was only built here. */
  digest: string | null
  /** Of all its layers, unpacked. */
  bytes: number
  architecture: string
  entrypoint: string[]
  command: string[]
  /** Empty means root. */
  user: string
  env: string[]
}

/**
 * Looks an image up at the daemon; undefined where it has none of that name.
 *
 * @throws UserError `imageMissing` where its name can't be one, `imageArchitecture` where its programs can't run at this daemon
 */
export async function findImage(daemon: Daemon, name: string): Promise<ImageFacts | undefined> {
  const info = await daemon.docker
    .getImage(name)
    .inspect()
    .catch((error: unknown) => {
      if (statusOf(error) === 404) return undefined
      throw statusOf(error) === 400 ? pullError(name, error, daemon) : error
    })
  if (!info) return undefined
  if (info.Architecture !== daemon.architecture)
    throw new UserError('imageArchitecture', {
      image: name,
      has: info.Architecture,
      needs: daemon.architecture,
    })
  return factsOf(name, info)
}

function factsOf(name: string, info: ImageInspectInfo): ImageFacts {
  const { Entrypoint, Cmd, User, Env } = info.Config
  return {
    name,
    id: info.Id,
    digest: digestOf(name, info.RepoDigests ?? []),
    bytes: info.Size,
    architecture: info.Architecture,
    entrypoint: [Entrypoint ?? []].flat(),
    command: Cmd ?? [],
    user: User ?? '',
    env: Env ?? [],
  }
}

/** An image may have been pushed under several names: the digest of this one before others. */
function digestOf(name: string, digests: string[]): string | null {
  const repository = name.replace(/@.*$/, '').replace(/:[^:/]*$/, '')
  const found = digests.find((digest) => digest.startsWith(`${repository}@`)) ?? digests[0]
  return found?.split('@')[1] ?? null
}
