import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockOut } from './out-lock.ts'
import { ownerWord, thisOwner } from './owner.ts'
import { scratchFolder } from './scratch.ts'

describe('a folder of results', () => {
  it('is one run’s at a time', async () => {
    await using folder = await scratchFolder()
    const out = join(folder.path, 'out')
    const message = new RegExp(`out is in use by another run \\(process ${process.pid} on `)
    {
      await using _lock = await lockOut(out)
      await expect(lockOut(out)).rejects.toThrow(message)
    }
    await using _again = await lockOut(out)
  })

  it('is taken over from a run that was killed, and from no other', async () => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, '.etl-compare.lock')
    const me = await thisOwner()
    await writeFile(lock, `${ownerWord({ ...me, start: '1' })} ${me.host}\n`)
    {
      await using _lock = await lockOut(folder.path)
      expect(await readFile(lock, 'utf8')).toBe(`${ownerWord(me)} ${me.host}\n`)
    }
    await writeFile(lock, `${ownerWord({ ...me, start: '1' })} elsewhere\n`)
    await expect(lockOut(folder.path)).rejects.toThrow(/on elsewhere.*remove .*\.etl-compare\.lock/)
  })
})
