import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { BoundedFile } from './bounded-file.ts'
import { repeatedly } from './repeatedly.ts'

const [HEAD, TAIL, WRITTEN] = [2 ** 20, 2 ** 16, 300_000_000]
/** On the disk, in whole blocks. */
const KEPT = HEAD + TAIL + 2 ** 16

/** Appends as fast as it can, and a last word. */
async function flood(path: string, prepare = 'exec >> "$0"'): Promise<void> {
  const command = `${prepare}; head -c ${WRITTEN} /dev/zero | tr '\\0' x; printf last`
  await once(spawn('sh', ['-c', command, path]), 'close')
}

async function bounded() {
  const folder = await scratch()
  const path = join(folder.path, 'log')
  await writeFile(path, 'first')
  const file = await BoundedFile.of(path, { head: HEAD, tail: TAIL })
  return {
    folder,
    path,
    file,
    [Symbol.asyncDispose]: async () => {
      await file[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

describe('a file of which the middle is not kept', () => {
  it('loses nothing of its ends and miscounts nothing, however fast it is written', async () => {
    await using opened = await bounded()
    const { path, file } = opened
    let most = 0
    const cut = async () => {
      const before = await stat(path)
      await file.cut()
      const { blocks, size } = await stat(path)
      // What has been appended since could not be given back.
      most = Math.max(most, 512 * blocks - (size - before.size))
    }
    {
      await using _ = repeatedly(5, cut)
      await flood(path)
    }
    await cut()
    expect(most).toBeLessThan(2 * KEPT)
    await file.end((bytes) => `|${bytes}|`)
    const all = 'first'.length + WRITTEN + 'last'.length
    expect(file.leftOut).toBe(all - HEAD - TAIL)
    const text = await readFile(path, 'utf8')
    expect(text.slice(HEAD - 2, HEAD + 14)).toBe(`xx|${file.leftOut}|xxx`.slice(0, 16))
    expect(text).toMatch(/^firstx+\|\d+\|x+last$/)
    expect(text).toHaveLength(HEAD + TAIL + `|${file.leftOut}|`.length)
  })

  it('is cut where there can be no hole in it', async () => {
    await using opened = await bounded()
    const { path, file } = opened
    const { PATH } = process.env
    await flood(path)
    try {
      process.env.PATH = opened.folder.path
      await file.cut()
    } finally {
      process.env.PATH = PATH
    }
    expect((await stat(path)).size).toBe(HEAD + TAIL)
    await file.end((bytes) => `|${bytes}|`)
    expect(file.leftOut).toBe('first'.length + WRITTEN + 'last'.length - HEAD - TAIL)
    expect(await readFile(path, 'utf8')).toMatch(/^firstx+\|\d+\|x+last$/)
  })

  it.each([
    ['deletes it', 'exec >> "$0"; rm "$0"'],
    ['gives it another name', 'exec >> "$0"; mv "$0" "$0.old"'],
    ['gives another file its name', 'exec >> "$0"; mv "$0" "$0.old"; echo new > "$0"'],
  ])('takes no more of the disk if who writes it %s and writes on', async (_, prepare) => {
    await using opened = await bounded()
    const { path, file } = opened
    await using held = await open(path)
    await flood(path, prepare)
    await file.cut()
    expect(512 * (await held.stat()).blocks).toBeLessThan(KEPT)
    await file.end((bytes) => `|${bytes}|`)
    expect(file.leftOut).toBe('first'.length + WRITTEN + 'last'.length - HEAD - TAIL)
  })

  it('is followed by what takes its place', async () => {
    await using opened = await bounded()
    const { path, file } = opened
    await flood(path, 'rm "$0"; exec >> "$0"')
    await file.cut()
    expect(512 * (await stat(path)).blocks).toBeLessThan(KEPT)
    await file.end((bytes) => `|${bytes}|`)
    expect(file.leftOut).toBe(WRITTEN + 'last'.length - HEAD - TAIL)
    expect(await readFile(path, 'utf8')).toMatch(/^x+\|\d+\|x+last$/)
  })

  it('is left alone where it is short', async () => {
    await using opened = await bounded()
    const { path, file } = opened
    await file.cut()
    await file.end(() => 'never')
    expect(file.leftOut).toBe(0)
    expect(await readFile(path, 'utf8')).toBe('first')
  })
})
