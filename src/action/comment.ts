import type { Context } from '../context.ts'
import { summaryMarkdown } from '../render/markdown/summary.ts'
import { reportLedger } from '../workflow/report/report-ledger.ts'
import { openGitHub } from './github.ts'
import type { CommentInputs } from './inputs.ts'
import { endedRun, pullRequestOf } from './pull-request.ts'
import { runAddress } from './runner-files.ts'
import type { StepLog } from './step-log.ts'
import { postComment } from './sticky-comment.ts'

/**
 * The second half of the action for forks: comments on the pull request of a run that ended, from its records. They come
 * from a fork, so they are data to be validated; verdicts come from the repository's own ledger and configuration.
 *
 * @throws UserError where a record is none, or the token may not look for the pull request
 */
export async function comment(
  inputs: CommentInputs,
  token: string,
  context: Context,
  log: StepLog,
): Promise<number> {
  const { env } = context
  const run = await endedRun(env)
  const { octokit, repository } = openGitHub(env, token)
  const number = await pullRequestOf(octokit, repository, run)
  if (number === undefined) {
    log.annotate(
      'notice',
      `No open pull request has ${run.head_sha} as its newest commit, so there is nothing to comment on.`,
    )
    return 0
  }
  const request = {
    jobs: [],
    absent: 'empty' as const,
    ...(inputs.config !== '' && { config: inputs.config }),
    ...(inputs.ledger !== null && { ledger: ledgerOf(inputs.ledger, env) }),
  }
  const { runs, report } = await reportLedger(request, [inputs.artifact], context)
  const link = runAddress(env, run.id)
  await postComment(
    summaryMarkdown({ runs, overview: report.overview, link }),
    number,
    { ...inputs, token },
    { env, log },
  )
  return 0
}

/** A branch of the run's repository, by an address that needs no checkout. */
function ledgerOf(ledger: string, { GITHUB_SERVER_URL, GITHUB_REPOSITORY }: NodeJS.ProcessEnv): string {
  const [, branch] = /^git:([^#]+)$/.exec(ledger) ?? []
  return branch === undefined ? ledger : `git:${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}#${branch}`
}
