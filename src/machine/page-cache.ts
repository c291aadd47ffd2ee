import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { askPython } from '../files/ask-python.ts'

const PROGRAM = fileURLToPath(new URL('./page-cache.py', import.meta.url))
/** A page or two that the kernel reads by itself is no warm cache. */
const MOST_LEFT = 0.01

const answerSchema = z.union([
  z.strictObject({ problem: z.string() }),
  z.strictObject({ stays: z.array(z.tuple([z.string(), z.int().nonnegative()])) }),
])

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
  const script = { args: ['-ESs', PROGRAM], env: process.env }
  const answer = await askPython(
    [python],
    script,
    files.map(({ path }) => path),
  )
  const found = answer === undefined ? { problem: `${python} gave no answer` } : answerSchema.parse(answer)
  if ('problem' in found) throw new UserError('cacheNotEvicted', { detail: found.problem })
  const { stays } = found
  const bytes = stays.reduce((sum, [, left]) => sum + left, 0)
  const of = files.reduce((sum, file) => sum + file.bytes, 0)
  const [first] = stays
  if (first && bytes > of * MOST_LEFT)
    throw new UserError('cacheStays', { path: first[0], bytes: Math.min(bytes, of), of })
}
