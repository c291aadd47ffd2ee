import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { thisOwner } from '../../src/files/owner.ts'
import { labelsOf } from '../../src/files/owner-labels.ts'

/** The most that `docker stats` showed of a container; null where no sample came before its end. */
export interface DockerStats {
  /** Its column MEM USAGE: all memory without inactive page cache. */
  memoryBytes: number | null
  cpuSeconds: number | null
}

interface Sample {
  memory_stats: { usage?: number; stats?: { total_inactive_file?: number; inactive_file?: number } }
  cpu_stats: { cpu_usage?: { total_usage?: number } }
}

/** Streams the daemon's statistics of the next container that this process starts. */
export async function watchStats(docker: Docker): Promise<{ end(): DockerStats }> {
  const seen: Sample[] = []
  const label = Object.entries(labelsOf(await thisOwner())).map((pair) => pair.join('='))
  const events = (await docker.getEvents({ filters: { label, event: ['start'] } })) as Readable
  let stream: Readable | undefined
  events.once('data', (event: Buffer) => {
    const { id } = JSON.parse(event.toString()) as { id: string }
    void docker
      .getContainer(id)
      .stats({ stream: true })
      .then((answer) => {
        stream = answer as unknown as Readable
        stream.on('data', (line: Buffer) => seen.push(...parsed(line.toString())))
      })
  })
  return {
    end: () => {
      for (const each of [events, stream]) each?.destroy()
      return { memoryBytes: most(seen.map(memoryOf)), cpuSeconds: most(seen.map(cpuOf)) }
    },
  }
}

const parsed = (lines: string): Sample[] =>
  lines
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Sample)

const most = (values: (number | null)[]): number | null =>
  values.reduce((a, b) => (b !== null && b > (a ?? 0) ? b : a), null)

const memoryOf = ({ memory_stats: { usage, stats } }: Sample): number | null =>
  usage === undefined ? null : usage - (stats?.total_inactive_file ?? stats?.inactive_file ?? 0)

const cpuOf = ({ cpu_stats }: Sample): number | null =>
  cpu_stats.cpu_usage?.total_usage === undefined ? null : cpu_stats.cpu_usage.total_usage / 1e9
