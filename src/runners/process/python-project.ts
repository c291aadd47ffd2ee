import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { UserError } from '../../errors.ts'
import type { Step } from '../../model/config/model.ts'
import type { Surroundings } from '../runner.ts'

/**
 * Brings a uv project's environment up to its lock file, without its development tools.
 * Nothing happens where it is up to date already.
 *
 * @throws UserError `uvMissing`, `projectMissing`, `projectNotReady`
 */
export async function prepareProject(project: string): Promise<void> {
  await access(join(project, 'pyproject.toml')).catch(() => {
    throw new UserError('projectMissing', { project })
  })
  try {
    await promisify(execFile)(
      'uv',
      ['sync', '--locked', '--no-dev', '--inexact', '--quiet', '--project', project],
      {
        env: { ...process.env, UV_PROJECT_ENVIRONMENT: join(project, '.venv') },
      },
    )
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    if (code === 'ENOENT') throw new UserError('uvMissing', { project })
    throw new UserError('projectNotReady', { project, detail: stderr?.trim() ?? String(error) })
  }
}

/** Where a step starts as a process, and its environment: with that of its project, made or not. */
export function homeOf(
  { place, env: own }: Step,
  { folder, env: inherited }: Surroundings,
): { project?: string; cwd: string; env: NodeJS.ProcessEnv } {
  const env = { ...inherited, ...own }
  if (place.project === undefined) return { cwd: folder, env }
  const project = resolve(folder, place.project)
  return { project, cwd: project, env: activate(join(project, '.venv'), env) }
}

/** The environment variables that activate a project's environment. */
function activate(environment: string, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PYTHONHOME: _, ...rest } = base
  return { ...rest, VIRTUAL_ENV: environment, PATH: `${join(environment, 'bin')}:${base.PATH ?? ''}` }
}

/** Versions of the packages that a project's lock file gives its programs, development tools left out. */
export async function lockedVersions(project: string): Promise<Record<string, string>> {
  const args = [
    'export',
    '--locked',
    '--no-dev',
    '--no-hashes',
    '--no-emit-project',
    '--no-header',
    '--no-annotate',
  ]
  const { stdout } = await promisify(execFile)('uv', [...args, '--quiet', '--project', project])
  const pins = [...stdout.matchAll(/^([\w.-]+)==([^\s;]+)/gm)]
  return Object.fromEntries(pins.map(([, name = '', version = '']) => [name, version]))
}
