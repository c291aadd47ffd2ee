import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import type { EngineDraft } from '../../core/init/draft.ts'

const MOST_BYTES = 1e6

/** Files below `folder` that a command line names: the scripts and settings that the engine consists of. */
export async function namedFiles(folder: string, run: readonly string[]): Promise<string[]> {
  const paths = run.map((argument) => relative(folder, resolve(folder, argument)))
  const inside = paths.filter((path) => path !== '' && !path.startsWith('..') && !isAbsolute(path))
  const found = await Promise.all(
    inside.map(async (path) => {
      const entry = await stat(resolve(folder, path)).catch(() => undefined)
      return entry?.isFile() && entry.size <= MOST_BYTES ? [path] : []
    }),
  )
  return [...new Set(found.flat())]
}

/** What an engine is told neither by its arguments nor, as far as its files show, by its environment. */
export async function untold(folder: string, { run, sources }: EngineDraft): Promise<('input' | 'output')[]> {
  const texts = await Promise.all(sources.map((path) => readFile(resolve(folder, path), 'utf8')))
  const whole = [...run, ...texts].join('\n')
  return (['input', 'output'] as const).filter(
    (what) =>
      !run.some((argument) => argument.includes(`{${what}}`)) && !whole.includes(`ETL_${what.toUpperCase()}`),
  )
}
