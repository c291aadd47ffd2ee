import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchFolder } from '../../files/scratch.ts'
import { locateInput } from '../../inputs/resolve.ts'
import { checkInside, inputInside } from './container-paths.ts'

const file = (path: string) => ({ path, bytes: 1, changedMs: 0, statusMs: 0, inode: 0 })

describe('an input inside a container', () => {
  it('is a glob below the folder that its matches lie in', () => {
    const files = [file('/data/2026/x/a.csv')]
    expect(inputInside({ path: '/data/2026/*/a.csv', files })).toEqual({
      source: '/data/2026',
      target: '/etl/input',
      path: '/etl/input/*/a.csv',
    })
  })

  it.each(['/tm[p]/x/*.csv', '/*.csv', '/'])('is never all of the machine: %s', (path) => {
    expect(() => inputInside({ path, files: [file('/tmp/x/a.csv')] })).toThrow(
      /Put a folder before the first wildcard/,
    )
  })
})

describe('a link among the input of a container', () => {
  const check = async (target: string, mounted: boolean, path = 'in') => {
    await using folder = await scratchFolder()
    const real = join(folder.path, 'real')
    await mkdir(real)
    await mkdir(join(folder.path, 'in/parts'), { recursive: true })
    await writeFile(join(real, 'a.csv'), 'id\n1\n')
    await writeFile(join(folder.path, 'in/parts/b.csv'), 'id\n1\n')
    await symlink(target.replace('REAL', real), join(folder.path, 'in/link.csv'))
    const input = await locateInput(join(folder.path, path), { job: 'job', input: null })
    await checkInside(input, mounted ? [{ source: real, target: real, readOnly: true }] : [])
  }

  it.each([
    ['by an absolute path', 'REAL/a.csv'],
    ['by a relative path', '../real/a.csv'],
  ])('that leads out of it is refused: %s', async (_, target) => {
    const message = /in\/link\.csv is a link to .*real\/a\.csv, which does not exist inside the container/
    await expect(check(target, false)).rejects.toThrow(message)
    await expect(check(target, false, 'in/*.csv')).rejects.toThrow(message)
  })

  it('is followed where it stays in it, where its target is mounted, and where it is the input itself', async () => {
    await check('parts/b.csv', false)
    await check('REAL/a.csv', true)
    await check('REAL/a.csv', false, 'in/link.csv')
  })
})
