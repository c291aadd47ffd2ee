import { dirname, join, resolve } from 'node:path'
import { programPaths } from '../../model/record/launcher.ts'
import type { StepRecord } from '../../model/record/schema.ts'
import { programFile } from '../../runners/process/program.ts'
import { lockedVersions } from '../../runners/process/python-project.ts'
import type { RunIdentity } from './identity.ts'

/**
 * Versions of the packages that the configuration's stack gives an engine, where the command ran in that stack's environment,
 * as `run` does; none of a command that ran in another one: nobody knows what it used.
 */
export async function stackVersions(
  { configured }: Pick<RunIdentity, 'configured'>,
  command: readonly string[],
  { PATH = '' }: NodeJS.ProcessEnv,
): Promise<StepRecord['versions']> {
  if (!configured) return {}
  const projects = configured.engine.steps.flatMap(({ place: { project } }) =>
    project === undefined ? [] : [resolve(configured.folder, project)],
  )
  const files = await Promise.all(programPaths(command).map((path) => programFile(path, process.cwd(), PATH)))
  const project = projects.find((each) =>
    files.some((file) => file !== undefined && dirname(file) === join(each, '.venv/bin')),
  )
  return project === undefined ? {} : lockedVersions(project).catch(() => ({}))
}
