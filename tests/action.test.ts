import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRecord } from '../src/ledger/parse.ts'
import { type GitHub, startGitHub } from './action/github.ts'
import { EXAMPLES, type Happened, namesIn, type Rehearsal, rehearse } from './action/rehearsal.ts'

const BRANCH = 'etl-compare-data'
const NUMBER = 7

const CONFIG = `
version: 1
limits: { cpus: 1, memory: 512MiB }
jobs:
  shops:
    input: data
    baseline: before
    engines:
      before: { run: [python3, before.py, "{input}", "{output}"] }
      after: { run: [python3, after.py, "{input}", "{output}"] }
    tables: { shops: { key: [shop] } }
`

const program = (rows: string) => `import os, sys
with open(sys.argv[2] + '/shops.csv', 'w') as table:
    table.write('shop,orders\\n' + ${JSON.stringify(rows)})
if any('token' == value or 'AUTHORIZATION' in value for value in os.environ.values()):
    sys.exit('the token is not for engines')
`
const ROWS = 'Kiel,2\nPorto,1\n'

const WRONG = `
on: push
jobs:
  compare:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v5
      - uses: org/etl-compare@v1
        with: { runner: k8s, comment: sticky }
`

const FILES = {
  'etl-compare.yml': CONFIG,
  'before.py': program(ROWS),
  'after.py': program(ROWS),
  'data/orders.csv': 'order_id,shop\n1,Kiel\n2,Porto\n3,Kiel\n',
  '.github/workflows/wrong.yml': WRONG,
}

/** The workflows to copy, as a user has them. */
async function examples(): Promise<Record<string, string>> {
  const names = await namesIn(EXAMPLES)
  const texts = names.map(async (name) => [
    `.github/workflows/${name}`,
    await readFile(join(EXAMPLES, name), 'utf8'),
  ])
  return Object.fromEntries(await Promise.all(texts))
}

const repository = { default_branch: 'main', full_name: 'acme/jobs', name: 'jobs', owner: { login: 'acme' } }
const proposal = (head: string) => ({
  number: NUMBER,
  repository,
  pull_request: {
    number: NUMBER,
    head: { ref: 'port', sha: 'a'.repeat(40), repo: { full_name: head } },
    base: { ref: 'main', repo: { full_name: 'acme/jobs' } },
  },
})
const ended = {
  repository,
  workflow_run: {
    id: 12,
    event: 'pull_request',
    head_sha: 'a'.repeat(40),
    head_branch: 'port',
    head_repository: { full_name: 'forker/jobs', owner: { login: 'forker' } },
  },
}

describe('the action in a workflow of another repository', () => {
  let place: Rehearsal
  let github: GitHub
  const happen = (workflow: string, event: string, payload: object): Promise<Happened> =>
    place.happen(workflow, event, payload, { REHEARSED_API: github.url })
  const branch = async () => {
    const listed = await place.git('ls-remote', 'origin', BRANCH)
    if (listed === '') return []
    await place.git('fetch', '-q', 'origin', BRANCH)
    return (await place.git('ls-tree', '-r', '--name-only', 'FETCH_HEAD'))
      .split('\n')
      .filter((name) => name.endsWith('.json'))
  }

  beforeAll(async () => {
    github = await startGitHub()
    place = await rehearse({ ...FILES, ...(await examples()) })
  })
  afterAll(async () => {
    await place?.[Symbol.asyncDispose]()
    await github?.[Symbol.asyncDispose]()
  })

  it('measures on a schedule: keeps the record on the branch, uploads records and report, and says what it found', async () => {
    const { code, summary, outputs, log } = await happen('nightly.yml', 'schedule', {
      schedule: '0 3 * * *',
      repository,
    })
    expect(code, log).toBe(0)
    expect(await branch()).toHaveLength(1)
    expect(outputs).toMatchObject({ verdict: 'measuring', parity: 'pass', 'metrics-artifact-id': '4711' })
    expect(summary).toMatch(/✓ \*\*Same data/)
    expect(await namesIn(place.artifacts)).toEqual([
      'etl-compare-metrics',
      'etl-compare-report',
      'etl-compare-report.html',
      'github-pages',
    ])
    expect(await namesIn(join(place.artifacts, 'github-pages'))).toContain('index.html')
  })

  it('uploads records alone: no rows, no logs, and none that is not valid', async () => {
    const files = (
      await readdir(join(place.artifacts, 'etl-compare-metrics'), { recursive: true, withFileTypes: true })
    ).filter((entry) => entry.isFile())
    expect(files).toHaveLength(1)
    const [file] = files
    const { record } = parseRecord(await readFile(join(file?.parentPath ?? '', file?.name ?? '')))
    expect(record).toMatchObject({
      job: 'shops',
      event: 'schedule',
    })
  })

  it('comments on a pull request of the repository, once, and keeps no record of it', async () => {
    const first = await happen('pull-request.yml', 'pull_request', proposal('acme/jobs'))
    expect(first.code, first.log).toBe(0)
    await happen('pull-request.yml', 'pull_request', proposal('acme/jobs'))
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]).toMatchObject({
      issue: NUMBER,
      body: expect.stringMatching(/^<!-- etl-compare etl-compare -->\n/),
    })
    expect(await branch()).toHaveLength(1)
  })

  it("never comments by a fork's token, and says what does", async () => {
    const before = github.requests.length
    const { code, log } = await happen('pull-request.yml', 'pull_request', proposal('forker/jobs'))
    expect(code, log).toBe(0)
    expect(github.requests).toHaveLength(before)
    expect(log).toMatch(/comes from a fork.*etl-compare\/comment/)
  })

  it("comments on a fork's pull request after its run, by the repository's own ledger", async () => {
    github.comments.length = 0
    github.pulls.push({ number: NUMBER, head: 'forker:port', sha: 'a'.repeat(40) })
    const { code, log } = await happen('pull-request-comment.yml', 'workflow_run', ended)
    expect(code, log).toBe(0)
    expect(github.comments[0]?.body).toMatch(/1 of 14–28/)
  })

  it('takes nothing else from a fork than valid records', async () => {
    github.comments.length = 0
    const [year] = await namesIn(join(place.artifacts, 'etl-compare-metrics/runs'))
    const hostile = join(place.artifacts, `etl-compare-metrics/runs/${year}/01/02`)
    await mkdir(hostile, { recursive: true })
    await writeFile(join(hostile, '20260102T000000Z-00000000.json'), '{"job":"::set-env name=x::@everyone"}')
    const { code, log } = await happen('pull-request-comment.yml', 'workflow_run', ended)
    expect(code).not.toBe(0)
    expect(log).toMatch(/20260102T000000Z-00000000\.json/)
    expect(github.comments).toEqual([])
    await rm(join(place.artifacts, 'etl-compare-metrics'), { recursive: true })
  })

  it('fails a manual run whose outputs differ, after it has said so everywhere', async () => {
    await place.write({ 'after.py': program('Kiel,3\nPorto,1\n') })
    const { code, outputs, summary } = await happen('manual.yml', 'workflow_dispatch', { repository })
    expect(code).not.toBe(0)
    expect(outputs).toMatchObject({ parity: 'fail', winner: '', verdict: '' })
    expect(summary).toMatch(/✕ \*\*Different:\*\*/)
  })

  it('uploads and shows what it measured although the branch takes no commit, and says why', async () => {
    await rm(join(place.artifacts, 'etl-compare-metrics'), { recursive: true, force: true })
    const hook = join(place.origin, 'hooks/pre-receive')
    await writeFile(hook, '#!/bin/sh\necho "protected branch" >&2\nexit 1\n', { mode: 0o755 })
    const { code, log, summary } = await happen('nightly.yml', 'schedule', {
      schedule: '0 3 * * *',
      repository,
    })
    await rm(hook)
    expect(code).not.toBe(0)
    expect(log).toMatch(/protected branch/)
    expect(summary).toContain('shops')
    expect(await namesIn(join(place.artifacts, 'etl-compare-metrics'))).toEqual(['runs'])
    expect(await branch()).toHaveLength(1)
  })

  it('names inputs that are wrong, before anything runs', async () => {
    const { code, log } = await happen('wrong.yml', 'push', { ref: 'refs/heads/main', repository })
    expect(code).not.toBe(0)
    expect(log).toContain('with: comment: "sticky" must be update, new, off.')
    expect(log).toContain('with: runner: "k8s" must be')
    expect(log).not.toContain('Run : ')
  })
})
