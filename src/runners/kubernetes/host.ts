import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { describeHost } from '../../machine/host.ts'
import type { Host } from '../../model/record/schema.ts'
import { parseBytes } from '../../model/units/bytes.ts'
import type { Cluster } from './connect.ts'

const INSTANCE = 'node.kubernetes.io/instance-type'

const nodeSchema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
  status: z.object({
    capacity: z.object({ cpu: z.coerce.number().int(), memory: z.string() }),
    nodeInfo: z.object({ bootID: z.string(), kernelVersion: z.string(), architecture: z.string() }),
  }),
})

/** A node as a run record describes it; what the tool may not know of it is null. */
export async function hostOf({ api }: Pick<Cluster, 'api'>, name: string | null): Promise<Host> {
  const node = name === null ? undefined : await api.readNode({ name }).catch(() => undefined)
  const read = nodeSchema.safeParse(node).data
  if (!read) return UNKNOWN
  const { capacity, nodeInfo } = read.status
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  if (nodeInfo.bootID === bootId.trim()) return describeHost('none')
  const cpuModel = read.metadata.labels[INSTANCE] ?? nodeInfo.architecture
  const memoryBytes = parseBytes(`${capacity.memory}B`) ?? null
  const gibibytes = memoryBytes === null ? '' : `, ${Math.round(memoryBytes / 2 ** 30)} GiB`
  return {
    cpuModel,
    cores: capacity.cpu,
    memoryBytes,
    kernel: nodeInfo.kernelVersion,
    class: `${cpuModel}, ${capacity.cpu} cores${gibibytes}`,
    cgroup: 'none',
  }
}

const UNKNOWN: Host = {
  cpuModel: 'unknown',
  cores: null,
  memoryBytes: null,
  kernel: 'unknown',
  class: 'a node that the tool may not read',
  cgroup: 'none',
}
