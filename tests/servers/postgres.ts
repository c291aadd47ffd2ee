import { execFile } from 'node:child_process'
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts } from '../../src/machine/free-ports.ts'
import { startServer } from './server.ts'

const DEBIAN = '/usr/lib/postgresql'
/** The server refuses to be root; Debian's package makes this user for it. */
const OWNER = 'postgres'

/** A PostgreSQL of a test's own, with an empty database, and one user who needs the password. */
export interface Postgres extends AsyncDisposable {
  host: string
  port: number
  database: string
  user: string
  password: string
  stop(): Promise<void>
}

/** Starts one in a folder of its own, which is removed with it. */
export async function startPostgres(password: string): Promise<Postgres> {
  const bin = await programs()
  const [port = 0] = await freePorts(1)
  const folder = await mkdtemp(join(tmpdir(), 'etl-compare-postgres-'))
  const user = process.getuid?.() === 0 ? await owner() : undefined
  if (user) await chown(folder, user.uid, user.gid)
  const place = { cwd: folder, ...user }
  await writeFile(join(folder, 'password'), password)
  const login = ['--username=etl', '--pwfile=password', '--auth=scram-sha-256']
  const initdb = [...login, '--pgdata=data', '--encoding=UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(join(bin, 'initdb'), initdb, place)
  const quick = ['-F', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`]
  const server = await startServer(
    [join(bin, 'postgres'), '-D', 'data', '-p', String(port), ...quick],
    place,
    () => listens(port, join(folder, 'data')),
  )
  return {
    ...{ host: '127.0.0.1', port, database: 'postgres', user: 'etl', password, stop: server.stop },
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function owner(): Promise<{ uid: number; gid: number }> {
  const { stdout } = await promisify(execFile)('getent', ['passwd', OWNER])
  const [, , uid, gid] = stdout.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Debian keeps the programs of each version in a folder that is on nobody's path. */
async function programs(): Promise<string> {
  const versions = await readdir(DEBIAN).catch(() => [])
  const [newest] = versions.toSorted((a, b) => Number(b) - Number(a))
  if (newest === undefined) throw new Error('PostgreSQL was not found. Run .ci/machine')
  return join(DEBIAN, newest, 'bin')
}

/** It says in a file of its folder when it takes connections. */
async function listens(port: number, data: string): Promise<void> {
  if (!/^ready\s*$/m.test(await readFile(join(data, 'postmaster.pid'), 'utf8'))) throw new Error('not ready')
  await new Promise<void>((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      done()
    })
    socket.on('error', fail)
  })
}
