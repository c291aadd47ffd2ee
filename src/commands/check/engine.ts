import { join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import type { Engine, Job, Step } from '../../model/config/model.ts'
import { hasProgram } from '../../runners/process/program.ts'
import { activate } from '../../runners/process/python-project.ts'

/**
 * Whether an engine's programs and scripts are where its commands look for them.
 *
 * @returns what was found, in a few words
 * @throws UserError `projectMissing`, `commandMissing`, `scriptMissing`
 */
export async function checkEngine(
  job: Job,
  engine: Engine,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const found: string[] = []
  for (const step of engine.steps) found.push(await checkStep(job, engine, step, folder, env))
  return found.join('; ')
}

async function checkStep(
  job: Job,
  engine: Engine,
  step: Step,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { project: written } = step.place.process ?? {}
  const project = written === undefined ? undefined : resolve(folder, written)
  if (project !== undefined) await checkProject(project)
  const cwd = project ?? folder
  const path = project === undefined ? env.PATH : activate(join(cwd, '.venv'), { PATH: env.PATH ?? '' }).PATH
  const [program = '', script] = step.command
  const isThere = await hasProgram(program, cwd, path ?? '')
  const isSetUp = project === undefined || (await exists(join(cwd, '.venv')))
  if (!isThere && isSetUp)
    throw new UserError('commandMissing', { job: job.name, engine: engine.name, program })
  if (script?.endsWith('.py') && !(await exists(resolve(cwd, script)))) {
    throw new UserError('scriptMissing', { job: job.name, engine: engine.name, script: resolve(cwd, script) })
  }
  return `${step.command.slice(0, 2).join(' ')}${isSetUp ? '' : ' (its environment is set up on the first run)'}`
}

async function checkProject(project: string): Promise<void> {
  if (!(await exists(join(project, 'pyproject.toml')))) throw new UserError('projectMissing', { project })
}
