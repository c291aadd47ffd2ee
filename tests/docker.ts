import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import Docker from 'dockerode'
import { freePorts } from '../src/machine/free-ports.ts'
import { scratch } from './etl-compare.ts'

export const docker = new Docker()

/** The image that all of ours are built on. */
export const BASE = 'debian:trixie-slim'

/**
 * Why tests of containers are left out here; undefined where they run. With CI set none is: what is missing there
 * makes them fail.
 */
export const noDocker = await reason(async () => {
  await docker.ping()
  await docker.getImage(BASE).inspect()
}, `no Docker daemon that has ${BASE}`)

export const noRegistry =
  noDocker ??
  (await reason(() => promisify(execFile)('docker-registry', ['--version']), 'no docker-registry program'))

async function reason(probe: () => Promise<unknown>, missing: string): Promise<string | undefined> {
  if (process.env.CI) return undefined
  return probe().then(
    () => undefined,
    () => missing,
  )
}

/** What a suite is called: with the reason where it is left out. */
export const titled = (title: string, missing: string | undefined): string =>
  missing === undefined ? title : `${title} (skipped: ${missing})`

/** How a program in a container ended, and all that it printed. */
export interface Ran {
  code: number
  output: string
}

/** Runs a program as the runner does: by default nobody's user, nothing to write to but /tmp, no network. */
export const runIn = (
  image: string,
  command: string[],
  { user = '1234:1234', binds = [], env = [] }: { user?: string; binds?: string[]; env?: string[] } = {},
): Promise<Ran> =>
  runContainer({
    Image: image,
    Cmd: command,
    User: user,
    Env: ['HOME=/tmp', ...env],
    // Without a network no other name of its own can be looked up
    Hostname: 'localhost',
    HostConfig: {
      Binds: binds,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': 'exec,mode=1777' },
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Init: true,
    },
  })

/** Runs a container to its end and removes it. */
export async function runContainer(options: Docker.ContainerCreateOptions): Promise<Ran> {
  const container = await docker.createContainer({ ...options, Tty: true })
  try {
    await container.start()
    const { StatusCode } = await container.wait()
    return { code: StatusCode, output: (await container.logs({ stdout: true, stderr: true })).toString() }
  } finally {
    await container.remove({ force: true, v: true })
  }
}

/** Builds an image of one layer a file, on nothing. The old builder, since BuildKit's cache keeps layers. */
export async function buildLayers(
  name: string,
  folder: string,
  files: Record<string, Buffer>,
): Promise<void> {
  const steps = Object.keys(files).map((file) => `COPY ${file} /\n`)
  await mkdir(folder)
  await writeFile(join(folder, 'Dockerfile'), `FROM scratch\n${steps.join('')}CMD ["/none"]\n`)
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes)
  const src = ['Dockerfile', ...Object.keys(files)]
  await ended(await docker.buildImage({ context: folder, src }, { t: name, version: '1' }))
}

export const push = async (name: string, authconfig?: Docker.AuthConfig): Promise<void> =>
  ended(await docker.getImage(name).push({ authconfig: authconfig ?? { base64: 'e30=' } }))

function ended(answer: NodeJS.ReadableStream): Promise<void> {
  return new Promise((done, fail) =>
    docker.modem.followProgress(answer, (error, events) => {
      const refused = events?.find((event: { error?: string }) => event.error)?.error
      return error || refused ? fail(error ?? new Error(refused)) : done()
    }),
  )
}

/** Removes images, those that aren't there too. */
export async function removeImages(...names: string[]): Promise<void> {
  for (const name of names)
    await docker
      .getImage(name)
      .remove({ force: true })
      .catch(() => undefined)
}

/** A registry on loopback that ends with the block; with an htpasswd file only for those it names. */
export async function startRegistry(htpasswd?: string): Promise<{ host: string } & AsyncDisposable> {
  const folder = await scratch(htpasswd ? { htpasswd } : {})
  const [port = 0] = await freePorts(1)
  const auth = htpasswd ? `auth: { htpasswd: { realm: test, path: ${join(folder.path, 'htpasswd')} } }\n` : ''
  const config = join(folder.path, 'config.yml')
  await writeFile(
    config,
    `version: 0.1
log: { level: error, accesslog: { disabled: true } }
storage: { filesystem: { rootdirectory: ${join(folder.path, 'data')} } }
http: { addr: "127.0.0.1:${port}" }
${auth}`,
  )
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  const host = `127.0.0.1:${port}`
  await answering(`http://${host}/v2/`, child)
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await folder[Symbol.asyncDispose]()
    },
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    if (await fetch(url).then(Boolean, () => false)) return
    await sleep(100)
  }
  throw new Error(`No registry answers at ${url}`)
}
