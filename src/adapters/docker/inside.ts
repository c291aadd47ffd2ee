import { basename, dirname } from 'node:path'
import type { LocatedInput } from '../input/resolve.ts'

/** Where a container finds what the job contract gives it. */
export const INSIDE = {
  input: '/etl/input',
  output: '/etl/output',
  run: '/etl/run',
  stages: '/etl/run/stages.jsonl',
  meter: '/etl/meter',
}

const GLOB = /[*?[{]/

/** The folder or file of this machine that a container needs for an input, and what the input is called inside. */
export function inputInside({ path, files }: Pick<LocatedInput, 'path' | 'files'>): {
  source: string
  target: string
  path: string
} {
  const isFile = files.some((file) => file.path === path)
  if (isFile) {
    const inside = `${INSIDE.input}/${basename(path)}`
    return { source: path, target: inside, path: inside }
  }
  const isFolder = files.every((file) => file.path.startsWith(`${path}/`))
  const source = isFolder ? path : fixedPart(path)
  return { source, target: INSIDE.input, path: `${INSIDE.input}${path.slice(source.length)}` }
}

/** The folder that a glob's matches all lie in. */
function fixedPart(pattern: string): string {
  return GLOB.test(pattern) ? fixedPart(dirname(pattern)) : pattern
}
