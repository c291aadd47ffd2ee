import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import type { Host } from '../model/record/schema.ts'

/** This machine, as a run record describes it. */
export function describeHost(cgroup: Host['cgroup']): Host {
  const cpuModel = cpus()[0]?.model.trim() || 'unknown'
  const cores = availableParallelism()
  const memoryBytes = totalmem()
  return {
    cpuModel,
    cores,
    memoryBytes,
    kernel: release(),
    class: `${cpuModel}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB`,
    cgroup,
  }
}

/** Numbers of the cores this process may use, ascending. */
export async function allowedCpus(): Promise<number[]> {
  const status = await readFile('/proc/self/status', 'utf8')
  const list = /^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? ''
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}
