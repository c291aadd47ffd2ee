import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv } from 'ajv'
import openapi from './github-openapi.json' with { type: 'json' }

const BASE = 'https://api.github.com'
const NOW = '2026-11-28T00:00:00Z'
/** Of GitHub's published description: the paths that the action uses. */
const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(openapi, 'github')

interface Comment {
  id: number
  login: string
  body: string
  issue: number
}

interface Pull {
  number: number
  /** `owner:branch`. */
  head: string
  sha: string
}

/** What happens on this GitHub; a test looks at it and changes it. */
export interface GitHub extends AsyncDisposable {
  url: string
  comments: Comment[]
  pulls: Pull[]
  /** Of the workflow, by its schedule. */
  runs: { number: number; day: string; conclusion: string | null }[]
  /** `METHOD path` of what was asked, in order. */
  requests: string[]
  /** Sent instead of an answer to what writes, or to all. */
  refusal: { status: number; message: string; methods?: 'all' } | null
}

type Route = (
  github: GitHub,
  match: Record<string, string>,
  query: URLSearchParams,
  body: { body?: string },
) => [status: number, answer: unknown]

const ROUTES: Record<string, Route> = {
  'get /user': () => [403, { message: 'Resource not accessible by integration' }],
  'get /repos/{owner}/{repo}/issues/{issue_number}/comments': ({ comments }, { issue_number }, query) => {
    const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)]
    const ofIssue = comments.filter(({ issue }) => issue === Number(issue_number))
    return [200, ofIssue.slice((page - 1) * size, page * size).map(asComment)]
  },
  'post /repos/{owner}/{repo}/issues/{issue_number}/comments': (
    github,
    { issue_number },
    _,
    { body = '' },
  ) => {
    const comment = {
      id: 1000 + github.comments.length,
      login: 'github-actions[bot]',
      body,
      issue: Number(issue_number),
    }
    github.comments.push(comment)
    return [201, asComment(comment)]
  },
  'patch /repos/{owner}/{repo}/issues/comments/{comment_id}': (
    { comments },
    { comment_id },
    _,
    { body = '' },
  ) => {
    const comment = comments.find(({ id }) => id === Number(comment_id))
    if (!comment) return [404, { message: 'Not Found' }]
    comment.body = body
    return [200, asComment(comment)]
  },
  'get /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': ({ runs }) => [
    200,
    {
      total_count: runs.length,
      workflow_runs: runs.map(({ number, day, conclusion }) => ({
        run_number: number,
        created_at: `${day}T03:17:00Z`,
        conclusion,
      })),
    },
  ],
  'get /repos/{owner}/{repo}/pulls': ({ pulls }, _, query) => [
    200,
    pulls
      .filter(({ head }) => head === query.get('head'))
      .map(({ number, sha }) => ({ number, head: { sha } })),
  ],
}

/** Serves GitHub's REST interface from memory; what it is asked must be what GitHub's description allows. */
export async function startGitHub(): Promise<GitHub> {
  const server = createServer((request, response) => void answer(github, request, response))
  const github: GitHub = {
    url: '',
    comments: [],
    pulls: [],
    runs: [],
    requests: [],
    refusal: null,
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  }
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  github.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return github
}

async function answer(github: GitHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', BASE)
  const method = (request.method ?? 'GET').toLowerCase()
  github.requests.push(`${method.toUpperCase()} ${pathname}`)
  const text = (await request.toArray()).map(String).join('')
  const body = text === '' ? {} : JSON.parse(text)
  const found = routeOf(method, pathname)
  let [status, sent]: [number, unknown] = [501, { message: `not described: ${method} ${pathname}` }]
  if (found) {
    const problem = problemOf(found.key, searchParams, text === '' ? undefined : body)
    if (problem !== undefined) [status, sent] = [422, { message: problem }]
    else if (github.refusal && (method !== 'get' || github.refusal.methods))
      [status, sent] = [github.refusal.status, { message: github.refusal.message }]
    else [status, sent] = ROUTES[found.key]?.(github, found.match, searchParams, body) ?? [status, sent]
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(sent))
}

function routeOf(method: string, pathname: string) {
  for (const key of Object.keys(ROUTES)) {
    const [verb, path = ''] = key.split(' ')
    const pattern = new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    const match = verb === method ? pattern.exec(pathname) : null
    if (match) return { key, match: { ...match.groups } as Record<string, string> }
  }
  return undefined
}

/** How a request breaks what GitHub describes; undefined where it doesn't. */
function problemOf(key: string, query: URLSearchParams, body: unknown): string | undefined {
  const [method = '', path = ''] = key.split(' ')
  const operation = openapi.paths[path as keyof typeof openapi.paths][method as never] as Operation
  const known = operation.parameters.map(
    (each) =>
      ('$ref' in each
        ? (openapi.components.parameters as never)[each.$ref.split('/').at(-1) as never]
        : each) as { name: string },
  )
  const unknown = [...query.keys()].find((name) => !known.some((each) => each.name === name))
  if (unknown !== undefined) return `unknown parameter ${unknown}`
  const schema = operation.requestBody?.content['application/json'].schema
  if (!schema) return body === undefined ? undefined : 'takes no body'
  const pointer = `github#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/requestBody/content/application~1json/schema`
  const validate = ajv.getSchema(pointer.replaceAll('{', '%7B').replaceAll('}', '%7D'))
  return validate?.(body) ? undefined : ajv.errorsText(validate?.errors)
}

interface Operation {
  parameters: ({ $ref: string } | { name: string })[]
  requestBody?: { content: { 'application/json': { schema: object } } }
}

const asComment = ({ id, login, body, issue }: Comment) => ({
  id,
  node_id: `IC_${id}`,
  url: `${BASE}/repos/acme/jobs/issues/comments/${id}`,
  html_url: `https://github.com/acme/jobs/pull/${issue}#issuecomment-${id}`,
  issue_url: `${BASE}/repos/acme/jobs/issues/${issue}`,
  body,
  user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
  author_association: 'NONE',
  created_at: NOW,
  updated_at: NOW,
})
