import { once } from 'node:events'
import { connect } from 'node:net'

const PORTS: Record<string, number> = { spark: 7077, sc: 15_002 }
const LONGEST_MS = 5000

/**
 * Why no host of a master's address answers; undefined where one does, or its address names none, such as `yarn`.
 *
 * @returns a code such as `ECONNREFUSED`
 */
export async function whyUnreachable(master: string): Promise<string | undefined> {
  const [, scheme = '', hosts = ''] = /^(spark|sc):\/\/([^/;]+)/.exec(master) ?? []
  let reason: string | undefined
  for (const each of hosts === '' ? [] : hosts.split(',')) {
    const [, host = '', port = PORTS[scheme]] = /^(.+?)(?::(\d+))?$/.exec(each) ?? []
    reason = await whyClosed(host.replace(/^\[|\]$/g, ''), Number(port))
    if (reason === undefined) return undefined
  }
  return reason
}

async function whyClosed(host: string, port: number): Promise<string | undefined> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(LONGEST_MS) })
    return undefined
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException
    return name === 'AbortError' ? 'no answer' : (code ?? name)
  } finally {
    socket.destroy()
  }
}
