import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { CONFIG, ORDERS, onlyRecord, recordsIn, SPARK, sh, trialOf } from './recorded.ts'

const WRITE = 'mkdir -p out/orders; printf "id,score\\n1,2\\n" > out/orders/$0.csv'

describe('an output that a run did not write', () => {
  it.each([
    ['that a configuration declares', { 'etl-compare.yml': CONFIG }],
    ['that is found', {}],
  ])('is named, and proves nothing: a table %s', async (_, files) => {
    await using folder = await scratch(files)
    const run = (engine: string, ...command: string[]) =>
      etlCompare(
        [...ORDERS, '--engine', engine, '--partition', 'k', '--output', 'out', ...command],
        folder.path,
      )
    const judged = async () => (await etlCompare(['judge', '--ledger', 'ledger'], folder.path)).stdout
    expect((await run('spark', ...sh(WRITE), 'a')).stderr).not.toContain('not written')
    const idle = await run('polars', '--', 'true')
    expect(idle.stderr).toMatch(/^etl-compare: table 'orders' .*not written/m)
    expect(idle.code).toBe(0)
    expect(await judged()).toMatch(/ k \(orders: .*candidate/)
    const list = await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)
    expect(list.stdout).toMatch(/polars ok +old output/)
    await run('polars', ...sh(WRITE), 'a')
    expect(await judged()).toMatch(/parity +equal in 1 of 1 comparison/)
  })

  it('is compared as a whole where a part of it is new, and the older files are counted', async () => {
    await using folder = await scratch()
    await etlCompare([...SPARK, '--output', 'out', ...sh(WRITE), 'a'], folder.path)
    const { stderr } = await etlCompare([...SPARK, '--output', 'out', ...sh(WRITE), 'b'], folder.path)
    expect(stderr).toMatch(/^etl-compare: 1 of 2 .*'orders'/m)
    const [first, second] = (await recordsIn(folder.path))
      .map((record) => trialOf(record).tables.orders)
      .toSorted((a, b) => (a?.rows ?? 0) - (b?.rows ?? 0))
    expect(first).not.toHaveProperty('older')
    expect(second).toMatchObject({ rows: 2, older: { files: 1, of: 2 } })
  })

  it.each([
    ['that a configuration declares', { 'etl-compare.yml': CONFIG }],
    ['that is found', {}],
  ])(
    'counts as failed where its path never existed, with how to undo a slip: a table %s',
    async (_, files) => {
      await using folder = await scratch(files)
      const { stderr, code } = await etlCompare([...SPARK, '--output', 'uot', ...sh(WRITE), 'a'], folder.path)
      expect(code).toBe(0)
      const record = await onlyRecord(folder.path)
      expect(trialOf(record)).toMatchObject({
        outcome: 'failed',
        reason: expect.stringContaining('--output'),
      })
      const [note = ''] = stderr.split('\n').filter((line) => line.startsWith('etl-compare: uot '))
      const [path = ''] = /runs\/\S+\.json/.exec(note) ?? []
      await rm(join(folder.path, 'ledger', path))
      expect(await recordsIn(folder.path)).toEqual([])
    },
  )

  it('is not taken for one where the run failed', async () => {
    await using folder = await scratch({ 'orders.csv': 'id\n1\n' })
    const { stderr, code } = await etlCompare(
      [...SPARK, '--output', 'orders.csv', ...sh('exit 3')],
      folder.path,
    )
    expect(stderr).not.toContain('not written')
    expect(code).toBe(3)
    expect(trialOf(await onlyRecord(folder.path)).tables).toEqual({})
  })
})
