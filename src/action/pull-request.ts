import type { Octokit } from '@octokit/core'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { eventPayload } from '../workflow/record/event.ts'
import { asked, PAGE, type Repository } from './github.ts'
import type { StepLog } from './step-log.ts'

/** GitHub's own event of a pull request; no more of it is read. */
const proposalSchema = z.object({
  number: z.int().min(1),
  pull_request: z.object({
    head: z.object({ repo: z.object({ full_name: z.string() }).nullable() }),
    base: z.object({ repo: z.object({ full_name: z.string() }) }),
  }),
})

/** GitHub's own event of a workflow that ended; the head's owner and branch are the fork's to choose. */
const endedSchema = z.object({
  workflow_run: z.object({
    id: z.int().min(1),
    event: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40}$/),
    head_branch: z.string(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }),
  }),
})

export type EndedRun = z.infer<typeof endedSchema>['workflow_run']

/** @throws UserError `eventOther` */
async function payloadOf<Payload>(
  schema: z.ZodType<Payload>,
  env: NodeJS.ProcessEnv,
  wanted: string,
): Promise<Payload> {
  const payload = await eventPayload(env)
    .then((text) => JSON.parse(text ?? 'null'))
    .catch(() => null)
  const { success, data } = schema.safeParse(payload)
  if (!success) throw new UserError('eventOther', { wanted })
  return data
}

/** The number of the pull request that this run is for, and may comment on; undefined where there is none. */
export async function proposedHere(env: NodeJS.ProcessEnv, log: StepLog): Promise<number | undefined> {
  if (env.GITHUB_EVENT_NAME !== 'pull_request') return undefined
  const { number, pull_request } = await payloadOf(proposalSchema, env, 'that of a pull request')
  const isDependabots = env.GITHUB_ACTOR === 'dependabot[bot]'
  if (pull_request.head.repo?.full_name === pull_request.base.repo.full_name && !isDependabots) return number
  log.annotate(
    'notice',
    `This pull request comes from ${isDependabots ? 'Dependabot' : 'a fork'}, so its token cannot comment. Add the workflow with etl-compare/comment: docs/action.md#pull-requests-from-forks.`,
  )
  return undefined
}

/** The run after which `comment/action.yml` comments. @throws UserError `eventOther` */
export const endedRun = async (env: NodeJS.ProcessEnv): Promise<EndedRun> =>
  (await payloadOf(endedSchema, env, 'a workflow_run')).workflow_run

/**
 * The open pull request of a run that ended, by what GitHub says of the run: no number from an artifact is believed.
 * Undefined where its branch has moved on, or none is open.
 *
 * @throws UserError `githubRefused`
 */
export async function pullRequestOf(
  octokit: Octokit,
  { owner, repo }: Repository,
  run: EndedRun,
): Promise<number | undefined> {
  const listed = octokit.request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    state: 'open',
    head: `${run.head_repository.owner.login}:${run.head_branch}`,
    per_page: PAGE,
  })
  const { data } = await asked(listed, 'look for the pull request', 'pull-requests: write')
  return data.find(({ head }) => head.sha === run.head_sha)?.number
}
