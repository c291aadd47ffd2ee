import type { Octokit } from '@octokit/core'
import { UserError } from '../errors.ts'
import { asked, openGitHub, PAGE, type Repository } from './github.ts'
import type { CommentInputs } from './inputs.ts'
import type { StepLog } from './step-log.ts'

/**
 * Writes a comment on a pull request: the one of before is updated, and nothing is sent where it says the same. A token
 * that may not comment is a warning with the fix, since what was measured stands in the summary too.
 */
export async function postComment(
  markdown: string,
  number: number,
  { comment, name, token }: Pick<CommentInputs, 'comment' | 'name'> & { token: string },
  { env, log }: { env: NodeJS.ProcessEnv; log: StepLog },
): Promise<void> {
  if (comment === 'off') return
  const { octokit, repository } = openGitHub(env, token)
  const marker = `<!-- etl-compare ${name} -->`
  const body = `${marker}\n${markdown}`
  const sent = send({ octokit, repository, number, marker, body }, comment)
  await asked(sent, 'comment on this pull request', 'pull-requests: write').catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    log.annotate('warning', `${error.message}\nThe same text is in the job's summary.`)
  })
}

interface Comment {
  octokit: Octokit
  repository: Repository
  number: number
  marker: string
  body: string
}

async function send({ octokit, repository, number, marker, body }: Comment, how: 'update' | 'new') {
  const before = how === 'update' ? await commentOfBefore(octokit, repository, number, marker) : undefined
  if (before === undefined)
    await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...repository,
      issue_number: number,
      body,
    })
  else if (before.body !== body)
    await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...repository,
      comment_id: before.id,
      body,
    })
}

/** The first that the same author began with the marker: others may quote it. */
async function commentOfBefore(octokit: Octokit, repository: Repository, number: number, marker: string) {
  const login = await loginOf(octokit)
  const isOurs = (user: { login: string; type: string } | null) =>
    login === undefined ? user?.type === 'Bot' : user?.login === login
  for (let page = 1; ; page++) {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...repository,
      issue_number: number,
      per_page: PAGE,
      page,
    })
    const found = data.find(({ user, body }) => isOurs(user) && body?.startsWith(marker))
    if (found || data.length < PAGE) return found
  }
}

/** Undefined for the token of a job or of another app, which may not ask who it is: only apps write as bots. */
const loginOf = (octokit: Octokit): Promise<string | undefined> =>
  octokit.request('GET /user').then(
    ({ data }) => data.login,
    () => undefined,
  )
