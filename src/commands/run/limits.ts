import { totalmem } from 'node:os'
import type { LoadedConfig } from '../../adapters/config.ts'
import { UserError } from '../../errors.ts'

/**
 * Limits above what this machine has would measure something else than they say.
 *
 * @throws UserError `limitTooHigh`
 */
export function checkLimits({ config, path }: LoadedConfig, cores: number): void {
  for (const { cpus, memoryBytes } of config.limits) {
    if (cpus !== undefined && cpus > cores) {
      throw new UserError('limitTooHigh', { what: 'cpus', asked: String(cpus), has: String(cores), path })
    }
    if (memoryBytes !== undefined && memoryBytes > totalmem()) {
      const [asked, has] = [memoryBytes, totalmem()].map((bytes) => `${(bytes / 2 ** 30).toFixed(1)}GiB`)
      throw new UserError('limitTooHigh', { what: 'memory', asked: asked ?? '', has: has ?? '', path })
    }
  }
}
