import { join, resolve } from 'node:path'
import { isLakeName } from '../../tables/readers/lake/lake-name.ts'
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

/** By the catalogs of a configuration, with the Python of its stacks before that of this machine. */
export function lakeAccess(loaded: LoadedConfig | undefined, env: NodeJS.ProcessEnv): LakeAccess {
  const folder = loaded?.folder ?? process.cwd()
  const projects = Object.values(loaded?.config.stacks ?? {}).flatMap(({ project }) => project ?? [])
  const pythons = [
    ...projects.map((project) => join(resolve(folder, project), '.venv/bin/python')),
    'python3',
  ]
  return { catalogs: loaded?.config.catalogs ?? {}, folder, library: interpreters(pythons, folder, env), env }
}
