import type { ContainerCreateOptions, MountSettings } from 'dockerode'
import type { Mount } from '../../model/config/model.ts'

/** One container, as the runner wants it. */
export interface ContainerSpec {
  /** Id of the image. */
  image: string
  argv: string[]
  env: Record<string, string>
  /** `uid:gid`; null: the image's own. */
  user: string | null
  mounts: Mount[]
  network: string
  /** What other containers of the network call it, besides its id. */
  alias?: string
  readOnlyRoot: boolean
  /** Cores it is confined to; empty: all. */
  cpus: number[]
  memoryBytes: number | null
  labels: Record<string, string>
  /** Whether nothing of the tool's is to stand at `/tmp`. */
  withoutTmp?: boolean
}

/** More than Spark's threads, less than a fork bomb. */
const MOST_PROCESSES = 8192

/**
 * What the daemon is asked for. Cores are given by cpuset, never by a quota: engines count the cores that they see, and a
 * quota below that makes them throttle. Swap is off. What the container writes beside its mounts goes to a volume at
 * `/tmp`, on disk as spills must be, and is removed with it; a mount at `/tmp` stands in its place.
 */
export function createOptions(spec: ContainerSpec): ContainerCreateOptions {
  const { memoryBytes, cpus, labels } = spec
  const hasTmp = spec.withoutTmp || spec.mounts.some(({ target }) => target === '/tmp')
  const scratch: MountSettings = {
    Type: 'volume',
    Source: '',
    Target: '/tmp',
    ReadOnly: false,
    VolumeOptions: { NoCopy: false, Labels: labels, DriverConfig: { Name: 'local', Options: {} } },
  }
  return {
    Image: spec.image,
    Entrypoint: spec.argv.slice(0, 1),
    Cmd: spec.argv.slice(1),
    Env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
    ...(spec.user !== null && { User: spec.user }),
    Labels: labels,
    // An image's own would be measured as the engine's.
    Healthcheck: { Test: ['NONE'] },
    // Without a network nothing else resolves, and JVMs look up their own host's name.
    ...(spec.network === 'none' && { Hostname: 'localhost' }),
    ...(spec.alias !== undefined && {
      NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [spec.alias] } } },
    }),
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      ...(memoryBytes !== null && { Memory: memoryBytes, MemorySwap: memoryBytes }),
      ...(cpus.length > 0 && { CpusetCpus: cpus.join(',') }),
      NetworkMode: spec.network,
      ReadonlyRootfs: spec.readOnlyRoot,
      Init: true,
      PidsLimit: MOST_PROCESSES,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      LogConfig: { Type: 'none', Config: {} },
      Mounts: [...spec.mounts.map(bind), ...(hasTmp ? [] : [scratch])],
    },
  }
}

const bind = ({ source, target, readOnly }: Mount): MountSettings => ({
  Type: 'bind',
  Source: source,
  Target: target,
  ReadOnly: readOnly,
})
