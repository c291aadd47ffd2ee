import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../context.ts'
import { type FingerprintOptions, fingerprint } from './fingerprint.ts'

let folder: string
let printed: string[]
const context: Context = {
  terminal: {
    print: (text) => void printed.push(text),
    note: () => undefined,
    isInteractive: false,
    columns: 80,
  },
  signal: new AbortController().signal,
  now: () => new Date(),
  env: {},
  quiet: async () => null,
  report: () => undefined,
}
beforeEach(async () => {
  printed = []
  folder = await mkdtemp(join(tmpdir(), 'fingerprint-test-'))
  await writeFile(join(folder, 'orders.csv'), 'id,name\n1,Zoë\n2,\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function printedBy(options: Partial<FingerprintOptions>): Promise<string> {
  const path = join(folder, 'orders.csv')
  const all = { path, ignore: [], columns: false, memory: '1GB', json: false, ...options }
  expect(await fingerprint(all, context)).toBe(0)
  return printed.pop() ?? ''
}
const fingerprintsIn = (text: string): string[] => text.match(/v1:[0-9a-f]{32}/g) ?? []

describe('etl-compare fingerprint', () => {
  it('prints a line a table, with a note on CSV', async () => {
    const text = await printedBy({})
    expect(text).toMatch(/^orders +2 {2}v1:[0-9a-f]{32} {2}2 text$/m)
    expect(text).toContain('CSV')
  })

  it('prints a line a column, whose fingerprint is that of the table without the others', async () => {
    const [, id, name] = fingerprintsIn(await printedBy({ columns: true }))
    expect(fingerprintsIn(await printedBy({ ignore: ['name'] }))).toEqual([id])
    expect(fingerprintsIn(await printedBy({ ignore: ['id'] }))).toEqual([name])
  })

  it('prints the same as JSON', async () => {
    const [whole] = fingerprintsIn(await printedBy({}))
    const { tables } = JSON.parse(await printedBy({ json: true }))
    expect(tables).toMatchObject([{ table: 'orders', format: 'csv', files: 1, rows: 2, fingerprint: whole }])
  })

  it('prints a line a table of a folder whose files have unlike columns', async () => {
    await writeFile(join(folder, 'cities.csv'), 'city,height\nBern,540\n')
    expect(await printedBy({ path: folder })).toMatch(/^cities .*\norders /m)
  })

  it('refuses a column that is not there, and memory that is no size', async () => {
    await expect(printedBy({ ignore: ['nmae'] })).rejects.toMatchObject({ code: 'columnUnknown' })
    await expect(printedBy({ memory: 'much' })).rejects.toMatchObject({ code: 'optionInvalid' })
  })
})
