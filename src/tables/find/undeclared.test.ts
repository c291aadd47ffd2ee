import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Table } from '../../model/config/model.ts'
import { undeclaredTables } from './undeclared.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undeclared-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Files without content: none is read. */
async function found(paths: string[], ...tables: Partial<Table>[]): Promise<string[]> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), '')
  }
  const declared = [{ name: 'orders' }, ...tables]
  return undeclaredTables(folder, declared as Table[])
}

describe('tables that are not declared', () => {
  it('are the folders and files with data beside the declared ones', async () => {
    const paths = [
      'orders/part-0.parquet',
      'audit/day=1/part-0.snappy.parquet',
      'rejects.csv.gz',
      'lookup.orc',
      'more.csv.bz2',
      'state.duckdb',
    ]
    expect(await found(paths)).toEqual(['audit', 'lookup.orc', 'more.csv.bz2', 'rejects', 'state.duckdb'])
  })

  it('are no logs, marks, checksums or hidden names, and no links', async () => {
    const junk = [
      '_SUCCESS',
      '.orders.csv.crc',
      'README.md',
      'run.log',
      'logs/a.txt',
      '_tmp/a.parquet',
      'x/_y.csv',
    ]
    await symlink('orders.csv', join(folder, 'latest.csv'))
    expect(await found(['orders.csv', ...junk])).toEqual([])
  })

  it('lie beside a declared place further down too, and never in it', async () => {
    const paths = [
      'lake/gold/orders/a/b.parquet',
      'lake/gold/audit/a.parquet',
      'lake/raw.json',
      'orders/x.csv',
    ]
    expect(await found(paths, { name: 'gold', at: 'lake/gold/orders/' })).toEqual([
      'lake/gold/audit',
      'lake/raw',
    ])
    expect(await found([], { name: 'all', at: '' })).toEqual([])
  })

  it('are few names, however many there are, and what cannot be looked into is none', async () => {
    await mkdir(join(folder, 'locked'))
    await chmod(join(folder, 'locked'), 0)
    expect(await found(Array.from({ length: 60 }, (_, number) => `t${number}.csv`))).toHaveLength(50)
    await chmod(join(folder, 'locked'), 0o700)
  })
})
