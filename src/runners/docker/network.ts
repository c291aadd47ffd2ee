import type { Daemon } from './connect.ts'
import { statusOf } from './images/daemon-words.ts'

/** Whether the daemon has a network of that name. */
export async function hasNetwork({ docker }: Daemon, name: string): Promise<boolean> {
  try {
    await docker.getNetwork(name).inspect()
    return true
  } catch (error) {
    if (statusOf(error) === 404) return false
    throw error
  }
}
