import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { UserError } from '../errors.ts'

/** A file of GitHub's runner, by the variable that names it. */
async function appendTo(env: NodeJS.ProcessEnv, name: string, text: string): Promise<void> {
  const path = env[name]
  if (!path) throw new UserError('notOnActions', { variable: name })
  await appendFile(path, text)
}

/** Sets outputs of the step. Each value stands between words that nobody can guess, so that none can set another output. */
export async function setOutputs(
  env: NodeJS.ProcessEnv,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const written = Object.entries(outputs).map(([name, value]) => {
    const end = randomUUID()
    return `${name}<<${end}\n${value}\n${end}\n`
  })
  await appendTo(env, 'GITHUB_OUTPUT', written.join(''))
}

/** Adds Markdown to the summary of the job. */
export const addSummary = (env: NodeJS.ProcessEnv, markdown: string): Promise<void> =>
  appendTo(env, 'GITHUB_STEP_SUMMARY', markdown)

/** Page of a run of this repository, whose artifacts hold its report; null where that is not known. */
export function runAddress(
  { GITHUB_SERVER_URL, GITHUB_REPOSITORY }: NodeJS.ProcessEnv,
  run: number | string | undefined,
): string | null {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !run) return null
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${run}`
}
