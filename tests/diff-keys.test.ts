import { describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { scratchTables } from './scratch-tables.ts'

describe('keys', () => {
  const TABLES = {
    'a.parquet': "SELECT * FROM (VALUES ('k1', 1), ('k2', 2), ('K2', 3), ('k3', 4)) t(id, v)",
    'b.parquet': "SELECT * FROM (VALUES (' k1', 1), ('k2 ', 2), ('K2', 3), ('k3', 5)) t(id, v)",
  }
  const diff = async (...options: string[]) => {
    await using folder = await scratchTables(TABLES)
    const args = ['diff', 'a.parquet', 'b.parquet', '--key', 'id', '--format', 'json', ...options]
    const { stdout, stderr } = await etlCompare(args, folder.path)
    return { ...JSON.parse(stdout).tables[0], parts: JSON.parse(stdout).parts, stderr }
  }

  it('are trimmed on request', async () => {
    expect((await diff()).finding).toMatchObject({ onlyBaseline: 2, onlyEngine: 2, changed: 1 })
    const { finding, stderr, parts } = await diff('--key-trim')
    expect(finding).toMatchObject({ onlyBaseline: 0, onlyEngine: 0, changed: 1 })
    expect(finding.columns.map(({ column }: { column: string }) => column)).toEqual(['v'])
    expect(stderr).toContain('Keys were compared with --key-trim')
    expect(parts).toEqual({ keyTrim: true })
  })

  it('are compared without letter case on request, which says that keys became one', async () => {
    const { finding, repeatedKey, stderr } = await diff('--key-trim', '--key-ignore-case')
    expect(stderr).toContain('--key-trim and --key-ignore-case: 1 key of a.parquet stands for several')
    expect(finding).toMatchObject({ onlyBaseline: 0, onlyEngine: 0, changed: 1 })
    expect(finding.notes).toEqual([])
    expect(repeatedKey).toBeNull()
  })

  it('that are not unique are named: on which side, how many, and one of them', async () => {
    const rows = 'SELECT i // 2 AS id, i AS v FROM range(20) t(i)'
    await using folder = await scratchTables({
      'a.parquet': rows,
      'b.parquet': `SELECT id, v + (v = 7)::INT * 100 AS v FROM (${rows}) WHERE v NOT IN (2, 4, 6)`,
    })
    const args = ['diff', 'a.parquet', 'b.parquet', '--key', 'id']
    const { stdout } = await etlCompare(args, folder.path)
    expect(stdout).toContain(
      '! id is not unique: A has 10 keys more than once and B has 7 keys more than once.',
    )
    expect(stdout).toMatch(/! For example id \d: 2 in A, [12] in B/)
    const hidden = await etlCompare([...args, '--no-values'], folder.path)
    expect(hidden.stdout).toContain('! id is not unique')
    expect(hidden.stdout).not.toContain('For example')
  })
})
