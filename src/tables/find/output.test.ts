import { execFileSync } from 'node:child_process'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openOutputTable } from '../../../tests/open-tables.ts'
import { db, folder, useTableFolder, write } from '../../../tests/table-folder.ts'
import { findFiles } from './files.ts'

useTableFolder()

/** A link could point outside the output. */
const LINK = { code: 'tableUnreadable', data: { table: 't', problem: expect.stringContaining('link') } }

describe('a table below an output folder', () => {
  it('is a folder, with what engines add to it left out', async () => {
    await write('t/part-0.csv', 'a\n1\n')
    await write('t/_SUCCESS', '')
    await write('t/.part-0.csv.crc', 'x')
    expect(await openOutputTable(db, folder, 't')).toMatchObject({
      files: 1,
      bytes: 4,
      columns: [{ name: 'a', type: 'VARCHAR' }],
    })
  })

  it('is a folder with Hive keys, which are columns', async () => {
    await write('t/day=2026-11-20/part.csv', 'a\n1\n')
    const { columns } = await openOutputTable(db, folder, 't')
    expect(columns.map(({ name }) => name)).toEqual(['a', 'day'])
  })

  it('is a file of that name', async () => {
    await write('t.json', '{"a": 1}\n')
    expect(await openOutputTable(db, folder, 't')).toMatchObject({ files: 1 })
  })

  it.each(['t.csv.gz', 't.tsv.gz', 't.ndjson.gz'])('is a file of that name, packed: %s', async (name) => {
    const text = name.includes('json') ? '{"a": 1}\n' : 'a\n1\n'
    await writeFile(join(folder, name), gzipSync(text))
    expect(await openOutputTable(db, folder, 't')).toMatchObject({ files: 1 })
  })

  it('may lie where the configuration says', async () => {
    await write('deep/down/x.csv', 'a\n1\n')
    expect(await openOutputTable(db, folder, 't', 'deep/down')).toMatchObject({ files: 1 })
  })

  it('may have a name with quotes in its path', async () => {
    await write("t/o'clock.csv", 'a\n1\n')
    expect(await openOutputTable(db, folder, 't')).toMatchObject({ files: 1 })
  })

  it.each([
    ['missing', 'other.csv', 'a\n', /was not written/],
    ['of no known format', 't/x.txt', 'x', /no known file extension/],
    [
      'of a format that is not read',
      't/x.zstd.orc',
      'x',
      /x\.zstd\.orc is ORC, which etl-compare cannot read\. Write Parquet/,
    ],
    ['the same as a file', 't.orc', 'x', /t\.orc is ORC, which etl-compare cannot read/],
    ['compressed as nobody reads it', 't.csv.bz2', 'x', /t\.csv\.bz2 is CSV compressed by bzip2/],
    ['broken', 't.parquet', 'PAR1', /cannot be read/],
  ])('is told apart where it is %s', async (_, path, content, message) => {
    await write(path, content)
    await expect(openOutputTable(db, folder, 't')).rejects.toThrow(message)
  })

  it('is refused where a file lacks a column, which would be read as NULL', async () => {
    await write('t/0.csv', 'a\n1\n')
    await write('t/1.csv', 'a,b\n1,2\n')
    await expect(openOutputTable(db, folder, 't')).rejects.toMatchObject({
      code: 'tableUnreadable',
      data: { problem: expect.stringMatching(/0\.csv.*'b'/) },
    })
  })

  it('has its own Hive keys alone below a results folder that looks like one', async () => {
    await write('day=1/t/shop=a%2Fb/x.csv', 'day\n2\n')
    const { relation, columns } = await openOutputTable(db, join(folder, 'day=1'), 't')
    expect(columns.map(({ name }) => name)).toEqual(['day', 'shop'])
    expect(await db.rows(`SELECT * FROM ${relation}`)).toEqual([{ day: '2', shop: 'a/b' }])
  })

  it('keeps its own columns below a results folder that looks like a Hive key', async () => {
    await write('day=1/t.csv', 'day\n2\n')
    const { relation } = await openOutputTable(db, join(folder, 'day=1'), 't')
    expect(await db.rows(`SELECT * FROM ${relation}`)).toEqual([{ day: '2' }])
  })

  it('tells NULL and the empty text of a CSV apart, and rounds no number', async () => {
    await write('t.csv', 'a,b\n,90071992547409931.01\n"",1e400\n')
    const { relation } = await openOutputTable(db, folder, 't')
    expect(await db.rows(`SELECT * FROM ${relation}`)).toEqual([
      { a: null, b: '90071992547409931.01' },
      { a: '', b: '1e400' },
    ])
  })

  it.each([
    ['itself', 't.csv', 'other/t.csv'],
    ['as a folder', 't', 'other'],
    ['to nothing', 't', 'nothing'],
    ['below it', 't/a/0.csv', '../../other/t.csv'],
    ['a folder below it', 't/a', '../other'],
  ])('is refused where it is a link: %s', async (_, path, target) => {
    await write('other/t.csv', 'a\n1\n')
    await mkdir(join(folder, path, '..'), { recursive: true })
    await symlink(target, join(folder, path))
    await expect(openOutputTable(db, folder, 't')).rejects.toMatchObject(LINK)
  })

  it('is refused where it lies below a link', async () => {
    await write('other/x.csv', 'a\n1\n')
    await symlink('other', join(folder, 'deep'))
    await expect(openOutputTable(db, folder, 't', 'deep/x.csv')).rejects.toMatchObject(LINK)
  })

  it('may have links beside it and in what is ignored', async () => {
    await write('t/0.csv', 'a\n1\n')
    await symlink('t/0.csv', join(folder, 'latest'))
    await symlink('0.csv', join(folder, 't/_latest'))
    expect(await openOutputTable(db, folder, 't')).toMatchObject({ files: 1 })
  })

  it.each([
    ['t.csv', /^table 't' is a named pipe \(FIFO\), not a file or folder/],
    ['t/1.csv', /^table 't' cannot be read: .*\/t\/1\.csv is a named pipe \(FIFO\)/],
  ])('is named as the FIFO that it is, or that one of its parts is: %s', async (path, message) => {
    await write('t/0.csv', 'a\n1\n')
    if (path === 't.csv') await rm(join(folder, 't'), { recursive: true })
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, path)])
    await expect(openOutputTable(db, folder, 't')).rejects.toThrow(message)
    await expect(findFiles(path === 't.csv' ? join(folder, path) : join(folder, 't'))).rejects.toThrow(
      /is a named pipe \(FIFO\)/,
    )
    await expect(findFiles(join(folder, path.replace(/\d/, '*')))).rejects.toThrow(/is a named pipe \(FIFO\)/)
  })

  it('written in two forms is refused', async () => {
    await write('t.csv', 'a\n1\n')
    await write('t/x.csv', 'a\n1\n')
    await expect(openOutputTable(db, folder, 't')).rejects.toThrow(/written twice/)
  })

  it('of two formats is refused', async () => {
    await write('t/x.csv', 'a\n1\n')
    await write('t/x.json', '{"a": 1}\n')
    await expect(openOutputTable(db, folder, 't')).rejects.toMatchObject({
      code: 'tableUnreadable',
      data: { problem: expect.stringMatching(/csv.*json/) },
    })
  })
})
