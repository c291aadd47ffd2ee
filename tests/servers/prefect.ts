import { join } from 'node:path'
import { freePorts } from '../../src/machine/free-ports.ts'
import { root } from '../etl-compare.ts'
import { type Server, startServer } from './server.ts'

/** The Python of examples/prefect. */
export const PREFECT = join(root, 'examples/prefect/.venv/bin/python')

/** Prefect's API for several flows of a test; each would else start one of its own. */
export interface PrefectServer extends Server {
  /** By which flows find it, and keep what they have in the same folder. */
  env: Record<string, string>
}

/** @param home where the server and its flows keep all that they have */
export async function startPrefect(home: string): Promise<PrefectServer> {
  const [port] = await freePorts(1)
  const api = `http://127.0.0.1:${port}/api`
  const env = { PREFECT_HOME: home, PREFECT_SERVER_ANALYTICS_ENABLED: 'false', DO_NOT_TRACK: '1' }
  const start = ['-m', 'prefect', 'server', 'start', '--port', String(port), '--no-services', '--no-ui']
  const options = { cwd: root, env: { ...process.env, ...env } }
  const server = await startServer([PREFECT, ...start], options, async () => {
    if (!(await fetch(`${api}/health`)).ok) throw new Error('not ready')
  })
  return { ...server, env: { ...env, PREFECT_API_URL: api } }
}
