import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { runRecord, textOf } from '../../tests/run-record.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { openLedger } from './open.ts'
import { recordPath } from './path.ts'

const entry = (record: RunRecord) => ({ record, text: textOf(record) })
const [first, second] = [runRecord(1), runRecord(2)]

async function put(folder: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

describe('a ledger in a folder', () => {
  it('keeps records byte by byte at their dates, and nothing else', async () => {
    await using folder = await scratch()
    const ledger = openLedger('ledger', folder.path)
    const { added } = await ledger.add([entry(second), entry(first)])
    expect(added).toEqual([recordPath(second), recordPath(first)])
    expect(await readFile(join(folder.path, 'ledger', recordPath(first)), 'utf8')).toBe(textOf(first))
    expect(await readdir(join(folder.path, 'ledger'))).toEqual(['runs'])
    expect(await ledger.read()).toEqual({ exists: true, records: [first, second], leftOut: [] })
  })

  it('is not there before its first record', async () => {
    await using folder = await scratch()
    expect(await openLedger('ledger', folder.path).read()).toEqual({
      exists: false,
      records: [],
      leftOut: [],
    })
  })

  it('takes the same record again, and says that it was there', async () => {
    await using folder = await scratch()
    const ledger = openLedger('ledger', folder.path)
    await ledger.add([entry(first)])
    expect(await ledger.add([entry(first), entry(second)])).toMatchObject({
      added: [recordPath(second)],
      present: [recordPath(first)],
    })
  })

  it.each([
    ['content', { ...first, tool: '9.9.9' }],
    ['date', { ...first, when: second.when }],
  ])('refuses an id that is there with another %s, and adds nothing of the call', async (_, changed) => {
    await using folder = await scratch()
    const ledger = openLedger('ledger', folder.path)
    await ledger.add([entry(first)])
    await expect(ledger.add([entry(second), entry(changed)])).rejects.toMatchObject({
      code: 'ledgerConflict',
    })
    expect(await ledger.read()).toEqual({ exists: true, records: [first], leftOut: [] })
  })

  it('lets one of many writers of one id win, and tells the others', async () => {
    await using folder = await scratch()
    const writers = Array.from({ length: 20 }, (_, number) => ({ ...first, tool: `${number}` }))
    const ended = await Promise.allSettled(
      writers.map((record) => openLedger('ledger', folder.path).add([entry(record)])),
    )
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const winner = writers[ended.findIndex(({ status }) => status === 'fulfilled')]
    expect((await openLedger('ledger', folder.path).read()).records).toEqual([winner])
    for (const end of ended)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'ledgerConflict' })
  })

  it('keeps nothing that reading would leave out', async () => {
    await using folder = await scratch()
    const ledger = openLedger('ledger', folder.path)
    const large = { record: first, text: textOf(first) + ' '.repeat(2 ** 20) }
    const other = { record: first, text: textOf(second) }
    for (const bad of [large, other])
      await expect(ledger.add([entry(second), bad])).rejects.toMatchObject({ code: 'recordInvalid' })
    const twice = [entry(first), entry({ ...first, tool: '9.9.9' })]
    await expect(ledger.add(twice)).rejects.toMatchObject({ code: 'ledgerConflict' })
    expect((await ledger.read()).exists).toBe(false)
  })

  it('names every file that is no record, and reads the others', async () => {
    await using folder = await scratch()
    const [day, text] = ['runs/2026/10/03', textOf(first)]
    await put(folder.path, recordPath(first), text)
    await put(folder.path, `${day}/20261003T000000Z-wrong001.json`, text)
    await put(folder.path, `${day}/20261003T000000Z-broken01.json`, text.slice(0, 99))
    await put(
      folder.path,
      `${day}/20261003T000000Z-newer001.json`,
      text.replace('"version": 2', '"version": 7'),
    )
    await put(folder.path, `${day}/20261003T000000Z-large001.json`, 'x'.repeat(2 ** 20 + 1))
    await put(folder.path, 'runs/notes.txt', 'mine')
    await put(folder.path, 'README.md', 'beside the runs, and none of them')
    await symlink('/etc/passwd', join(folder.path, `${day}/20261003T000000Z-link0001.json`))
    const { records, leftOut } = await openLedger('.', folder.path).read()
    expect(records).toEqual([first])
    expect(leftOut).toEqual([
      { path: `${day}/20261003T000000Z-broken01.json`, reason: expect.stringContaining('JSON') },
      { path: `${day}/20261003T000000Z-large001.json`, reason: expect.stringContaining('larger than 1 MiB') },
      { path: `${day}/20261003T000000Z-link0001.json`, reason: 'is a link, not a file' },
      { path: `${day}/20261003T000000Z-newer001.json`, reason: expect.stringContaining('is version 7') },
      {
        path: `${day}/20261003T000000Z-wrong001.json`,
        reason: expect.stringContaining('runs/2026/10/02'),
      },
      { path: 'runs/notes.txt', reason: expect.any(String) },
    ])
  })
})
