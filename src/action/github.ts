import { Octokit } from '@octokit/core'

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
