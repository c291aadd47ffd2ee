import { readlink } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { isPattern } from '../../files/disk.ts'
import type { LocatedPart } from '../../inputs/resolve.ts'
import type { Mount } from '../../model/config/model.ts'

/** Where a container finds what the job contract gives it. */
export const INSIDE = {
  input: '/etl/input',
  output: '/etl/output',
  run: '/etl/run',
  stages: '/etl/run/stages.jsonl',
  meter: '/etl/meter',
}

/** What the meter inside reads and writes, below `INSIDE.run`. */
export const METER_FILES = { spec: 'spec.json', result: 'result.json' }

/** The command that runs another one under the meter inside. */
export const metered = (python: string): string[] => [
  ...[python, '-ESs', `${INSIDE.meter}/meter.py`],
  ...Object.values(METER_FILES).map((name) => `${INSIDE.run}/${name}`),
]

type Part = Pick<LocatedPart, 'path' | 'files'> & Partial<Pick<LocatedPart, 'name'>>

/**
 * The folder or file of this machine that a container needs for an input, and what the input is called inside.
 *
 * @throws UserError `inputOfRoot`: nobody gives the whole machine to an engine
 */
export function inputInside({ name = null, path, files }: Part): {
  source: string
  target: string
  path: string
} {
  const folder = name === null ? INSIDE.input : `${INSIDE.input}/${name}`
  const isFile = files.some((file) => file.path === path)
  if (isFile) {
    const inside = `${folder}/${basename(path)}`
    return { source: path, target: inside, path: inside }
  }
  const isFolder = files.every((file) => file.path.startsWith(`${path}/`))
  const source = isFolder ? path : fixedPart(path)
  if (source === '/') throw new UserError('inputOfRoot', { path })
  return { source, target: folder, path: `${folder}${path.slice(source.length)}` }
}

/** The folder that a glob's matches all lie in. */
function fixedPart(pattern: string): string {
  return isPattern(pattern) ? fixedPart(dirname(pattern)) : pattern
}

/**
 * Sees to it that a container with these mounts finds every file of an input.
 *
 * @throws UserError `inputLinked` where a link leads out of what the container is given; `inputOfRoot`
 */
export async function checkInside(input: Part, mounts: Mount[]): Promise<void> {
  const { source } = inputInside(input)
  const seen = new Set<string>()
  for (const file of input.files) {
    const link = await leadingOut(source, file.path, mounts, seen)
    if (link) throw new UserError('inputLinked', link)
  }
}

/** The first link on the way to a file that dangles inside. */
async function leadingOut(
  source: string,
  path: string,
  mounts: Mount[],
  seen: Set<string>,
): Promise<{ link: string; target: string } | undefined> {
  for (const step of stepsTo(source, path)) {
    if (seen.has(step)) continue
    const link = await readlink(step).catch(() => undefined)
    if (link === undefined) {
      seen.add(step)
      continue
    }
    const target = resolve(dirname(step), link)
    if (
      isAbsolute(link) &&
      mounts.some((mount) => mount.source === mount.target && isIn(mount.target, target))
    )
      return undefined
    if (isAbsolute(link) || !isIn(source, target)) return { link: step, target }
    return leadingOut(source, join(target, relative(step, path)), mounts, seen)
  }
  return undefined
}

/** Every path below `source` on the way to `path`, itself included. */
function stepsTo(source: string, path: string): string[] {
  return path === source || !isIn(source, path) ? [] : [...stepsTo(source, dirname(path)), path]
}

const isIn = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`)
