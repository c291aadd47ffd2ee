import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { countAlternatives, matchedFiles } from './glob.ts'

describe('a pattern', () => {
  it.each([
    ['data/*.csv', 1],
    ['{a,b}', 2],
    ['{a,b}{1..3}', 6],
    ['{a,{b,c}x}/{d,e}', 6],
    ['dt={2026-{01..12},latest}', 13],
    ['\\{a,b}', 1],
    ['{a,b', 2],
    ['a}b,c', 1],
    ['{a,b}'.repeat(30), 2 ** 30],
  ])('%s stands for %i patterns', (pattern, count) => {
    expect(countAlternatives(pattern)).toBe(count)
  })

  it('finds every file once, also below folders that it matches and behind links that it names', async () => {
    await using folder = await scratch({ 'a.csv': '1' })
    await mkdir(join(folder.path, 'data/deep'), { recursive: true })
    await mkdir(join(folder.path, 'elsewhere'))
    for (const file of ['data/b.csv', 'data/deep/c.csv', 'elsewhere/d.csv'])
      await writeFile(join(folder.path, file), '1')
    await symlink('../elsewhere', join(folder.path, 'data/link'))
    const found = async (pattern: string) =>
      (await matchedFiles(pattern, folder.path)).map(({ path }) => path.replace(`${folder.path}/`, ''))
    expect(await found('**/*')).toEqual([
      'a.csv',
      'data/b.csv',
      'data/deep/c.csv',
      'data/link/d.csv',
      'elsewhere/d.csv',
    ])
    expect(await found('data')).toEqual(['data/b.csv', 'data/deep/c.csv'])
    expect(await found('data/*')).toEqual(['data/b.csv', 'data/deep/c.csv', 'data/link/d.csv'])
  })
})
