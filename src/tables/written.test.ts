import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSources } from '../../tests/open-tables.ts'
import { type DuckDB, openDuckDB } from '../duckdb/open.ts'
import { literal } from '../duckdb/sql.ts'
import { countOlder, filesNow } from './written.ts'

let db: DuckDB
let folder: string
beforeEach(async () => {
  db = await openDuckDB({ threads: 1 })
  folder = await mkdtemp(join(tmpdir(), 'written-test-'))
  await mkdir(join(folder, 't/day=1'), { recursive: true })
  for (const name of ['a', 'b']) {
    await writeFile(at(`${name}.csv`), 'id\n1\n')
    // A file system may give what is written again within milliseconds the same time.
    await utimes(at(`${name}.csv`), 1, 1)
  }
})
afterEach(async () => {
  await db[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** How much of what a path gives is older than what was done in between. */
async function olderAfter(change: () => unknown, path = 't') {
  const before = await filesNow(join(folder, path))
  await change()
  const [only] = await openSources(db, join(folder, path))
  return countOlder(only?.source.paths ?? [], before)
}

const at = (name: string) => join(folder, 't/day=1', name)
const asOld = { files: 2, of: 2 }

describe('a table', () => {
  it('of which nothing was written is older as a whole, whatever its clock says', async () => {
    expect(await olderAfter(() => undefined)).toEqual(asOld)
    await utimes(at('a.csv'), new Date(), new Date('2099-01-01'))
    expect(await olderAfter(() => undefined)).toEqual(asOld)
  })

  it.each<[string, () => unknown]>([
    [
      'a file that is new, though its clock is years behind',
      async () => {
        await writeFile(at('c.csv'), 'id\n2\n')
        await utimes(at('c.csv'), new Date(0), new Date(0))
      },
    ],
    [
      'a file of a new partition',
      async () => {
        await mkdir(join(folder, 't/day=2'))
        await writeFile(join(folder, 't/day=2/a.csv'), 'id\n2\n')
      },
    ],
  ])('is written in part by %s', async (_, change) => {
    expect(await olderAfter(change)).toEqual({ files: 2, of: 3 })
  })

  it.each<[string, () => unknown]>([
    ['written in place', () => writeFile(at('a.csv'), 'id\n3\n')],
    [
      'replaced by one of the same size and time',
      async () => {
        const { atime, mtime } = await stat(at('a.csv'))
        await writeFile(join(folder, 'new'), 'id\n4\n')
        await utimes(join(folder, 'new'), atime, mtime)
        await rename(join(folder, 'new'), at('a.csv'))
      },
    ],
    ['copied over with its time', () => execFileSync('cp', ['-p', at('b.csv'), at('a.csv')])],
  ])('is written in part by a file that is %s', async (_, change) => {
    expect(await olderAfter(change)).toEqual({ files: 1, of: 2 })
  })

  it('is written as a whole where nothing was there', async () => {
    await rm(join(folder, 't'), { recursive: true })
    const write = async () => {
      await mkdir(join(folder, 't'))
      await writeFile(join(folder, 't/a.csv'), 'id\n1\n')
    }
    expect(await olderAfter(write)).toEqual({ files: 0, of: 1 })
  })

  it('is older as the files of a glob, and of the folders that it gives', async () => {
    expect(await olderAfter(() => writeFile(at('a.csv'), 'id\n3\n'), 't/day=*')).toEqual({ files: 1, of: 2 })
  })

  it.each([
    ['its file', () => undefined, { files: 1, of: 1 }],
    ['the log that it has since', () => insertAndDie(join(folder, 'd.duckdb')), { files: 1, of: 2 }],
  ])('of a database is as old as %s', async (_, change, older) => {
    await using made = await openDuckDB()
    await made.run(`ATTACH ${literal(join(folder, 'd.duckdb'))} AS made`)
    await made.run('CREATE TABLE made.t AS SELECT 1 AS id')
    await made.run('DETACH made')
    expect(await olderAfter(change, 'd.duckdb:t')).toEqual(older)
  })
})

/** Writes into a database as a program does that is killed before it closes it. */
const insertAndDie = (path: string) =>
  spawnSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { DuckDBInstance } from '@duckdb/node-api'
const connection = await (await DuckDBInstance.create(${JSON.stringify(path)})).connect()
await connection.run('INSERT INTO t VALUES (2)')
process.kill(process.pid, 'SIGKILL')`,
  ])
