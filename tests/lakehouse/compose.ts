import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { freePorts } from '../../src/machine/free-ports.ts'
import { root } from '../etl-compare.ts'
import { startPostgres } from '../servers/postgres.ts'
import { startServer } from '../servers/server.ts'
import { PYTHON } from './lakehouse.ts'

/** With what an address or a shell takes for something else. */
export const LOGIN = { LAKE_PASSWORD: 'ge/h@im 1%', LAKE_S3_KEY: 'someone', LAKE_S3_SECRET: 'ganz/geheim+1' }
export const LAKEHOUSE = join(root, 'docker/lakehouse')

/** A service of docker/lakehouse/compose.yml, as far as tests look at it. */
interface Service {
  image: string
  command: string[]
  environment: Record<string, string>
  ports: string[]
}

/** The services of the file, with variables filled in as Compose does it. */
export async function composeServices(): Promise<Record<'postgres' | 's3' | 'jupyter', Service>> {
  const variables: Record<string, string> = LOGIN
  const text = await readFile(join(LAKEHOUSE, 'compose.yml'), 'utf8')
  return parse(text.replaceAll(/\$\{(\w+)[^}]*\}/g, (_, name) => variables[name] ?? '')).services
}

/** Listened to inside its container. On this machine others may have these ports. */
const PORTS = ['s3.port', 'admin.port', 'master.port', 'volume.port', 'filer.port']

/** The service `s3` as a process: the same program with the same options, but for folder, addresses and ports. */
async function startS3() {
  const { command, environment } = (await composeServices()).s3
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

/**
 * Servers like those of the file, for a configuration of docker/lakehouse, which is written to `etl-compare.yml` of a
 * folder with their addresses.
 *
 * @param edit what else the test changes in it
 */
export async function startLakehouse(folder: string, configuration: string, edit = (text: string) => text) {
  await using stack = new AsyncDisposableStack()
  const s3 = stack.use(await startS3())
  const { user, host, port, database } = stack.use(await startPostgres(LOGIN.LAKE_PASSWORD))
  const catalog = `postgresql+psycopg2://${user}:\${LAKE_PASSWORD}@${host}:${port}/${database}`
  const make = [join(LAKEHOUSE, 'make_catalog.py'), catalog]
  await promisify(execFile)(PYTHON, make, { env: { ...process.env, ...LOGIN } })
  const text = (await readFile(join(LAKEHOUSE, configuration), 'utf8'))
    .replaceAll(': ../', `: ${root}/docker/`)
    .replace(/(uri: )"postgresql.*"/, `$1"${catalog}"`)
    .replace(/(s3\.endpoint: ).*/, `$1${s3.endpoint}`)
  await writeFile(join(folder, 'etl-compare.yml'), edit(text))
  const started = stack.move()
  return { console: s3.console, [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() }
}
