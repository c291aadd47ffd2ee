import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'make-folder-test-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('making a folder', () => {
  it('makes those above it too, and is content with one that is there', async () => {
    for (let times = 0; times < 2; times++) await makeFolder(join(root, 'a/b/c'))
    expect((await stat(join(root, 'a/b/c'))).isDirectory()).toBe(true)
  })

  it('takes a link to a folder for one', async () => {
    await symlink('.', join(root, 'link'))
    await makeFolder(join(root, 'link/a'))
    await makeFolder(join(root, 'link'))
    expect((await stat(join(root, 'a'))).isDirectory()).toBe(true)
  })

  it.each([
    ['/proc/nope', '/proc/nope'],
    ['/proc/nope/a/b', '/proc/nope'],
    ['/proc/self/fd/x/y', '/proc/self/fd/x'],
  ])('ends where the folder above takes none: %s', async (path, unusable) => {
    await expect(makeFolder(path)).rejects.toMatchObject({
      code: 'pathUnusable',
      data: { path: unusable },
    })
  })

  it.each([
    ['is its name', 'taken', 'it is not a folder'],
    ['is above it', 'taken/a/b', 'ENOTDIR'],
    ['is above it, that leads nowhere', 'nowhere/a', 'it is not a folder'],
  ])('is refused where something that is none %s', async (_, path, message) => {
    await writeFile(join(root, 'taken'), '')
    await symlink('missing', join(root, 'nowhere'))
    await expect(makeFolder(join(root, path))).rejects.toThrow(message)
  })
})
