import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../etl-compare.ts'
import { freePorts } from '../servers/ports.ts'
import { startServer } from '../servers/server.ts'

/** A service of docker/lakehouse/compose.yml, as far as tests look at it. */
interface Service {
  image: string
  command: string[]
  environment: Record<string, string>
  ports: string[]
}

/** The services of the file, with variables filled in as Compose does it. */
export async function composeServices(variables: Record<string, string>): Promise<Record<string, Service>> {
  const text = await readFile(join(root, 'docker/lakehouse/compose.yml'), 'utf8')
  return parse(text.replaceAll(/\$\{(\w+)[^}]*\}/g, (_, name) => variables[name] ?? '')).services
}

/** Listened to inside its container. On this machine others may have these ports. */
const PORTS = ['s3.port', 'admin.port', 'master.port', 'volume.port', 'filer.port']

/** The service `s3` as a process: the same program with the same options, but for folder, addresses and ports. */
export async function startS3({ command, environment }: Service) {
  const names = PORTS.flatMap((name) => [name, `${name}.grpc`])
  const ports = await freePorts(names.length)
  const folder = await mkdtemp(join(tmpdir(), 'etl-compare-compose-'))
  const own = ['-dir=.', '-ip=127.0.0.1', '-ip.bind=127.0.0.1', `-s3.localSocket=${folder}/s3`]
  own.push(`-filer.localSocket=${folder}/filer`, ...names.map((name, at) => `-${name}=${ports[at]}`))
  const url = (name: string) => `http://127.0.0.1:${ports[names.indexOf(name)]}`
  const env = { ...process.env, ...environment }
  // Of an option that is given twice, the last counts.
  const program = [join(root, '.venv/bin/weed'), ...command, ...own]
  const server = await startServer(program, { cwd: folder, env }, async () => {
    for (const name of ['s3.port', 'admin.port']) {
      const { ok } = await fetch(`${url(name)}/${name === 's3.port' ? 'healthz' : ''}`)
      if (!ok) throw new Error(`${name} is not ready`)
    }
  })
  return {
    endpoint: url('s3.port'),
    console: url('admin.port'),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
