import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchFolder } from '../files/scratch.ts'
import { checkApart, digestInputs, locateInput, resolveInput, toRecordInput } from './resolve.ts'

/** The input of a folder with two tables, by the names and the order that they are given. */
async function inputOf(folder: string, names: readonly [string, string][]) {
  const parts = names.map(async ([name, file]) => ({
    ...(await locateInput(join(folder, file), { job: 'j', input: name })),
    name,
  }))
  return digestInputs(await Promise.all(parts), 'path')
}

const tables = async (folder: string) => {
  await mkdir(join(folder, 'orders'))
  await writeFile(join(folder, 'orders/a.csv'), 'id\n1\n')
  await writeFile(join(folder, 'rates.csv'), 'rate\n2\n')
}

describe('the hash of several inputs', () => {
  it('is of all their bytes and names, in whatever order they are named', async () => {
    await using folder = await scratchFolder()
    await tables(folder.path)
    const [orders, rates] = [
      ['orders', 'orders'],
      ['rates', 'rates.csv'],
    ] as [[string, string], [string, string]]
    const first = await inputOf(folder.path, [orders, rates])
    expect((await inputOf(folder.path, [rates, orders])).sha256).toBe(first.sha256)
    const swapped = await inputOf(folder.path, [
      ['rates', 'orders'],
      ['orders', 'rates.csv'],
    ])
    expect(swapped.sha256).not.toBe(first.sha256)
    await writeFile(join(folder.path, 'rates.csv'), 'rate\n3\n')
    expect((await inputOf(folder.path, [orders, rates])).sha256).not.toBe(first.sha256)
  })

  it('leaves that of one input as it was in records of before, where the record has no parts', async () => {
    await using folder = await scratchFolder()
    await tables(folder.path)
    const input = await resolveInput(join(folder.path, 'orders'), 'path', 'j')
    expect(toRecordInput(input)).toEqual({
      source: 'path',
      sha256: '049864d15f03c6f4104ed6f708b8991f35debc4be48c4b0926aee95a6b7329dd',
      bytes: 5,
      files: 1,
    })
  })

  it('comes with the bytes, files and hash of each', async () => {
    await using folder = await scratchFolder()
    await tables(folder.path)
    const input = await inputOf(folder.path, [
      ['orders', 'orders'],
      ['rates', 'rates.csv'],
    ])
    expect(toRecordInput(input)).toMatchObject({
      bytes: 12,
      files: 2,
      parts: [
        { name: 'orders', bytes: 5, files: 1 },
        { name: 'rates', bytes: 7, files: 1 },
      ],
    })
  })
})

it('no input may hold the results', async () => {
  await using folder = await scratchFolder()
  await tables(folder.path)
  const input = await inputOf(folder.path, [
    ['rates', 'rates.csv'],
    ['orders', 'orders'],
  ])
  const out = join(folder.path, 'orders/results')
  expect(() => checkApart('j', input, out)).toThrow(/inside the input of job 'j'/)
})
