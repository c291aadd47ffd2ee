import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { UserError } from '../errors.ts'

const PROGRAM = fileURLToPath(new URL('./page-cache.py', import.meta.url))
/** A page or two that the kernel reads by itself is no warm cache. */
const MOST_LEFT = 0.01

const staysSchema = z.array(z.tuple([z.string(), z.int().nonnegative()]))

/**
 * Drops files from the page cache, so that the next read comes from the disk.
 *
 * @param python this machine's
 * @throws UserError `cacheNotEvicted`; `cacheStays` where more than 1 % of them stays, as on a tmpfs
 */
export async function evictFiles(
  python: string,
  files: readonly { path: string; bytes: number }[],
): Promise<void> {
  const child = spawn(python, ['-ESs', PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(files.map(({ path }) => `${path}\0`).join(''))
  const [printed, problem] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (problem !== '')
    throw new UserError('cacheNotEvicted', { detail: problem.trim().split('\n').at(-1) ?? '' })
  const stays = staysSchema.parse(JSON.parse(printed))
  const bytes = stays.reduce((sum, [, left]) => sum + left, 0)
  const of = files.reduce((sum, file) => sum + file.bytes, 0)
  const [first] = stays
  if (first && bytes > of * MOST_LEFT)
    throw new UserError('cacheStays', { path: first[0], bytes: Math.min(bytes, of), of })
}
