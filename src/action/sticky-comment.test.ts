import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type GitHub, startGitHub } from '../../tests/action/github.ts'
import { openGitHub } from './github.ts'
import { pullRequestOf } from './pull-request.ts'
import { StepLog } from './step-log.ts'
import { postComment } from './sticky-comment.ts'

const NUMBER = 7
const BOT = 'github-actions[bot]'
const MARKER = '<!-- etl-compare nightly -->'

describe('the comment on a pull request', () => {
  let github: GitHub
  beforeEach(async () => {
    github = await startGitHub()
  })
  afterEach(() => github[Symbol.asyncDispose]())

  const env = () => ({ GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/jobs' })
  const post = async (markdown: string, comment: 'update' | 'new' | 'off' = 'update') => {
    const written: string[] = []
    const log = new StepLog({ write: (text: string) => written.push(text) > 0 })
    await postComment(markdown, NUMBER, { comment, name: 'nightly', token: 'x' }, { env: env(), log })
    return written.join('')
  }
  const writes = () => github.requests.filter((each) => !each.startsWith('GET'))

  it('is written once, then updated in place', async () => {
    await post('first')
    await post('second')
    expect(github.comments.map(({ body, issue }) => [issue, body])).toEqual([[NUMBER, `${MARKER}\nsecond`]])
  })

  it('sends nothing where it says the same', async () => {
    await post('same')
    await post('same')
    expect(writes()).toHaveLength(1)
  })

  it('is written again where somebody deleted it', async () => {
    await post('first')
    github.comments.length = 0
    await post('second')
    expect(github.comments).toHaveLength(1)
  })

  it('is found behind more than a page of others', async () => {
    for (let id = 0; id < 230; id++)
      github.comments.push({ id, login: 'reviewer', body: 'hm', issue: NUMBER })
    await post('first')
    await post('second')
    expect(github.comments.slice(230).map(({ body }) => body)).toEqual([`${MARKER}\nsecond`])
  })

  it('leaves those alone that others wrote with its marker, that quote it, or have another name', async () => {
    const others = [
      { login: 'reviewer', body: `${MARKER}\nnot yours` },
      { login: BOT, body: `> ${MARKER}\nquoted` },
      { login: BOT, body: '<!-- etl-compare hourly -->\nanother' },
    ]
    github.comments.push(...others.map((each, id) => ({ ...each, id, issue: NUMBER })))
    await post('mine')
    expect(github.comments.slice(0, 3).map(({ body }) => body)).toEqual(others.map(({ body }) => body))
    expect(github.comments).toHaveLength(4)
  })

  it('is found where it was written by the token of another app', async () => {
    github.comments.push({ id: 1, login: 'acme-etl[bot]', body: `${MARKER}\nfirst`, issue: NUMBER })
    await post('second')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nsecond`])
  })

  it('is a new one for each run where that is asked, and none where it is off', async () => {
    await post('same', 'new')
    await post('same', 'new')
    await post('same', 'off')
    expect(github.comments).toHaveLength(2)
  })

  it('warns, with the fix, where the token may not write', async () => {
    github.refusal = { status: 403, message: 'Resource not accessible by integration' }
    expect(await post('first')).toMatch(
      /^::warning title=etl-compare::.*permissions:%0A {4}pull-requests: write%0A.*summary/,
    )
    expect(github.comments).toEqual([])
  })
})

describe('the pull request of a run that ended', () => {
  const sha = 'a'.repeat(40)
  const run = {
    id: 1,
    event: 'pull_request',
    head_sha: sha,
    head_branch: 'port',
    head_repository: { owner: { login: 'forker' } },
  }
  const find = async (head: string, newest: string) => {
    await using github = await startGitHub()
    github.pulls.push({ number: NUMBER, head, sha: newest })
    const { octokit, repository } = openGitHub(
      { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/jobs' },
      'x',
    )
    return await pullRequestOf(octokit, repository, run)
  }

  it('is the one whose newest commit it ran', async () => {
    expect(await find('forker:port', sha)).toBe(NUMBER)
  })

  it('is none where the branch has moved on, or is another', async () => {
    expect(await find('forker:port', 'b'.repeat(40))).toBeUndefined()
    expect(await find('other:port', sha)).toBeUndefined()
  })
})
