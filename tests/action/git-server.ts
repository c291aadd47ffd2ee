import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What GitHub answers to a push by a token that may not write. */
const DENIED = 'Permission to acme/jobs.git denied to github-actions[bot].\n'

interface GitServer extends AsyncDisposable {
  url: string
  /** What the job's `permissions:` say; none by a token that has expired. */
  permission: 'none' | 'read' | 'write'
}

/** Serves the bare repositories of a folder by git's own protocol over HTTP, to who brings the token. */
export async function serveGit(folder: string, token: string): Promise<GitServer> {
  const basic = `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
  const server = createServer((request, response) => {
    const isPush = /git-receive-pack/.test(request.url ?? '')
    const { authorization = [] } = request.headersDistinct
    const isKnown = authorization[0]?.toLowerCase() === basic.toLowerCase()
    // As GitHub does.
    if (authorization.length > 1) response.writeHead(400).end('Duplicate header: "Authorization"\n')
    else if (!isKnown || served.permission === 'none')
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
    else if (isPush && served.permission === 'read')
      response.writeHead(403, { 'content-type': 'text/plain' }).end(DENIED)
    else void answer(folder, request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const served: GitServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    permission: 'write',
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  }
  return served
}

/** By git's CGI program. */
async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://here')
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...{ GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1', REMOTE_USER: 'github-actions[bot]' },
      ...{ REQUEST_METHOD: request.method, PATH_INFO: pathname, QUERY_STRING: search.slice(1) },
      ...{ CONTENT_TYPE: request.headers['content-type'] ?? '', REMOTE_ADDR: '127.0.0.1' },
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  })
  request.pipe(backend.stdin)
  const said = await buffer(backend.stdout)
  const end = said.indexOf('\r\n\r\n')
  const head = said.subarray(0, end).toString().split('\r\n')
  const headers = head.map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ')
    return [name.toLowerCase(), value.join(': ')]
  })
  const status = Number(headers.find(([name]) => name === 'status')?.[1].slice(0, 3) ?? 200)
  const others = headers.filter(([name]) => name !== 'status')
  response.writeHead(status, Object.fromEntries(others)).end(said.subarray(end + 4))
}
