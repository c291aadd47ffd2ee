import { UserError } from '../../../errors.ts'
import type { Daemon } from '../connect.ts'
import { daemonWords, statusOf } from './daemon-words.ts'

/**
 * Removes an image and those of its layers that no other image has. Where other names mean the same image, only this
 * name goes. One that is not there is no mistake.
 *
 * @throws UserError `imageInUse` where a container was made from it
 */
export async function removeImage(daemon: Daemon, name: string): Promise<void> {
  try {
    await daemon.docker.getImage(name).remove()
  } catch (error) {
    if (statusOf(error) === 404) return
    if (statusOf(error) !== 409) throw error
    throw new UserError('imageInUse', { image: name, detail: daemonWords(error) })
  }
}
