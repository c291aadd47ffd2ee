import { realpath } from 'node:fs/promises'
import { relative } from 'node:path'
import { sha256OfFile } from '../files/digest.ts'
import { MOST_FILES } from './code-folder.ts'
import type { Start } from './imports.ts'

/** The files that one command of an engine begins with, by what they are called in the behaviour hash. */
export interface CodePart {
  files: ReadonlyMap<string, string>
  starts: ReadonlyMap<string, Start>
  /** Folders and archives where Python looks for modules besides. */
  roots: readonly string[]
  /** Interpreters to follow imports with: the first that works. */
  pythons: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  leftOut: readonly string[]
}

/** The code of an engine that can be seen from here. */
export interface EngineCode {
  /** Hash of each file, by what it is called in the behaviour hash. */
  sources: Record<string, string>
  /** The same files as a person finds them: from the configuration's folder where they lie in it. */
  files: string[]
  /** What should be part of it and could not be looked at, each with why. */
  leftOut: string[]
}

/**
 * Hashes the files of an engine's parts with the local Python modules that they import.
 *
 * @param folder where relative paths begin
 */
export async function readCode(parts: readonly CodePart[], folder: string): Promise<EngineCode> {
  const files = new Map<string, string>()
  const known = new Set<string>()
  const leftOut = new Set(parts.flatMap((part) => part.leftOut))
  const add = async (key: string, path: string) => {
    const real = await realpath(path).catch(() => path)
    if (known.has(real)) return
    known.add(real)
    // Two projects have files of one name each: both count.
    files.set(files.has(key) ? relative(folder, path) : key, path)
  }
  for (const part of parts) for (const [key, path] of part.files) await add(key, path)
  for (const part of parts) {
    const { modules, problems } = await importsOf(part)
    for (const { key, path } of modules) await add(key, path)
    for (const problem of problems) leftOut.add(problem)
  }
  const sources: Record<string, string> = {}
  for (const [key, path] of files) {
    const hash = await sha256OfFile(path).catch((error: Error) => error)
    if (typeof hash === 'string') sources[key] = hash
    else leftOut.add(`${key}: ${hash.message.split(',')[0]}`)
  }
  const shown = [...files].flatMap(([key, path]) => (Object.hasOwn(sources, key) ? [near(folder, path)] : []))
  return { sources, files: shown.toSorted(), leftOut: [...leftOut] }
}

async function importsOf({ starts, roots, pythons, cwd, env }: CodePart) {
  const keys = [...starts.keys()]
  if (keys.length === 0) return { modules: [], problems: [] }
  const search = { starts: [...starts.values()], roots, most: MOST_FILES }
  // Only code of Python needs it.
  const { localImports } = await import('./imports.ts')
  const imports = await localImports(pythons, search, { cwd, env })
  if (!imports) return { modules: [], problems: ['imports of its Python files, because no Python was found'] }
  return {
    modules: imports.modules.map(([start, name, path]) => ({ key: `${keys[start]}:${name}`, path })),
    problems: [
      ...imports.unparsed.map((path) => `the imports of ${near(cwd, path)}, because Python cannot parse it`),
      ...imports.hidden.map(
        ([path, names]) => `${names.join(', ')}, which ${near(cwd, path)} imports after changing sys.path`,
      ),
      ...(imports.isWhole ? [] : [`modules that it imports, because there are more than ${MOST_FILES}`]),
    ],
  }
}

function near(folder: string, path: string): string {
  const below = relative(folder, path)
  return below.startsWith('..') ? path : below
}
