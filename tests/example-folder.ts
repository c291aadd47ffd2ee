import { cp, mkdir, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { root, scratch } from './etl-compare.ts'

/** What examples have from the clone beside them. */
const BESIDE = ['bin', 'docker']
const MADE = new Set(['.venv', '__pycache__', 'inbox', 'lake', 'ledger', 'output', 'results'])

/** Copies of examples, without what was made in them, in a place like theirs in the clone. */
export async function examplesIn(...names: string[]): Promise<AsyncDisposable & { path: string }> {
  const made = await scratch()
  for (const name of BESIDE) await symlink(join(root, name), join(made.path, name))
  await mkdir(join(made.path, 'examples'))
  for (const name of names)
    await cp(join(root, 'examples', name), join(made.path, 'examples', name), {
      recursive: true,
      filter: (path) => !MADE.has(basename(path)),
    })
  return made
}
