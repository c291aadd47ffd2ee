import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { readWhole } from './excerpt.ts'
import { makeFolder } from './make-folder.ts'
import { isGone, ownerWord, parseOwner, thisOwner } from './owner.ts'

/**
 * Keeps other runs from a folder of results until its block ends. What a killed run left is taken over.
 *
 * @throws UserError `outInUse` where another run may still write there
 */
export async function lockOut(out: string): Promise<AsyncDisposable> {
  await makeFolder(out)
  const lock = join(out, '.etl-compare.lock')
  const me = await thisOwner()
  const text = `${ownerWord(me)} ${me.host}\n`
  if (!(await take(lock, text))) {
    await removeAbandoned(out, lock)
    if (!(await take(lock, text))) throw new UserError('outInUse', { out, by: 'just started', lock })
  }
  return {
    [Symbol.asyncDispose]: async () => {
      if ((await readWhole(lock).catch(() => undefined)) === text) await rm(lock, { force: true })
    },
  }
}

async function take(lock: string, text: string): Promise<boolean> {
  try {
    await writeFile(lock, text, { flag: 'wx' })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'ENOSPC') throw error
    await rm(lock, { force: true })
    throw new UserError('diskFull', { path: lock })
  }
}

async function removeAbandoned(out: string, lock: string): Promise<void> {
  const text = await readWhole(lock).catch(() => '')
  if (text === undefined) return
  const [word = '', host = ''] = text.trim().split(' ')
  const owner = parseOwner(host, word)
  if (!owner || !(await isGone(owner))) {
    const by = owner ? `process ${owner.pid} on ${owner.host}` : 'an unknown process'
    throw new UserError('outInUse', { out, by, lock })
  }
  await rm(lock, { force: true })
}
