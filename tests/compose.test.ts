import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createOptions } from '../src/runners/docker/create-options.ts'
import { noDocker, runContainer, titled } from './docker.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, root, scratch } from './etl-compare.ts'

const FILE = join(root, 'docker/compose.yml')

/** Compose's keys that the file uses; a new one must be understood here too. */
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string() }),
  user: z.string(),
  hostname: z.string(),
  network_mode: z.string(),
  read_only: z.boolean(),
  init: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  pids_limit: z.number(),
  cpuset: z.string(),
  mem_limit: z.coerce.number(),
  memswap_limit: z.coerce.number(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('bind'),
        source: z.string(),
        target: z.string(),
        read_only: z.boolean().default(false),
      }),
      z.strictObject({ type: z.literal('volume'), target: z.string() }),
    ]),
  ),
})
type Service = z.infer<typeof service>

/** The services of docker/compose.yml, its variables filled in as Compose does it. */
async function servicesWith(variables: Record<string, string>): Promise<Record<string, Service>> {
  const fill = (text: string) =>
    text.replace(
      /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
      (_, name, otherwise) => variables[name] ?? otherwise ?? '',
    )
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value)
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, walk(below)]))
  }
  const { services } = parse(await readFile(FILE, 'utf8'), { merge: true })
  return z.record(z.string(), service).parse(walk(services))
}

/** What Compose tells the daemon of a service. */
const containerOf = (from: Service): Docker.ContainerCreateOptions => ({
  Image: from.image,
  User: from.user,
  Hostname: from.hostname,
  Env: Object.entries(from.environment).map(([name, value]) => `${name}=${value}`),
  HostConfig: {
    NetworkMode: from.network_mode,
    ReadonlyRootfs: from.read_only,
    Init: from.init,
    CapDrop: from.cap_drop,
    SecurityOpt: from.security_opt,
    PidsLimit: from.pids_limit,
    CpusetCpus: from.cpuset,
    Memory: from.mem_limit,
    MemorySwap: from.memswap_limit,
    Mounts: from.volumes.map((volume) => ({
      Type: volume.type,
      Source: volume.type === 'bind' ? volume.source : '',
      Target: volume.target,
      ReadOnly: volume.type === 'bind' && volume.read_only,
    })),
  },
})

describe('docker/compose.yml', () => {
  it('has a service for each stack of ours, built from the same Dockerfile', async () => {
    const { stacks } = parse(await readFile(join(root, 'etl-compare.yml'), 'utf8'))
    const built = Object.entries(await servicesWith({})).map(([name, { image, build }]) => [
      name,
      image,
      `docker/${build.context}`,
    ])
    expect(built).toEqual(
      Object.entries<{ build: { context: string } }>(stacks).map(([name, { build }]) => [
        name,
        `etl-compare/${name}`,
        build.context,
      ]),
    )
  })

  it('confines an engine as the tool does', async () => {
    const { spark } = await servicesWith({ ETL_CPUSET: '0', ETL_MEMORY: '1000' })
    const ours = createOptions({
      image: 'etl-compare/spark',
      argv: [],
      env: {},
      user: null,
      mounts: [],
      network: 'none',
      readOnlyRoot: true,
      cpus: [0],
      memoryBytes: 1000,
      labels: {},
    }).HostConfig
    const { Mounts: _, ...theirs } = (spark && containerOf(spark).HostConfig) ?? {}
    expect({ ...theirs, SecurityOpt: ['no-new-privileges'] }).toEqual(
      Object.fromEntries(Object.keys(theirs).map((key) => [key, ours?.[key as keyof typeof ours]])),
    )
    expect(theirs.SecurityOpt).toEqual(['no-new-privileges:true'])
  })
})

describe.skipIf(noDocker !== undefined)(titled('the services of docker/compose.yml', noDocker), () => {
  beforeAll(async () => {
    expect((await etlCompare(['images', 'build'], root)).code).toBe(0)
  }, 900_000)

  it.each([
    ['spark', 'jobs/customer_tiers.py'],
    ['pythonic', 'jobs/customer_tiers_duckdb.py'],
  ])('%s runs %s by hand', async (name, job) => {
    await using folder = await scratch()
    const made = await etlCompare(['fixtures', 'make', 'customer_tiers', '--size', '1MB'], root)
    const services = await servicesWith({
      ETL_USER: `${process.getuid?.()}:${process.getgid?.()}`,
      ETL_INPUT: /^path +(.*)$/m.exec(made.stdout)?.[1] ?? '',
      ETL_OUTPUT: folder.path,
    })
    const { code, output: words } = await runContainer({
      ...containerOf(service.parse(services[name])),
      Env: [
        ...(containerOf(service.parse(services[name])).Env ?? []),
        ...Object.entries(QUICK_JVM_IN_IMAGE).map((pair) => pair.join('=')),
      ],
      Cmd: ['python', job],
    })
    expect(code, words).toBe(0)
    expect((await readdir(folder.path)).join()).toContain('customer_tiers')
  })
})
