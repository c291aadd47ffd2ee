import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { folderWith, inProcesses, recordIn } from './two-inputs.ts'

const ARGUMENTS = ['--partition', '2026-11-20', '--config', 'etl-compare.yml']

describe('a job of several inputs', () => {
  it('gives each engine all of them by name, and records what each was', async () => {
    await using folder = await folderWith(inProcesses)
    expect((await etlCompare(['check', ...ARGUMENTS], folder.path)).stdout).toContain('Ready to run.')
    expect((await etlCompare(['run', ...ARGUMENTS], folder.path)).code).toBe(0)
    const { input, parity } = await recordIn(folder.path)
    expect(parity.outcome).toBe('exact')
    expect(input.parts?.map(({ name, files }) => [name, files])).toEqual([
      ['orders', 1],
      ['fx-rates', 1],
    ])
    await writeFile(join(folder.path, 'ref/rates.csv'), 'currency,rate\nEUR,1.2\nUSD,1\n')
    await etlCompare(['run', ...ARGUMENTS], folder.path)
    const again = (await recordIn(folder.path)).input
    expect(again.sha256).not.toBe(input.sha256)
    expect(again.parts?.[0]).toEqual(input.parts?.[0])
  })

  it('stops before anything runs where one of them is not there, or lacks a column', async () => {
    await using folder = await folderWith(inProcesses)
    expect(await etlCompare(['run', '--partition', '2026-11-21'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'inputPartitionMissing', data: { input: 'orders', partitions: ['2026-11-20'] } },
    })
    await writeFile(join(folder.path, 'ref/rates.csv'), 'currency,price\nEUR,1.1\n')
    expect(await etlCompare(['run', ...ARGUMENTS], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'inputColumnMissing', data: { columns: ['rate'] } },
    })
    expect(await etlCompare(['run', ...ARGUMENTS, '--input', 'data'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'inputOfSeveral', data: { inputs: ['orders', 'fx-rates'] } },
    })
  })
})
