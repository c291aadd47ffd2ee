import { Octokit } from '@octokit/core'
import { RequestError } from '@octokit/request-error'
import { UserError } from '../errors.ts'

/** The most that GitHub lists at once. */
export const PAGE = 100

export interface Repository {
  owner: string
  repo: string
}

/** The repository of the run, and a client for it. */
export function openGitHub({ GITHUB_API_URL, GITHUB_REPOSITORY = '' }: NodeJS.ProcessEnv, token: string) {
  const [owner = '', repo = ''] = GITHUB_REPOSITORY.split('/')
  const octokit = new Octokit({ auth: token, ...(GITHUB_API_URL && { baseUrl: GITHUB_API_URL }) })
  return { octokit, repository: { owner, repo } }
}

/**
 * What GitHub answers.
 *
 * @param what ends «The token may not»
 * @param permission that a job needs for it, as YAML
 * @throws UserError `githubRefused` where GitHub refuses
 */
export async function asked<Answer>(
  answer: Promise<Answer>,
  what: string,
  permission: string,
): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    const { status, message } = error
    throw new UserError('githubRefused', { what, permission, status, detail: message })
  }
}
