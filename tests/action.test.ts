import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRecord } from '../src/ledger/parse.ts'
import { type GitHub, startGitHub } from './action/github.ts'
import { ended, examples, JOB, PULL_REQUEST, program, proposal, repository } from './action/job.ts'
import { type Happened, namesIn, type Rehearsal, rehearse } from './action/rehearsal.ts'

const BRANCH = 'etl-compare-data'

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
    place = await rehearse({ ...JOB, '.github/workflows/wrong.yml': WRONG, ...(await examples()) })
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
      issue: PULL_REQUEST,
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
    github.pulls.push({ number: PULL_REQUEST, head: 'forker:port', sha: 'a'.repeat(40) })
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

  it('leaves files alone that are not its own on the branch, names those among its records, and loses nothing', async () => {
    const before = await branch()
    const foreign = {
      'README.md': 'Ours.\n',
      'site/runs/index.json': '{}',
      'runs/notes.txt': 'Ask Ada.\n',
      'runs/2026/11/::error::<b>@ada<.json': '{}',
    }
    await place.git('worktree', 'add', '-q', '../data', 'FETCH_HEAD')
    const inData = (...args: string[]) => place.git('-C', '../data', ...args)
    for (const [name, content] of Object.entries(foreign)) {
      const path = join(place.folder, '../data', name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
    }
    await inData('add', '.')
    await inData('commit', '-qm', 'Notes')
    await inData('push', '-q', 'origin', `HEAD:${BRANCH}`)
    const { code, log } = await happen('nightly.yml', 'schedule', {
      schedule: '0 3 * * *',
      repository,
    })
    expect(code, log).toBe(0)
    const after = await branch()
    expect(after).toEqual(expect.arrayContaining(before))
    for (const [name, content] of Object.entries(foreign))
      expect(await place.git('show', `FETCH_HEAD:${name}`)).toBe(content)
    expect(log).toMatch(/^Left out: runs\/2026\/11\/::error::<b>@ada<\.json is not/m)
    expect(log).toMatch(/^Left out: runs\/notes\.txt is not/m)
    expect(log).not.toMatch(/README\.md|site\/runs/)
  })

  it('measures every size of a matrix at once, and keeps the records of all', async () => {
    const before = await branch()
    const { code, log } = await happen('sizes.yml', 'schedule', { schedule: '17 4 * * 6', repository })
    expect(code, log).toBe(0)
    expect(await branch()).toHaveLength(before.length + 3)
    expect(await namesIn(place.artifacts)).toEqual(
      expect.arrayContaining(['large-metrics', 'medium-metrics', 'small-metrics']),
    )
  })

  it('measures on a machine that the team hosts', async () => {
    const before = await branch()
    const { code, log } = await happen('self-hosted.yml', 'schedule', { schedule: '17 3 * * *', repository })
    expect(code, log).toBe(0)
    expect(await branch()).toHaveLength(before.length + 1)
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
    const kept = await branch()
    const hook = join(place.origin, 'hooks/pre-receive')
    await writeFile(hook, '#!/bin/sh\necho "protected branch" >&2\nexit 1\n', { mode: 0o755 })
    const { code, log, summary } = await happen('nightly.yml', 'schedule', {
      schedule: '0 3 * * *',
      repository,
    })
    await rm(hook)
    expect(code).not.toBe(0)
    expect(log).toMatch(/protected branch.*with: \{ ledger: 'git:BRANCH' \}/)
    expect(summary).toContain('shops')
    expect(await namesIn(join(place.artifacts, 'etl-compare-metrics'))).toEqual(['runs'])
    expect(await branch()).toEqual(kept)
  })

  it('names inputs that are wrong, before anything runs', async () => {
    const { code, log } = await happen('wrong.yml', 'push', { ref: 'refs/heads/main', repository })
    expect(code).not.toBe(0)
    expect(log).toContain('with: comment: "sticky" must be update, new, off.')
    expect(log).toContain('with: runner: "k8s" must be')
    expect(log).not.toContain('Run : ')
  })
})
