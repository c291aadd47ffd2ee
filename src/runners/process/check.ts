import { join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import { findPython } from '../meter/python.ts'
import type { EngineStep, Probe, StepCheck, Surroundings } from '../runner.ts'
import { behindEnv } from './behind-env.ts'
import { isLauncher, requireDropIn } from './drop-in.ts'
import { programFile } from './program.ts'
import { homeOf } from './python-project.ts'

export async function check(probe: Probe, around: Surroundings): Promise<StepCheck> {
  await probe('python3', findPython)
  return (step) => checkStep(step, around)
}

/**
 * Whether a step's program and script are where its command looks for them.
 *
 * @throws UserError `projectMissing`, `commandOnlySets`, `commandMissing`, `scriptMissing`, `dropInMissing`
 */
export async function checkStep({ job, engine, step }: EngineStep, around: Surroundings): Promise<string> {
  const { project, cwd, env } = homeOf(step, around)
  if (project !== undefined && !(await exists(join(project, 'pyproject.toml'))))
    throw new UserError('projectMissing', { project })
  const { command, variables } = behindEnv(step.command)
  const [program, script = ''] = command
  if (program === undefined) throw new UserError('commandOnlySets', { job, engine, command: step.command })
  const path = variables.PATH ?? env.PATH ?? ''
  const isThere = (await programFile(program, cwd, path)) !== undefined
  const isSetUp = project === undefined || (await exists(join(cwd, '.venv')))
  if (!isThere && isSetUp) throw new UserError('commandMissing', { job, engine, program })
  const isDropIn = await isLauncher(resolve(cwd, script))
  for (const one of [script, ...(isDropIn ? command.slice(3, 4) : [])])
    await requireScript(job, engine, cwd, one)
  if (isDropIn) await requireDropIn(job, engine, resolve(cwd, script), command[2] ?? '')
  // Values may be secrets.
  const set = Object.keys(variables).map((name) => `${name}=…`)
  const words = [...(set.length > 0 ? ['env', ...set] : []), ...command.slice(0, isDropIn ? 4 : 2)]
  return `${words.join(' ')}${isSetUp ? '' : ' (its environment is set up on the first run)'}`
}

async function requireScript(job: string, engine: string, cwd: string, script: string): Promise<void> {
  const isFixed = script.endsWith('.py') && !script.includes('{')
  if (isFixed && !(await exists(resolve(cwd, script))))
    throw new UserError('scriptMissing', { job, engine, script: resolve(cwd, script) })
}
