import { existsSync } from 'node:fs'
import { z } from 'zod'
import { absent, disk, type Finding, findingOf, fine, wrong } from '../../machine/finding.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { connectDocker, type Daemon } from './connect.ts'

const abilities = z.object({ MemoryLimit: z.boolean(), SwapLimit: z.boolean(), CPUSet: z.boolean() })

/** The daemon, if one answers, and what is to be said of it. */
export async function lookAtDaemon(): Promise<{ daemon: Daemon | null; findings: Finding[] }> {
  const looked = await findingOf(connectDocker, (words) => absent('Docker', words))
  if ('finding' in looked) return { daemon: null, findings: [looked.finding] }
  const daemon = looked.found
  const { MemoryLimit, SwapLimit, CPUSet } = abilities.parse(await daemon.docker.info())
  const kind = daemon.isRootless ? ', rootless' : ''
  const missing = [MemoryLimit ? [] : ['memory'], CPUSet ? [] : ['cores']].flat()
  const limits =
    missing.length > 0
      ? wrong(
          'container limits',
          `the daemon cannot limit ${missing.join(' and ')}. Boot with cgroup v2 and, rootless, hand its controllers down (docs.docker.com/engine/security/rootless).`,
        )
      : fine(
          'container limits',
          SwapLimit ? 'memory, swap, cores' : 'memory and cores; the kernel limits no swap',
        )
  return {
    daemon,
    findings: [
      fine(
        'Docker',
        `${daemon.version}, cgroup ${daemon.cgroup}${kind}, ${daemon.cpus} cores, ${formatBytes(daemon.memoryBytes)}`,
      ),
      limits,
      existsSync(daemon.folder)
        ? await disk('disk for images', daemon.folder)
        : absent('disk for images', `${daemon.folder} is not on this machine: it was not looked at`),
    ],
  }
}
