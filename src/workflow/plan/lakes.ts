import { join, resolve } from 'node:path'
import { cluesOf } from '../../behaviour/clues.ts'
import { pythonsOf } from '../../behaviour/pythons.ts'
import type { Job, Step } from '../../model/config/model.ts'
import { homeOf } from '../../runners/process/python-project.ts'
import type { Surroundings } from '../../runners/runner.ts'
import { checkDelta, type FoundReader } from '../../tables/readers/lake/check-lake.ts'
import { deltaPlace, isLakeName } from '../../tables/readers/lake/lake-name.ts'
import { interpreters, type LakeAccess, type Lakes } from '../../tables/readers/lake/lakes.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'
import { isPostgresName } from '../../tables/readers/lake/postgres-name.ts'
import { findConfig, type LoadedConfig } from './load-config.ts'

/** Whether a path names a table of a lakehouse, or something on another server. */
export const isReadByLibrary = (path: string): boolean =>
  isLakeName(path) || isObjects(path) || isPostgresName(path)

/**
 * What it takes to read those of some paths that are tables of a lakehouse or on other servers; undefined where none is,
 * so that a configuration with a mistake keeps nobody from comparing files.
 */
export async function lakesFor(
  paths: readonly string[],
  config: string | undefined,
  scratch: string,
  env: NodeJS.ProcessEnv,
): Promise<Lakes | undefined> {
  if (!paths.some(isReadByLibrary)) return undefined
  return { ...lakeAccess(await findConfig(config), env), copies: join(scratch, 'lakes') }
}

/** By the catalogs of a configuration, with the Python of its stacks and engines before that of this machine. */
export function lakeAccess(loaded: LoadedConfig | undefined, env: NodeJS.ProcessEnv): LakeAccess {
  const folder = loaded?.folder ?? process.cwd()
  const { stacks = {}, jobs = {}, catalogs = {} } = loaded?.config ?? {}
  const projects = Object.values(stacks).flatMap(({ project }) => project ?? [])
  const steps = Object.values(jobs).flatMap(({ engines }) =>
    Object.values(engines).flatMap(({ steps }) => steps),
  )
  const pythons = new Set([
    ...projects.map((project) => environmentPython(resolve(folder, project))),
    ...steps.flatMap((step) => stepPythons(step, { folder, env })),
    'python3',
  ])
  return { catalogs, folder, library: interpreters([...pythons], folder, env), env }
}

const environmentPython = (project: string): string => join(project, '.venv/bin/python')

/** Interpreters that a step may run with as a process; none of what runs in an image. */
function stepPythons(step: Step, around: Surroundings): string[] {
  const { project, cwd, env } = homeOf(step, around)
  if (project !== undefined) return [environmentPython(project)]
  if (step.place.run === undefined) return []
  const named = pythonsOf(step.command, cluesOf(step.command, () => false).python, env)
  return named.map((python) => (python.includes('/') ? resolve(cwd, python) : python))
}

/**
 * Finds what reads the Delta tables of some jobs.
 *
 * @returns undefined where they have none
 * @throws UserError `lakeLibraryMissing`
 */
export async function findDeltaReader(
  jobs: readonly Job[],
  { shown }: LoadedConfig,
  lakes: LakeAccess,
): Promise<FoundReader | undefined> {
  for (const { name, operations, tables } of jobs)
    for (const { name: table, lake = '' } of Object.values(tables))
      if (deltaPlace(lake)) {
        const kind = operations.includes(table) ? 'operations' : 'tables'
        return checkDelta(`${shown}: jobs.${name}.${kind}.${table}.at: ${lake}`, lakes)
      }
  return undefined
}
