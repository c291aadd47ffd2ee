import Docker from 'dockerode'
import { z } from 'zod'
import { UserError } from '../../errors.ts'

const infoSchema = z.object({
  ServerVersion: z.string(),
  NCPU: z.int(),
  MemTotal: z.int(),
  Architecture: z.string(),
  DockerRootDir: z.string(),
  /** Absent before Engine 20.10, which knew version 1 only. */
  CgroupVersion: z.enum(['1', '2']).default('1'),
  MemoryLimit: z.boolean().default(true),
  SecurityOptions: z.array(z.string()).nullish(),
})

/** A Docker daemon that answers, and what it says of its machine. */
export interface Daemon {
  docker: Docker
  version: string
  cpus: number
  memoryBytes: number
  /** As Docker names it: `amd64`, `arm64`. */
  architecture: string
  /** Where it keeps images; on this machine only if it is a local daemon. */
  folder: string
  cgroup: 'v1' | 'v2'
  /** Root inside its containers is the user who runs the daemon. */
  isRootless: boolean
  /** Whether its kernel can limit a container's memory. */
  limitsMemory: boolean
}

/**
 * Finds the daemon that `DOCKER_HOST` names, else the one on this machine's socket.
 *
 * @throws UserError `dockerUnreachable`, `dockerForbidden`
 */
export async function connectDocker(): Promise<Daemon> {
  const docker = new Docker()
  const answer = await docker.info().catch((error: NodeJS.ErrnoException) => {
    const where = process.env.DOCKER_HOST ?? '/var/run/docker.sock'
    if (error.code === 'EACCES') throw new UserError('dockerForbidden', { where })
    throw new UserError('dockerUnreachable', { where, detail: error.message })
  })
  const info = infoSchema.parse(answer)
  return {
    docker,
    version: info.ServerVersion,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    architecture: ARCHITECTURES[info.Architecture] ?? info.Architecture,
    folder: info.DockerRootDir,
    cgroup: `v${info.CgroupVersion}`,
    limitsMemory: info.MemoryLimit,
    isRootless: info.SecurityOptions?.some((option) => option.includes('rootless')) ?? false,
  }
}

/** The kernel's names, which `docker info` uses, and those of images. */
const ARCHITECTURES: Record<string, string> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' }
