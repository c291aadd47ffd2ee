import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { BoundedFile } from './bounded-file.ts'
import { repeatedly } from './repeatedly.ts'

const [HEAD, TAIL, WRITTEN] = [2 ** 20, 2 ** 16, 300_000_000]

/** Appends as fast as it can, and a last word. */
async function flood(path: string): Promise<void> {
  const command = `exec >> '${path}'; head -c ${WRITTEN} /dev/zero | tr '\\0' x; printf last`
  await once(spawn('sh', ['-c', command]), 'close')
}

async function bounded() {
  const folder = await scratch()
  const path = join(folder.path, 'log')
  await writeFile(path, 'first')
  return { folder, path, file: new BoundedFile(path, { head: HEAD, tail: TAIL }) }
}

describe('a file of which the middle is not kept', () => {
  it('loses nothing of its ends and miscounts nothing, however fast it is written', async () => {
    const { folder, path, file } = await bounded()
    await using _ = folder
    let most = 0
    {
      await using _ = repeatedly(5, async () => {
        await file.cut()
        most = Math.max(most, 512 * (await stat(path)).blocks)
      })
      await flood(path)
    }
    expect(most).toBeLessThan(WRITTEN / 2)
    await file.end((bytes) => `|${bytes}|`)
    const all = 'first'.length + WRITTEN + 'last'.length
    expect(file.leftOut).toBe(all - HEAD - TAIL)
    const text = await readFile(path, 'utf8')
    expect(text.slice(HEAD - 2, HEAD + 14)).toBe(`xx|${file.leftOut}|xxx`.slice(0, 16))
    expect(text).toMatch(/^firstx+\|\d+\|x+last$/)
    expect(text).toHaveLength(HEAD + TAIL + `|${file.leftOut}|`.length)
  })

  it('is cut where there can be no hole in it', async () => {
    const { folder, path, file } = await bounded()
    await using _ = folder
    const { PATH } = process.env
    await flood(path)
    try {
      process.env.PATH = folder.path
      await file.cut()
    } finally {
      process.env.PATH = PATH
    }
    expect((await stat(path)).size).toBe(HEAD + TAIL)
    await file.end((bytes) => `|${bytes}|`)
    expect(file.leftOut).toBe('first'.length + WRITTEN + 'last'.length - HEAD - TAIL)
    expect(await readFile(path, 'utf8')).toMatch(/^firstx+\|\d+\|x+last$/)
  })

  it('is left alone where it is short', async () => {
    const { folder, path, file } = await bounded()
    await using _ = folder
    await file.cut()
    await file.end(() => 'never')
    expect(file.leftOut).toBe(0)
    expect(await readFile(path, 'utf8')).toBe('first')
  })
})
