import { UserError } from '../../../errors.ts'
import type { Daemon } from '../connect.ts'
import { daemonWords, isNoSpace } from './daemon-words.ts'

const MISSING =
  /not found|manifest unknown|does not exist|access denied|pull access|unauthorized|no basic auth|authentication required|denied:|forbidden|invalid reference format/i
const NO_MANIFEST = /no matching manifest for (\S+)/i

/** The daemon's or registry's refusal of a pull as the mistake that it means. */
export function pullError(
  image: string,
  error: unknown,
  daemon: Pick<Daemon, 'folder' | 'architecture'>,
): UserError {
  const detail = daemonWords(error)
  if (isNoSpace(detail)) return new UserError('imageNoSpace', { image, folder: daemon.folder })
  if (NO_MANIFEST.test(detail))
    return new UserError('imageArchitecture', {
      image,
      has: 'other architectures only',
      needs: daemon.architecture,
    })
  return new UserError(MISSING.test(detail) ? 'imageMissing' : 'imagePullFailed', { image, detail })
}
